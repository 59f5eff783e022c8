// From branch to branch: what a person settled on one branch carries the fix to the next one that is like it.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { openScratchScene, type ScratchScene } from '../settling';
import { takenByAll } from '../taken';

const NAME = 'forget';
const [NEWER, OLDER] = ['unmaintained/2024.1', 'unmaintained/2023.1'];

suite('ports from branch to branch', () => {
  let scene: ScratchScene;
  setup(async () => {
    scene = openScratchScene();
    const origin = `refs/remotes/origin/${OLDER}`;
    scene.git('update-ref', origin, `origin/${NEWER}`);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
  });
  teardown(() => scene.dispose());

  const outcomes = async (...args: string[]) => {
    const { out } = await scene.run('port', '--json', ...args);
    const cells = JSON.parse(out).cells as { branch: string; outcome: string; via?: string }[];
    return Object.fromEntries(
      cells.map(({ branch, outcome, via }) => [branch, via ? `${outcome} via ${via}` : outcome]),
    );
  };

  test('without a person, both are proposals', async () => {
    const found = await outcomes();
    assert.deepEqual([found[NEWER], found[OLDER]], ['proposed', 'proposed']);
  });

  test('what was accepted on the newer branch fits the older one, in the same run and later', async () => {
    assert.equal((await scene.run('accept', NAME, NEWER, '--yes')).code, 0);
    const whole = await outcomes();
    assert.deepEqual([whole[NEWER], whole[OLDER]], ['adapted', `adapted via ${NEWER}`]);
    takenByAll(scene);
    const again = scene.queue();
    const alone = await outcomes('--to', OLDER);
    assert.equal(alone[OLDER], whole[OLDER]);
    assert.deepEqual(await outcomes(), whole);
    assert.equal((await scene.begin(NAME, OLDER)).accepted, true, 'it may be settled otherwise');
    assert.deepEqual(scene.queue(), again);
  });

  test('a patch that a person wrote for one branch is taken for the next', async () => {
    await scene.run('accept', NAME, NEWER, '--yes');
    const path = `.fishladder/${NEWER}/${NAME}.patch`;
    scene.write(
      path,
      scene.read(path).replace(/self\.\w+\.pop\(volume_id\)/g, 'self.connections.pop(volume_id, None)'),
    );
    const found = await outcomes();
    assert.equal(found[OLDER], `clean via ${NEWER}`);
    assert.match(scene.read(`.fishladder/${OLDER}/${NAME}.patch`), /^\+ +self\.connections\.pop/m);
    assert.match((await scene.run('port')).out, new RegExp(`${OLDER} +clean, from the patch for ${NEWER}`));
  });

  test('no two ports rest on each other, in one run or in several', async () => {
    const { folder, files } = await scene.begin(NAME, NEWER);
    const draft = readFileSync(files[0]!.result, 'latin1');
    writeFileSync(files[0]!.result, draft.replace(/^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>).*\n/gm, ''));
    assert.equal((await scene.take(NAME, NEWER, folder)).code, 0);
    const remembered = await outcomes();
    assert.deepEqual([remembered[NEWER], remembered[OLDER]], ['adapted', 'adapted']);
    rmSync(join(scene.folder, '.fishladder/.resolutions'), { recursive: true });
    const found = await outcomes('--dry-run');
    assert.deepEqual([found[NEWER], found[OLDER]], [`clean via ${OLDER}`, 'proposed']);
    assert.equal((await outcomes('--dry-run', '--to', NEWER))[NEWER], found[NEWER]);
    assert.equal((await outcomes('--dry-run', '--to', OLDER))[OLDER], found[OLDER]);
  });

  test('what was accepted stays, even when another branch gets a form that would fit', async () => {
    await scene.run('accept', NAME, OLDER, '--yes');
    await scene.run('port');
    const written = scene.read(`.fishladder/${OLDER}/${NAME}.patch`);
    const path = `.fishladder/${NEWER}/${NAME}.patch`;
    scene.write(
      path,
      scene.read(path).replace(/self\.\w+\.pop\(volume_id\)/g, 'self.connections.pop(volume_id, None)'),
    );
    await scene.run('port');
    assert.equal(scene.read(`.fishladder/${OLDER}/${NAME}.patch`), written);
  });
});
