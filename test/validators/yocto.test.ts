// Patches exported to a Yocto layer, held to the rules of its QA check, of which Debian has no package (oe/qa.py, patchtest).
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectDone, markTaken, NAME, type Ported, portFor, TAKEN } from './community';
import { judge, openFolder } from './tool';

/** `check_upstream_status` of oe/qa.py: one such line makes a patch right. */
const STATUS = /^Upstream-Status: (?:Pending|Submitted|Denied|Inappropriate|Backport|Inactive-Upstream)(?: .+)?$/m;

suite('yocto: a layer', () => {
  const { folder, dispose } = openFolder();
  let ported: Ported;
  suiteSetup(async () => {
    ported = await portFor('yocto');
    await markTaken(ported);
    mkdirSync(join(folder, 'conf'));
    writeFileSync(join(folder, 'conf/layer.conf'), `BBPATH .= ":${'$'}{LAYERDIR}"\n`);
    await expectDone(ported.scene, 'export', NAME, TAKEN, '--to', 'yocto', folder, '--recipe', 'shoal');
  });
  suiteTeardown(() => {
    ported.dispose();
    dispose();
  });

  test('every patch has its status, its CVE and its sign-off, and applies as do_patch applies it', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = files
      .filter(({ name }) => name.endsWith('.patch'))
      .map((entry) => join(entry.parentPath, entry.name));
    assert.equal(paths.length, 2);
    const place = ported.checkout('stable/2025.1');
    judge(place, ['git', 'checkout', '--quiet', '12.0.1']);
    for (const path of paths.sort((a, b) => Number(a.includes(TAKEN)) - Number(b.includes(TAKEN)))) {
      const text = readFileSync(path, 'latin1');
      assert.match(text, STATUS);
      assert.match(text, /^Signed-off-by: .+ <.+>$/m);
      if (path.includes(NAME)) assert.match(text, /^CVE: CVE-2025-12345$/m);
      const patched = judge(place, ['patch', '-p1', '--fuzz=0', '--input', path]);
      assert.equal(patched.code, 0, patched.out);
    }
  });
});
