// Patches for stable kernels, as the kernel's own checkpatch.pl takes them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpatch } from './checkpatch';
import { expectDone, markTaken, NAME, type Ported, portFor, TAKEN } from './community';
import { judge } from './tool';

suite('linux: checkpatch.pl', () => {
  let ported: Ported;
  suiteSetup(async () => {
    ported = await portFor('linux');
    await markTaken(ported);
    await expectDone(ported.scene, 'port', TAKEN);
  });
  suiteTeardown(() => ported.dispose());

  const check = (path: string) =>
    judge(ported.scene.folder, ['perl', checkpatch(), '--no-tree', '--terse', '--show-types', path]).out;

  test('has nothing against any message', () => {
    assert.ok(ported.branches.length >= 2);
    for (const branch of ported.branches)
      assert.doesNotMatch(check(join(ported.folder(branch), `${NAME}.patch`)), /ERROR|WARNING/, branch);
  });

  /** It knows one form for a commit that it can find; the line of stable-kernel-rules.rst is another, and the stable team's. */
  test('has nothing but its form against the line that names the commit upstream', () => {
    const path = join(ported.folder('stable/2026.1'), `${TAKEN}.patch`);
    assert.match(readFileSync(path, 'latin1'), /^commit [0-9a-f]{40} upstream\.$/m);
    const said = check(path)
      .split('\n')
      .filter((line) => /ERROR|WARNING/.test(line));
    assert.deepEqual(
      said.filter((line) => !line.includes('ERROR:GIT_COMMIT_ID: ')),
      [],
    );
  });

  test('would have', () => {
    const bad = join(ported.scene.folder, 'bad.patch');
    const text = readFileSync(join(ported.folder('master'), `${NAME}.patch`), 'latin1');
    writeFileSync(bad, text.replace(/^Signed-off-by:.*$/m, `Change-Id: I${'0'.repeat(40)}`), 'latin1');
    assert.match(check(bad), /ERROR:GERRIT_CHANGE_ID/);
    assert.match(check(bad), /ERROR:MISSING_SIGN_OFF/);
  });
});
