// Branches at their end: none is ported to or sent to unasked, the operator is told, and one that is named is gone on with.
import assert from 'node:assert/strict';
import { MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';

const ENDED = 'stable/2026.1';
const NOTE = `Upstream takes no more fixes on ${ENDED}: ported only where you name the branch (--to).`;

suite('branches at their end', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.git('tag', '2026.1-eol', `origin/${ENDED}`);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume');
  });
  teardown(() => scene.dispose());

  const branchesOf = async (...args: string[]) => {
    const { out } = await scene.run(...args, '--json');
    const { cells = [] } = JSON.parse(out) as { cells?: { branch: string }[] };
    return cells.map(({ branch }) => branch);
  };
  const statusRow = async () => {
    const { out } = await scene.run('status', '--offline', '--json');
    const rows = JSON.parse(out).fixes[0].branches as {
      branch: string;
      life?: string;
      next: { who: string; why: string };
    }[];
    return rows.find(({ branch }) => branch === ENDED);
  };

  test('it is left out where no branch is named, and that is said', async () => {
    const { err } = await scene.run('port');
    assert.ok(err.includes(NOTE), err);
    assert.ok(!Object.keys(scene.queue()).some((path) => path.startsWith(ENDED)));
    assert.ok(!(await branchesOf('port')).includes(ENDED));
    assert.equal(await statusRow(), undefined);
    assert.ok((await scene.run('status', '--offline')).err.includes(NOTE));
  });

  test('it is ported to where it is named, and from then on', async () => {
    const { out, err } = await scene.run('port', '--to', ENDED);
    assert.match(out, /stable\/2026\.1 +(?:clean|adapted)/);
    assert.ok(!err.includes(NOTE), err);
    assert.ok((await branchesOf('port')).includes(ENDED));
    const row = await statusRow();
    assert.deepEqual([row?.life, row?.next], ['ended', { who: 'nobody', why: 'upstream takes no more fixes there' }]);
    assert.match((await scene.run('status', '--offline')).out, /stable\/2026\.1 \(ended\)/);
  });

  test('a branch that lives on is not spoken of', async () => {
    scene.git('tag', '--delete', '2026.1-eol');
    const { err } = await scene.run('port');
    assert.ok(!err.includes('no more fixes'), err);
    assert.ok((await branchesOf('port')).includes(ENDED));
    const { out } = await scene.run('status', '--offline');
    assert.match(out, /stable\/2026\.1 /);
    assert.doesNotMatch(out, /\((?:ended|unmaintained|maintained|development)\)/);
  });
});
