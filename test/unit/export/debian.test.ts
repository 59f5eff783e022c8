// Exports into Debian packages: DEP-3 headers, the series, and a changelog as dch writes it.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { addToChangelog } from '../../../src/export/debian-changelog';
import { isUntouched } from '../../../src/fix/digest';
import { exported, fixText, outgoing, packager, place } from './patches';

const RELEASED = `nova (2:31.0.0-1) unstable; urgency=medium

  * Initial.

 -- Zed <zed@example.org>  Sat, 21 Nov 2026 10:00:00 +0000
`;
const item = { file: 'debian/patches/a.patch', title: 'Mend it', closes: [] };
const open = RELEASED.replace('unstable', 'UNRELEASED');

suite('export to debian', () => {
  test('writes DEP-3 fields, names the patch last, and opens a new version', async () => {
    const there = place({
      'debian/changelog': RELEASED,
      'debian/source/format': '3.0 (quilt)\n',
      'debian/patches/series': '# ours\nold.patch -p1\n\n#off.patch\n',
    });
    const body =
      'It leaked.\n\nBug-Debian: https://bugs.debian.org/12\nBug-Ubuntu: https://bugs.launchpad.net/bugs/34\n';
    const plan = await exported(there, 'debian', [outgoing('a.patch', fixText('Mend it', body))]);
    assert.deepEqual(
      plan.writes.map(({ path, fate }) => [path, fate]),
      [
        ['debian/changelog', 'replaced'],
        ['debian/patches/a.patch', 'created'],
        ['debian/patches/series', 'replaced'],
      ],
    );
    assert.equal(there.files.get('debian/patches/series'), '# ours\nold.patch -p1\n\n#off.patch\na.patch\n');
    const text = there.files.get('debian/patches/a.patch') ?? '';
    assert.ok(text.startsWith('Description: Mend it\n It leaked.\nAuthor: Maya <maya@example.org>\n'), text);
    assert.ok(isUntouched(text));
    assert.equal(
      there.files.get('debian/changelog'),
      `nova (2:31.0.0-2) UNRELEASED; urgency=medium

  * debian/patches/a.patch: Mend it (Closes: #12, LP: #34)

 -- Maya <maya@example.org>  Thu, 01 Oct 2026 14:00:00 +0200

${RELEASED}`,
    );
  });

  test('a later patch goes before those that follow it in the queue', async () => {
    const there = place({ 'debian/changelog': open, 'debian/patches/series': 'x.patch\nc.patch\ny.patch\n' });
    await exported(there, 'debian', [outgoing('b.patch')], { order: ['a.patch', 'b.patch', 'c.patch'] });
    assert.equal(there.files.get('debian/patches/series'), 'x.patch\nb.patch\nc.patch\ny.patch\n');
  });

  test('writes a patch of its own anew, and says so once', async () => {
    const there = place({ 'debian/changelog': open, 'debian/source/format': '3.0 (quilt)' });
    await exported(there, 'debian', [outgoing('a.patch')]);
    there.files.set('debian/changelog', (there.files.get('debian/changelog') ?? '').replace('UNRELEASED', 'unstable'));
    const plan = await exported(there, 'debian', [outgoing('a.patch', fixText('Mend it better'))]);
    assert.deepEqual(plan.patches, [{ file: 'a.patch', path: 'debian/patches/a.patch', fate: 'replaced' }]);
    assert.match(
      there.files.get('debian/changelog') ?? '',
      /^nova \(2:31\.0\.0-2\) UNRELEASED;.*\n\n.*Mend it better\n/,
    );
  });

  for (const [why, files, code] of [
    ['no package', {}, 'no-package'],
    ['a native package', { 'debian/changelog': RELEASED, 'debian/source/format': '3.0 (native)\n' }, 'not-quilt'],
    ['the old format without a series', { 'debian/changelog': RELEASED }, 'not-quilt'],
    ['a changelog that is none', { 'debian/changelog': 'hello\n', 'debian/patches/series': '' }, 'bad-changelog'],
    [
      'another change of that name',
      {
        'debian/changelog': RELEASED,
        'debian/patches/series': 'a.patch\n',
        'debian/patches/a.patch': fixText('Other').replace(/^X-F.*\n/m, ''),
      },
      'not-ours',
    ],
  ] as const) {
    test(`refuses ${why}`, async () => {
      await assert.rejects(exported(place(files), 'debian', [outgoing('a.patch')]), { code });
    });
  }

  test('keeps the same change under whatever name and header somebody gave it', async () => {
    const theirs = `Description: theirs\n\n${fixText().slice(fixText().indexOf('diff --git'))}`;
    const there = place({
      'debian/changelog': open,
      'debian/patches/series': 'z/theirs.diff\n',
      'debian/patches/z/theirs.diff': theirs,
    });
    const plan = await exported(there, 'debian', [outgoing('a.patch')]);
    assert.deepEqual(plan.patches, [{ file: 'a.patch', path: 'debian/patches/z/theirs.diff', fate: 'kept' }]);
    assert.deepEqual(plan.writes, []);
  });

  test('notes a patch that quilt has applied and that changes', async () => {
    const there = place({ 'debian/changelog': open, 'debian/patches/series': '', '.pc/applied-patches': 'a.patch\n' });
    assert.deepEqual((await exported(there, 'debian', [outgoing('a.patch')])).notes, []);
    const { notes } = await exported(there, 'debian', [outgoing('a.patch', fixText('Other'))]);
    assert.match(notes.join(), /^a\.patch is applied in there .* quilt pop -af/);
  });

  test('notes a patch of debian/ itself', async () => {
    const there = place({ 'debian/changelog': open, 'debian/patches/series': '' });
    const { notes } = await exported(there, 'debian', [outgoing('a.patch', fixText('x', '', {}, 'debian/rules'))]);
    assert.match(notes.join(), /^a\.patch changes debian\/rules, /);
  });
});

