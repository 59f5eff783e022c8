// A fix whose file ends its lines in LF, on a branch where the file has CRLF: the patch, what git makes of it, and settling it otherwise.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { openScratchScene, type ScratchScene } from '../settling';
import { commitUpstream } from '../upstream';

const NAME = 'forget';
const BRANCH = 'stable/2025.1';

/** A line of the fix. */
const LINE = 'self.attachments.pop(volume_id)\r\n';

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

suite('port between line ends', () => {
  let scene: ScratchScene;
  setup(async () => {
    scene = openScratchScene();
    commitUpstream(scene, BRANCH, 'Take other line ends', MANAGER, (text) => crlf(`# Ours.\n${text}`));
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
  });
  teardown(() => scene.dispose());

  test('the patch has the line ends of the branch, git am makes that file, and a second run says the same', async () => {
    const { code, out, err } = await scene.run('port', '--to', BRANCH);
    assert.equal(code, 0, out + err);
    assert.match(out, /stable\/2025\.1 +adapted +patch written$/m);
    assert.match(out, /as git would merge it but for line ends: it has the branch's own, CRLF$/m);
    const tree = join(scene.folder, '../tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${BRANCH}`);
    scene.git('-C', tree, 'am', '--quiet', '--keep-cr', join(scene.folder, '.fishladder', BRANCH, `${NAME}.patch`));
    const made = readFileSync(join(tree, MANAGER), 'utf8');
    assert.equal(made.replaceAll('\r\n', ''), made.replace(/[\r\n]/g, ''));
    assert.ok(made.includes(LINE));
    const again = await scene.run('port', '--to', BRANCH);
    assert.match(again.out, /adapted +patch is up to date$/m);
  });

  test('it may be settled otherwise, on sides whose line ends agree', async () => {
    await scene.run('port', '--to', BRANCH);
    const { folder, files, adapted } = await scene.begin(NAME, BRANCH);
    assert.equal(adapted, true);
    const draft = readFileSync(files[0]!.result, 'utf8');
    assert.ok(draft.includes(LINE) && !draft.includes('<<<<<<<'));
    const theirs = readFileSync(join(folder, 'theirs', MANAGER), 'utf8');
    assert.ok(theirs.includes(LINE));
    assert.equal((await scene.take(NAME, BRANCH, folder)).code, 0);
    const { out } = await scene.run('port', '--to', BRANCH);
    assert.match(out, /resolved before by hand/);
  });
});
