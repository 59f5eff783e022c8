// Exports into OpenEmbedded layers: recipes and bbappends that name the patch, and the tags that the QA check wants in it.
import assert from 'node:assert/strict';
import { addToRecipe, recipePatches } from '../../../src/export/recipe';
import { isUntouched } from '../../../src/fix/digest';
import { withReview } from '../../../src/fix/review-fields';
import { exported, fixText, outgoing, place } from './patches';

/** oe.qa.check_upstream_status's pattern, as OpenEmbedded documents the tag. */
const STATUS = /^Upstream-Status: (?:Pending|Submitted|Denied|Inappropriate|Backport|Inactive-Upstream)(?: .+)?$/m;
const LAYER = { 'conf/layer.conf': `BBPATH .= ":\${LAYERDIR}"\n` };
const RECIPE = `SUMMARY = "x"
SRC_URI = "https://e.org/nova.tar.gz \\
    file://old.patch \\
"
SRC_URI[sha256sum] = "00"

python do_fix() {
    SRC_URI = "file://no.patch"
}
`;

suite('export to yocto', () => {
  test('makes a bbappend for every version in a layer that has no recipe of that name', async () => {
    const there = place(LAYER);
    await exported(there, 'yocto', [outgoing('a.patch')]);
    assert.equal(
      there.files.get('recipes-fixes/nova/nova_%.bbappend'),
      `FILESEXTRAPATHS:prepend := "\${THISDIR}/files:"\n\nSRC_URI += "file://a.patch"\n`,
    );
    const text = there.files.get('recipes-fixes/nova/files/a.patch') ?? '';
    assert.ok(isUntouched(text));
    assert.match(text, STATUS);
  });

  test('says Backport of a patch that upstream has by now', async () => {
    const there = place(LAYER);
    const text = withReview(fixText(), 'a.patch', { appliedUpstream: 'commit:abc', lastUpdate: '2026-10-02' });
    await exported(there, 'yocto', [outgoing('a.patch', text)]);
    assert.match(there.files.get('recipes-fixes/nova/files/a.patch') ?? '', /^Upstream-Status: Backport \[abc\]$/m);
  });

  test('goes into the recipe of that name, beside the patches that it has', async () => {
    const there = place({
      ...LAYER,
      'recipes-x/nova/nova_31.0.0.bb': RECIPE,
      'recipes-x/nova/nova-31.0.0/old.patch': fixText('Old'),
      'recipes-x/other/nova-api_1.bb': RECIPE,
    });
    await exported(there, 'yocto', [outgoing('a.patch')]);
    assert.equal(
      there.files.get('recipes-x/nova/nova_31.0.0.bb'),
      RECIPE.replace('"\nSRC_URI[', '"\nSRC_URI += "file://a.patch"\nSRC_URI['),
    );
    assert.ok(there.files.has('recipes-x/nova/nova-31.0.0/a.patch'));
  });

  for (const [path, folder] of [
    [`\${THISDIR}/\${PN}`, 'nova'],
    [`\${THISDIR}/patches/v1`, 'patches/v1'],
    [`\${THISDIR}`, ''],
  ] as const) {
    test(`a bbappend's own ${path} takes the patch`, async () => {
      const append = `FILESEXTRAPATHS_prepend := "${path}:"\nSRC_URI_append = " file://x.cfg"\n`;
      const there = place({ 'nova_%.bbappend': append });
      await exported(there, 'yocto', [outgoing('a.patch')], { target: 'nova_%.bbappend' });
      assert.deepEqual([...there.files.keys()].at(0), 'nova_%.bbappend');
      assert.ok(there.files.has(folder === '' ? 'a.patch' : `${folder}/a.patch`), [...there.files.keys()].join());
      assert.equal(there.files.get('nova_%.bbappend'), `${append}SRC_URI += "file://a.patch"\n`);
    });
  }

  test('a bbappend comes before the recipe, and learns where to look', async () => {
    const there = place({
      ...LAYER,
      'recipes-x/nova/nova_31.bb': RECIPE,
      'recipes-x/nova/nova_%.bbappend': '# ours\n\nA = "b"\n',
    });
    await exported(there, 'yocto', [outgoing('a.patch')]);
    assert.equal(
      there.files.get('recipes-x/nova/nova_%.bbappend'),
      `# ours\n\nFILESEXTRAPATHS:prepend := "\${THISDIR}/files:"\n\nA = "b"\nSRC_URI += "file://a.patch"\n`,
    );
  });

  for (const [origin, forwarded, expected] of [
    ['upstream, commit:abc', 'no', 'Backport [abc]'],
    ['backport, https://x/y', 'no', 'Backport [https://x/y]'],
    ['other, made in 1', 'https://review.example.org/1', 'Submitted [https://review.example.org/1]'],
    ['vendor, ours', 'not-needed', 'Inappropriate [vendor, ours]'],
    ['other, made in 1', 'no', 'Pending'],
  ] as const) {
    test(`says ${expected} of ${origin}, forwarded ${forwarded}`, async () => {
      const there = place(LAYER);
      const body = 'It is cve-2026-12345, and CVE-2026-12345.\n\nSigned-off-by: M <m@x>\n';
      await exported(there, 'yocto', [outgoing('a.patch', fixText('Mend', body, { origin, forwarded }))]);
      const text = there.files.get('recipes-fixes/nova/files/a.patch') ?? '';
      assert.ok(
        text.includes(`\nCVE: CVE-2026-12345\nUpstream-Status: ${expected}\nSigned-off-by: M <m@x>\n---\n`),
        text,
      );
      assert.match(text, STATUS);
    });
  }

  test('leaves tags that are there', async () => {
    const there = place(LAYER);
    const text = fixText('Mend CVE-2026-12345', 'CVE: CVE-2026-12345\nUpstream-Status: Denied [no]\n');
    await exported(there, 'yocto', [outgoing('a.patch', text)]);
    assert.equal(there.files.get('recipes-fixes/nova/files/a.patch'), text);
  });

  for (const [why, files, target] of [
    ['neither layer nor recipe', {}, 'nova'],
    ['two recipes of that name', { ...LAYER, 'recipes-x/a/nova_1.bb': '', 'recipes-x/b/nova_2.bb': '' }, 'nova'],
    ['a name that is none', LAYER, '../nova'],
  ] as const) {
    test(`refuses ${why}`, async () => {
      await assert.rejects(exported(place(files), 'yocto', [outgoing('a.patch')], { target }), { code: 'no-recipe' });
    });
  }
});

suite('a recipe', () => {
  test('tells its patches with what they strip, and not those of functions or removals', () => {
    const text = `${RECIPE}SRC_URI:append:class-target = " file://b.diff;striplevel=0 file://c.patch;apply=no file://d.cfg"\nSRC_URI:remove = "file://e.patch"\n`;
    assert.deepEqual(recipePatches(text), [
      { file: 'old.patch', strip: 1, applied: true },
      { file: 'b.diff', strip: 0, applied: true },
      { file: 'c.patch', strip: 1, applied: false },
    ]);
  });

  test('without a last newline stays whole', () => {
    assert.equal(addToRecipe('A = "b"', ['a.patch']), 'A = "b"\nSRC_URI += "file://a.patch"\n');
  });
});
