// Who gets a patch by mail is read from the upstream commit's MAINTAINERS, by the files that the patch touches.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { openLadder } from '../../../src/flow/ladder';
import { recipients } from '../../../src/flow/recipients';
import { openScene, quietHost, type Scene } from '../scene';

const patch = (path: string) => encode(`--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`);

suite('recipients', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  async function asked(community: string, path: string): Promise<string[]> {
    const host = quietHost();
    const ladder = await openLadder(scene.folder, { profile: community }, host);
    try {
      return await recipients(ladder, scene.git('rev-parse', 'HEAD').trim(), [patch(path)]);
    } finally {
      ladder.git.dispose();
    }
  }

  test("the keepers of the touched files, in the kernel's conventions only", async () => {
    scene.write('MAINTAINERS', 'DRIVERS\nM:\tAda <ada@k.org>\nL:\tdrivers@vger.kernel.org\nF:\tdrivers/\n');
    scene.git('add', 'MAINTAINERS');
    scene.git('commit', '-qm', 'Say who keeps what');
    assert.deepEqual(await asked('linux', 'drivers/a.c'), ['Ada <ada@k.org>', 'drivers@vger.kernel.org']);
    assert.deepEqual(await asked('linux', 'fs/a.c'), []);
    assert.deepEqual(await asked('github', 'drivers/a.c'), []);
    scene.write('MAINTAINERS', 'DRIVERS\nM:\tMallory <m@k.org>\nF:\tdrivers/\n');
    assert.deepEqual(await asked('linux', 'drivers/a.c'), ['Ada <ada@k.org>', 'drivers@vger.kernel.org']);
  });

  test('without the file, nobody', async () => assert.deepEqual(await asked('linux', 'drivers/a.c'), []));
});
