// Patches for stable kernels, as the kernel's own checkpatch.pl takes them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpatch } from './checkpatch';
import { NAME, type Ported, portFor } from './community';
import { judge } from './tool';

suite('linux: checkpatch.pl', () => {
  let ported: Ported;
  suiteSetup(async () => {
    ported = await portFor('linux');
  });
  suiteTeardown(() => ported.dispose());

  const check = (path: string) =>
    judge(ported.scene.folder, ['perl', checkpatch(), '--no-tree', '--terse', '--show-types', path]).out;

  test('has nothing against any message', () => {
    assert.ok(ported.branches.length >= 2);
    for (const branch of ported.branches) {
      const out = check(join(ported.folder(branch), `${NAME}.patch`));
      assert.doesNotMatch(out, /ERROR|WARNING/);
    }
  });

  test('would have', () => {
    const bad = join(ported.scene.folder, 'bad.patch');
    const text = readFileSync(join(ported.folder('master'), `${NAME}.patch`), 'latin1');
    writeFileSync(bad, text.replace(/^Signed-off-by:.*$/m, `Change-Id: I${'0'.repeat(40)}`), 'latin1');
    assert.match(check(bad), /ERROR:GERRIT_CHANGE_ID/);
    assert.match(check(bad), /ERROR:MISSING_SIGN_OFF/);
  });
});
