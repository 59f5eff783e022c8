// What a person settled on a branch holds when git would merge it by now, and it is said; a fix that changed is ported anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScratchScene, type ScratchScene } from '../settling';
import { applies } from '../taken';
import { commitUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const POLITE = LINE.replace('Volume', 'Sorry, volume');
const FOUND = "    message = 'Volume %(volume_id)s could not be found.'\n";
const BRANCH = 'unmaintained/2024.1';

suite('what was settled', () => {
  let scene: ScratchScene;
  setup(async () => {
    scene = openScratchScene();
    commitUpstream(scene, BRANCH, 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    scene.write(FILE, scene.read(FILE).replace(LINE, "    message = 'Go away.'\n"));
    assert.equal((await scene.run('mark', FILE, '--title', 'Be short', '--name', 'short')).code, 0);
  });
  teardown(() => scene.dispose());

  const patch = () => scene.read(`.fishladder/${BRANCH}/short.patch`);

  /** Settles it with the branch's file changed so. */
  async function settle(edit: (ours: string) => string) {
    const { folder, files } = await scene.begin('short', BRANCH);
    writeFileSync(files[0]!.result, edit(readFileSync(join(folder, 'ours', FILE), 'utf8')));
    assert.equal((await scene.take('short', BRANCH, folder)).code, 0);
  }

  async function port(...options: string[]) {
    const { out } = await scene.run('port', 'short', '--to', BRANCH, '--json', ...options);
    const { cells, notes } = JSON.parse(out);
    return { ...(cells[0] as { outcome: string; written: string; files: { reason?: string }[] }), notes: notes.join() };
  }

  const elsewhere = (ours: string) => ours.replace(FOUND, `${FOUND}    code = 404\n`);
  const rude = () => commitUpstream(scene, BRANCH, 'As it was', FILE, (text) => text.replace(POLITE, LINE));

  test('holds where git merges by now, loudly, until that is taken with --force', async () => {
    await settle(elsewhere);
    rude();
    const held = await port();
    assert.equal(held.outcome, 'adapted');
    assert.match(held.files[0]?.reason ?? '', /as it was settled by hand before/);
    assert.match(held.notes, /exception\.py of short on .* was settled by hand and stays so.*--force/);
    assert.match(patch(), /^\+ {4}code = 404$/m);
    assert.doesNotMatch(patch(), /Go away/);
    applies(scene, BRANCH, `origin/${BRANCH}`, ['am', 'quilt']);
    const queue = scene.queue();
    await port();
    assert.deepEqual(scene.queue(), queue);
    assert.match(
      (await scene.run('resolve', 'short', BRANCH)).err,
      /git merges it by now\..*port short --to unmaintained\/2024\.1 --force/s,
    );
    assert.deepEqual(
      ['clean', 'replaced'],
      [(await port('--force', '--dry-run')).outcome, (await port('--force')).written],
    );
    assert.match(patch(), /^\+ {4}message = 'Go away\.'$/m);
    assert.deepEqual([(await port()).written, (await port()).notes], ['unchanged', '']);
  });

  test('holds where the branch moved on around it, and may be settled otherwise from there', async () => {
    await settle((ours) => elsewhere(ours).replace('BackendError', 'StorageError'));
    commitUpstream(scene, BRANCH, 'More', FILE, (text) => `# More\n${text}`);
    assert.deepEqual((({ outcome, written }) => [outcome, written])(await port()), ['adapted', 'replaced']);
    assert.match(patch(), /^\+class StorageError/m);
    const { files } = await scene.begin('short', BRANCH);
    assert.match(readFileSync(files[0]!.result, 'utf8'), /^# More\n(.*\n)*class StorageError/);
  });

  test('what does not apply any more gives way, and that is said', async () => {
    await settle((ours) => ours.replace(POLITE, "    message = 'Please go.'\n"));
    rude();
    const { outcome, notes } = await port();
    assert.equal(outcome, 'clean');
    assert.match(
      notes,
      /exception\.py of short on .* was settled by hand for what the branch was, and that does not apply/,
    );
    assert.match(patch(), /Go away/);
  });

  test('of a fix that has changed since, nothing holds', async () => {
    await settle(elsewhere);
    rude();
    scene.write(FILE, scene.read(FILE).replace('Go away.', 'Go far away.'));
    assert.equal((await scene.run('mark', FILE, '--amend', 'short')).code, 0);
    const { outcome, notes } = await port();
    assert.deepEqual([outcome, notes], ['clean', '']);
    assert.match(patch(), /^\+ {4}message = 'Go far away\.'$/m);
  });
});
