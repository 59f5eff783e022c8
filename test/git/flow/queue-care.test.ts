// What a person did in the queue by hand, or another program does there meanwhile, is neither lost nor overruled.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { withQueue } from '../../../src/fix/lock';
import { acceptProposal, findProposal } from '../../../src/flow/accept';
import { openLadder } from '../../../src/flow/ladder';
import { planPort, writePort } from '../../../src/flow/port';
import { MANAGER } from '../../demo/repository';
import { openScene, quietHost, type Scene } from '../scene';

const HOME = '.fishladder/12.0.1';
const MASTER = '.fishladder/master';

suite('care for the queue', () => {
  let scene: Scene;

  setup(async () => {
    scene = openScene();
    scene.fixBug();
    assert.equal((await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first')).code, 0);
  });

  teardown(() => scene.dispose());

  const ladder = () => openLadder(scene.folder, {}, quietHost());
  const code = (err: string) => (JSON.parse(err) as { error: { code: string } }).error.code;

  test('the name of a patch that is commented out is taken', async () => {
    const parked = scene.read(`${HOME}/first.patch`);
    scene.write(`${HOME}/series`, '# later\n#first.patch\n');
    scene.write('setup.cfg', `${scene.read('setup.cfg')}summary = x\n`);
    const named = await scene.run('mark', 'setup.cfg', '--title', 'First', '--name', 'first', '--json');
    assert.equal(code(named.err), 'name-taken');
    assert.equal((await scene.run('mark', 'setup.cfg', '--title', 'First')).code, 0);
    assert.equal(scene.read(`${HOME}/first.patch`), parked);
    assert.equal(scene.read(`${HOME}/series`), '# later\n#first.patch\nfirst-2.patch\n');
  });

  test('a patch that was taken out of a branch’s series stays out', async () => {
    assert.equal((await scene.run('port', '--to', 'master')).code, 0);
    scene.write(`${MASTER}/series`, '#first.patch\n');
    const { out } = await scene.run('port', '--to', 'master');
    assert.match(out, /commented out in its series/);
    assert.equal(scene.read(`${MASTER}/series`), '#first.patch\n');
  });

  test('a damaged patch of one branch stops no port, stays, and is replaced with --force', async () => {
    assert.notEqual((await scene.run('port')).code, 3);
    const whole = scene.read(`${MASTER}/first.patch`);
    const damaged = whole.slice(0, whole.lastIndexOf('\n', whole.length - 2) + 1);
    scene.write(`${MASTER}/first.patch`, damaged);
    const again = await scene.run('port');
    assert.notEqual(again.code, 3, again.err);
    assert.match(again.out, /master +clean +patch kept: edited by hand/);
    assert.match(again.err, /master\/first\.patch no longer applies to master/);
    assert.equal(scene.read(`${MASTER}/first.patch`), damaged);
    await scene.run('port', '--force');
    assert.equal(scene.read(`${MASTER}/first.patch`), whole);
  });

  test('a plan that was made from other patches than the queue has now is not written', async () => {
    const place = await ladder();
    const plan = await planPort(place, { names: [], to: ['master'] });
    scene.write(`${HOME}/first.patch`, scene.read(`${HOME}/first.patch`).replace('First', 'Second'));
    await assert.rejects(writePort(place, plan), { code: 'queue-changed' });
    assert.ok(!existsSync(join(scene.folder, MASTER)));
  });

  test('a proposal is not written over what somebody has settled meanwhile', async () => {
    const place = await ladder();
    const proposal = await findProposal(place, 'first', 'unmaintained/2024.1');
    await acceptProposal(place, proposal);
    const settled = scene.read('.fishladder/unmaintained/2024.1/first.patch');
    await assert.rejects(acceptProposal(place, proposal), { code: 'nothing-proposed' });
    assert.equal(scene.read('.fishladder/unmaintained/2024.1/first.patch'), settled);
  });

  test('a series that is a link, or in a folder that is one, is not written through', async () => {
    await scene.run('port', '--to', 'master');
    renameSync(join(scene.folder, MASTER, 'series'), join(scene.folder, '.fishladder/shared'));
    symlinkSync('../shared', join(scene.folder, MASTER, 'series'));
    const { err } = await scene.run('port', '--to', 'master', '--force', '--json');
    assert.equal(code(err), 'outside-queue');
    assert.equal(scene.read('.fishladder/shared'), 'first.patch\n');
  });

  test('of many that find the lock of a program that died, one at a time gets it', async () => {
    const queue = { folder: join(scene.folder, '.fishladder') };
    for (let round = 0; round < 20; round++) {
      writeFileSync(join(queue.folder, '.lock'), `999999999 ${hostname()} 0\n`);
      let inside = 0;
      const most: number[] = [];
      const job = async () => {
        most.push(++inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      };
      await Promise.all([1, 2, 3, 4].map(() => withQueue(queue, job)));
      assert.deepEqual(most, [1, 1, 1, 1]);
    }
    assert.deepEqual(
      readdirSync(queue.folder).filter((name) => name.startsWith('.lock')),
      [],
    );
  });

  test('a lock that has been empty for long, as a crash or a full disk leaves it, is taken over', async () => {
    const queue = { folder: join(scene.folder, '.fishladder') };
    const lock = join(queue.folder, '.lock');
    writeFileSync(lock, '');
    utimesSync(lock, new Date(0), new Date(0));
    assert.equal(await withQueue(queue, async () => readFileSync(lock, 'utf8').startsWith(`${process.pid} `)), true);
    assert.equal(existsSync(lock), false);
  });

  test('a commit of which another fix has a part is refused, and marked twice it is said to be marked', async () => {
    const before = scene.queue();
    scene.write('setup.cfg', `${scene.read('setup.cfg')}summary = x\n`);
    scene.git('commit', '--quiet', '--all', '--message', 'Both at once');
    const part = await scene.run('mark', '--commit', 'HEAD', '--json');
    assert.equal(code(part.err), 'already-marked');
    assert.match(part.err, new RegExp(`first has a part of this commit in 12.0.1 already: ${MANAGER}`));
    assert.deepEqual(scene.queue(), before);
  });

  test('marked twice, a commit is said to be marked', async () => {
    scene.git('commit', '--quiet', '--all', '--message', 'Mend it');
    const again = await scene.run('mark', '--commit', 'HEAD', '--json');
    assert.equal(code(again.err), 'already-marked');
    assert.match(again.err, /first has all of this commit in 12\.0\.1 already/);
  });

  test('a mark of all changes names the new files that it leaves out', async () => {
    scene.write('setup.cfg', `${scene.read('setup.cfg')}summary = x\n`);
    scene.write('new.yaml', 'fixes: []\n');
    const { code, err, out } = await scene.run('mark', '--title', 'Second');
    assert.deepEqual([code, /left out: new\.yaml\. To mark them/.test(err + out)], [0, true]);
  });
});
