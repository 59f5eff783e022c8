// The message of a port says through which branches the fix has come.
import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import { openScene, type Scene } from '../scene';
import { commitUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";

suite('branches that a fix has passed', () => {
  let scene: Scene;

  setup(() => {
    scene = openScene();
  });

  teardown(() => scene.dispose());

  test('each merge adds its pick line to the ports below, the trunk first, and to no port above', async () => {
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner', '--name', 'owner')).code, 0);
    await scene.run('port');
    const patch = (branch: string) => scene.read(`.fishladder/${branch}/owner.patch`);
    const picks = (branch: string) =>
      [...patch(branch).matchAll(/^\(cherry picked from commit (\w+)\)$/gm)].map(([, commit]) => commit);
    const changeId = /^Change-Id: (I\w+)$/m.exec(patch('master'))?.[1];
    const merge = (branch: string) =>
      commitUpstream(scene, branch, `Name the owner\n\nChange-Id: ${changeId}`, FILE, (text) =>
        text.replace(LINE, FIXED),
      );
    assert.deepEqual(picks('stable/2025.2'), []);
    const missing = async () => {
      const files = JSON.parse((await scene.run('lint', '.fishladder', '--json')).out).files as {
        path: string;
        problems: { code: string; severity: string }[];
      }[];
      return files.flatMap(({ path, problems }) =>
        problems
          .filter(({ code }) => code === 'picked-missing')
          .map(({ severity }) => `${relative(join(scene.folder, '.fishladder'), path)} ${severity}`),
      );
    };
    const below = ['stable/2025.1', 'stable/2025.2', 'stable/2026.1', 'unmaintained/2024.1'];
    assert.deepEqual(
      await missing(),
      below.map((branch) => `${branch}/owner.patch info`),
    );
    const onMaster = merge('master');
    assert.deepEqual(
      await missing(),
      below.map((branch) => `${branch}/owner.patch error`),
    );
    await scene.run('port');
    assert.deepEqual(await missing(), []);
    assert.deepEqual([picks('stable/2026.1'), picks('stable/2025.2')], [[onMaster], [onMaster]]);
    const onStable = merge('stable/2026.1');
    await scene.run('port');
    assert.deepEqual([picks('stable/2026.1'), picks('stable/2025.2')], [[onMaster], [onMaster, onStable]]);
    assert.equal((await scene.run('port', '--json')).out.includes('"stale"'), false);
  });
});
