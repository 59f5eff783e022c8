// Taking a fix out of the queue: all of it goes, nothing is lost, and half of one can go, too.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { runUntilCrash } from '../crash';
import { openScene, type Scene } from '../scene';

const DROPPED = '.git/fishladder/dropped';
const API = 'shoal/api.py';

suite('drop', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
  });
  teardown(() => scene.dispose());

  const dropped = () => (existsSync(join(scene.folder, DROPPED)) ? readdirSync(join(scene.folder, DROPPED)) : []);
  const texts = () =>
    Object.keys(scene.queue())
      .filter((path) => path.endsWith('/first.patch'))
      .map((path) => [path.slice(0, -'/first.patch'.length), scene.read(`.fishladder/${path}`)] as const);

  /** A second fix, elsewhere than the first, or on top of its lines. */
  async function markSecond(onTop: boolean): Promise<void> {
    if (onTop)
      scene.write(
        MANAGER,
        scene
          .read(MANAGER)
          .replace('        self.attachments.pop(volume_id)\n', '        self.attachments.pop(volume_id, None)\n'),
      );
    else scene.write(API, scene.read(API).replace('Requests that', 'The requests that'));
    assert.equal((await scene.run('mark', '--title', 'Second', '--name', 'second', onTop ? MANAGER : API)).code, 0);
  }

  test('the fix goes from all branches, its texts are kept, and the others stay', async () => {
    await markSecond(false);
    await scene.run('port');
    const [before, untouched] = [texts(), scene.untouched()];
    assert.ok(before.length > 3);
    const others = Object.entries(scene.queue()).filter(([path]) => path.endsWith('/second.patch'));
    const run = await scene.run('drop', 'first', '--yes');
    assert.equal(run.code, 0, run.err);
    for (const [branch, text] of before) {
      assert.match(run.out, new RegExp(`\\.fishladder/${branch}/first\\.patch and its line in the series`));
      assert.equal(scene.read(`${DROPPED}/first/${branch}.patch`), text);
    }
    assert.match(run.out, /Dropped first\. Its patches are kept in \.git\/fishladder\/dropped\/first\n/);
    assert.deepEqual(
      Object.entries(scene.queue()).filter(([path]) => !path.endsWith('/series')),
      others,
    );
    assert.equal(scene.read('.fishladder/12.0.1/series'), 'second.patch\n');
    assert.deepEqual(scene.untouched(), untouched);
    const { fixes, notes } = JSON.parse((await scene.run('status', '--json', '--offline')).out);
    assert.deepEqual(
      [fixes.map(({ name }: { name: string }) => name), notes.filter((note: string) => /first/.test(note))],
      [['second'], []],
    );
  });

  test('the last fix leaves an empty queue, and what was kept before is kept still', async () => {
    await scene.run('port');
    const before = texts();
    assert.equal((await scene.run('drop', 'first', '--yes')).code, 0);
    assert.deepEqual(scene.queue(), {});
    assert.deepEqual(readdirSync(join(scene.folder, '.fishladder')), []);
    await scene.run('mark', MANAGER, '--title', 'Other', '--name', 'first');
    const { kept, removed } = JSON.parse((await scene.run('drop', 'first', '--yes', '--json')).out);
    assert.equal(kept, join(scene.folder, DROPPED, 'first-2'));
    assert.deepEqual(removed, [
      { branch: '12.0.1', path: join(scene.folder, '.fishladder/12.0.1/first.patch'), file: true, named: true },
    ]);
    for (const [branch, text] of before) assert.equal(scene.read(`${DROPPED}/first/${branch}.patch`), text);
    assert.match(scene.read(`${DROPPED}/first-2/12.0.1.patch`), /^Subject: \[PATCH\] Other$/m);
  });

  test('comments and other lines of a series stay', async () => {
    const series = '.fishladder/12.0.1/series';
    scene.write(series, '# of the night of May 4\nfirst.patch -p1 # leak\n\n# end\n');
    assert.equal((await scene.run('drop', 'first', '--yes')).code, 0);
    assert.equal(scene.read(series), '# of the night of May 4\n\n# end\n');
  });

  test('it asks: a no changes nothing, a yes does it', async () => {
    const before = scene.queue();
    const no = await scene.runWith(['n'], 'drop', 'first');
    assert.deepEqual([no.code, scene.queue(), dropped()], [1, before, []]);
    assert.match(no.err, /Take first out of the queue\? \[y\/N\] Nothing was removed/);
    assert.equal((await scene.runWith(['y'], 'drop', 'first')).code, 0);
    assert.deepEqual(scene.queue(), {});
  });

  test('without a terminal and without --yes, nothing', async () => {
    const before = scene.queue();
    const run = await scene.run('drop', 'first', '--json');
    assert.equal(run.code, 2);
    assert.equal(JSON.parse(run.err).error.code, 'not-confirmed');
    assert.deepEqual([scene.queue(), dropped()], [before, []]);
  });

  test('patches that lean on it are named, and it stays unless it is forced', async () => {
    await markSecond(true);
    await scene.run('port', '--to', 'master');
    const before = scene.queue();
    const run = await scene.run('drop', 'first', '--yes', '--json');
    assert.equal(run.code, 3, run.out);
    const { error } = JSON.parse(run.err);
    assert.equal(error.code, 'leaned-on');
    assert.match(error.message, /12\.0\.1\/second\.patch, master\/second\.patch\./);
    assert.match(error.next, /--force/);
    assert.deepEqual([scene.queue(), dropped()], [before, []]);
    assert.equal((await scene.run('drop', 'first', '--yes', '--force')).code, 0);
    assert.equal(scene.read('.fishladder/12.0.1/series'), 'second.patch\n');
  });

  test('a patch that was deleted by hand and is in the series still: status says how, and it does that', async () => {
    rmSync(join(scene.folder, '.fishladder/12.0.1/first.patch'));
    assert.match(
      (await scene.run('status', '--offline')).err,
      /the series names it, but the file is not there.*fishladder drop first/,
    );
    const run = await scene.run('drop', 'first', '--yes', '--json');
    assert.equal(run.code, 0, run.err);
    assert.equal(JSON.parse(run.out).kept, undefined);
    assert.deepEqual([scene.queue(), dropped()], [{}, []]);
  });

  test('ports without a fix in the release, and a file that no series names', async () => {
    await scene.run('port', '--to', 'master', '--to', 'stable/2026.1');
    rmSync(join(scene.folder, '.fishladder/12.0.1'), { recursive: true });
    scene.write('.fishladder/master/series', '# none\n');
    const run = await scene.run('drop', 'first', '--yes');
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /master\/first\.patch \(the series does not name it\)/);
    assert.deepEqual(Object.keys(scene.queue()), ['master/series']);
    assert.deepEqual(readdirSync(join(scene.folder, DROPPED, 'first')).sort(), ['master.patch', 'stable']);
  });

  test('a patch that is none any more can go', async () => {
    scene.write('.fishladder/12.0.1/first.patch', 'nothing of the kind\n');
    assert.equal((await scene.run('drop', 'first', '--yes')).code, 0);
    assert.equal(scene.read(`${DROPPED}/first/12.0.1.patch`), 'nothing of the kind\n');
    assert.deepEqual(scene.queue(), {});
  });

  test('what was sent for review is named, with the way to close it first', async () => {
    await scene.run('port', '--to', 'master');
    const url = 'https://review.example.org/c/openstack/shoal/+/7';
    const path = '.fishladder/master/first.patch';
    scene.write(path, scene.read(path).replace(/^Forwarded: .*$/m, `Forwarded: ${url}`));
    const run = await scene.runWith(['n'], 'drop', 'first');
    assert.match(run.out, /stays there:\n {2}master {2}https:\/\/review\.example\.org\/c\/openstack\/shoal\/\+\/7\n/);
    assert.match(run.out, /fishladder review first master --abandon/);
    const { reviews } = JSON.parse((await scene.run('drop', 'first', '--yes', '--json')).out);
    assert.deepEqual(reviews, [{ branch: 'master', url }]);
  });

  test('what is no fix is refused: a name that leads out, an unknown one, a patch of others', async () => {
    scene.write('.fishladder/12.0.1/series', 'first.patch -p0\n');
    const before = scene.queue();
    for (const [name, code] of [
      ['../x', 'bad-name'],
      ['other', 'no-such-fix'],
      ['first', 'no-such-fix'],
    ] as const) {
      const run = await scene.run('drop', name, '--yes', '--json');
      assert.equal(run.code, 2);
      assert.equal(JSON.parse(run.err).error.code, code);
    }
    assert.deepEqual(scene.queue(), before);
  });

  test('a crash between any two writes loses nothing and leaves a valid series, and the next run completes it', async () => {
    const [folder, series] = ['.fishladder/12.0.1', '.fishladder/12.0.1/series'];
    const text = scene.read(`${folder}/first.patch`);
    for (let at = 1, finished = false; !finished; at++) {
      for (const place of [folder, DROPPED]) rmSync(join(scene.folder, place), { recursive: true, force: true });
      mkdirSync(join(scene.folder, folder));
      scene.write(`${folder}/first.patch`, text);
      scene.write(series, 'first.patch\n');
      finished = runUntilCrash(scene, ['drop', 'first', '--yes'], at);
      const left = texts().map(([, each]) => each);
      if (existsSync(join(scene.folder, series)) && scene.read(series) !== '')
        assert.deepEqual(left, [text], 'the series names only what is there');
      assert.ok([...left, ...kept()].includes(text), 'the text is somewhere');
      if (left.length > 0) assert.equal((await scene.run('drop', 'first', '--yes')).code, 0, 'the next run');
      assert.deepEqual(texts(), []);
      assert.ok(kept().includes(text));
      assert.ok(at < 40, 'the program ends');
    }
    assert.deepEqual(scene.queue(), {});
  });

  /** The texts of the release's patch that drops kept. */
  function kept(): string[] {
    const paths = dropped().map((name) => `${DROPPED}/${name}/12.0.1.patch`);
    return paths.filter((path) => existsSync(join(scene.folder, path))).map((path) => scene.read(path));
  }
});