suite('a changelog', () => {
  test('that is open and mine takes a line', () => {
    const mine = open.replace('Zed <zed', 'Maya <zed');
    assert.equal(
      addToChangelog(mine, 'c', [item], packager),
      mine.replace('  * Initial.\n', '  * Initial.\n  * debian/patches/a.patch: Mend it\n'),
    );
  });

  test('that is open and another person’s names both, and keeps who closes it', () => {
    const once = addToChangelog(open, 'c', [item], packager);
    const both = '  [ Zed ]\n  * Initial.\n\n  [ Maya ]\n  * debian/patches/a.patch: Mend it\n\n -- Zed <';
    assert.ok(once.includes(both), once);
    const twice = addToChangelog(once, 'c', [item, { ...item, file: 'debian/patches/b.patch' }], packager);
    assert.ok(twice.includes('a.patch: Mend it\n  * debian/patches/b.patch: Mend it\n\n -- Zed <'), twice);
  });

  test('is wrapped at 80 columns and stays one line an item, whatever a title holds', () => {
    const title = encode(`${'word '.repeat(30)}\n\n -- Evil <e@x>  Sat, 21 Nov 2026 10:00:00 +0000\u001b`);
    const made = addToChangelog(open, 'c', [{ ...item, title }], packager);
    assert.ok(made.split('\n').every((line) => line.length <= 80));
    assert.equal(made.match(/^ -- /gm)?.length, 1);
    assert.match(made, / {4}word word/);
  });

  for (const [before, after] of [
    ['1.0-1', '1.0-2'],
    ['1.0-0ubuntu1', '1.0-0ubuntu2'],
    ['1.0-1~bpo12+9', '1.0-1~bpo12+10'],
    ['2:1.0-1a', '2:1.0-1a1'],
  ] as const) {
    test(`goes on from ${before} with ${after}`, () => {
      const text = RELEASED.replace('2:31.0.0-1', before);
      assert.ok(
        addToChangelog(text, 'c', [item], packager).startsWith(`nova (${after}) UNRELEASED; urgency=medium\n\n`),
      );
    });
  }
});
