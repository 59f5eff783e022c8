// Series that hold more than this program wrote: patches of others, patches without an author, and fixes that upstream has by now.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { git, MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';

const OTHER = `Description: say hello
--- a/setup.cfg
+++ b/setup.cfg
@@ -1,2 +1,3 @@
 [metadata]
+hello = world
 name = shoal
`;

suite('a series', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
  });
  teardown(() => scene.dispose());

  /** Runs a call with --json that must come to an end with this code. */
  async function answer(code: number, ...args: string[]) {
    const run = await scene.run(...args, '--json');
    assert.equal(run.code, code, run.err);
    return JSON.parse(run.out);
  }

  /** Puts a patch of others first in a series. */
  function addOther(branch: string, line: string, text = OTHER): void {
    const [file = ''] = line.split(' ');
    scene.write(`.fishladder/${branch}/${file}`, text);
    scene.write(`.fishladder/${branch}/series`, `${line}\n${scene.read(`.fishladder/${branch}/series`)}`);
  }

  /** Applies the queue's patch to a branch of the remote, as if upstream had merged it. */
  function merge(branch: string): void {
    const tree = join(scene.folder, '..', 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${branch}`);
    git(tree, 'am', '--quiet', join(scene.folder, '.fishladder', branch, 'first.patch'));
    scene.git('update-ref', `refs/remotes/origin/${branch}`, git(tree, 'rev-parse', 'HEAD').trim());
  }

  for (const file of ['a~b.patch', 'hello.diff', 'first.patch.patch']) {
    test(`takes ${file} as a patch of others, and says so`, async () => {
      await scene.run('port', '--to', 'master');
      addOther('12.0.1', file);
      addOther('master', file);
      const before = scene.queue();
      for (const args of [
        ['port', '--to', 'master'],
        ['status', '--offline'],
      ]) {
        const { notes } = await answer(0, ...args);
        assert.equal(notes.length, 2, notes.join('\n'));
        for (const branch of ['12.0.1', 'master'])
          assert.ok(notes.some((note: string) => note.includes(`${branch}/series`) && note.includes(file)));
      }
      assert.deepEqual(scene.queue(), before);
      const { findings } = JSON.parse((await scene.run('doctor', '--json')).out);
      const queue = findings.find(({ check }: { check: string }) => check === 'queue');
      assert.deepEqual([queue.state, /: 2 in 12\.0\.1, 2 series$/.test(queue.words)], ['good', true]);
    });
  }

  test('is stacked with the patches of others: the next fix goes on top of them', async () => {
    addOther('12.0.1', 'hello.diff');
    scene.write('setup.cfg', scene.read('setup.cfg').replace('[metadata]\n', '[metadata]\nhello = world\nmore = 1\n'));
    const { name } = await answer(0, 'mark', 'setup.cfg', '--title', 'More');
    assert.match((await scene.run('show', name)).out, /^\+more = 1$/m);
    assert.doesNotMatch((await scene.run('show', name)).out, /^\+hello/m);
    assert.equal(scene.read('.fishladder/12.0.1/series'), 'hello.diff\nfirst.patch\nmore.patch\n');
  });

  for (const [line, text, words] of [
    ['hello.diff', 'no patch', /changes no file/],
    ['hello.diff', OTHER.replace('name = shoal', 'name = other'), /setup\.cfg/],
    ['hello.diff -R', OTHER, /-R/],
  ] as const) {
    test(`leaves out ${line} of others (${words.source}), and ports what it can`, async () => {
      await scene.run('port', '--to', 'master');
      addOther('12.0.1', line, text);
      addOther('master', line, text);
      const { cells, notes } = await answer(0, 'port', '--to', 'master');
      assert.deepEqual(
        cells.map(({ outcome }: { outcome: string }) => outcome),
        ['clean'],
      );
      for (const branch of ['12.0.1', 'master'])
        assert.ok(
          notes.some((note: string) => note.includes(`${branch}/hello.diff`) && words.test(note)),
          notes.join('\n'),
        );
    });
  }

  for (const file of ['../12.0.1/first.patch', '/etc/hosts', 'gone.diff', '.']) {
    test(`does not stumble over ${file}`, async () => {
      await scene.run('port', '--to', 'master');
      scene.write('.fishladder/master/series', `${file}\nfirst.patch\n`);
      const { notes } = await answer(0, 'port', '--to', 'master');
      assert.ok(
        notes.some((note: string) => note.includes(file)),
        notes.join('\n'),
      );
    });
  }

  test('in a folder that no branch can be named after is left alone', async () => {
    const folder = '.fishladder/my notes';
    mkdirSync(join(scene.folder, folder));
    scene.write(`${folder}/series`, 'first.patch\n');
    await answer(0, 'status', '--offline');
  });

  for (const from of ['', 'From: \n', 'From: <>\n', 'From: Maya\n']) {
    test(`whose patch has ${from ? `only '${from.trim()}'` : 'no author'} is a fault that names the file`, async () => {
      const path = '.fishladder/12.0.1/first.patch';
      scene.write(path, scene.read(path).replace(/^From: .*\n/, from));
      const before = scene.queue();
      const run = await scene.run('port', '--json');
      const { error } = JSON.parse(run.err);
      assert.equal(error.code, 'author-missing', error.message);
      assert.match(error.message, /12\.0\.1\/first\.patch/);
      assert.match(error.next, /From: /);
      assert.deepEqual(scene.queue(), before);
    });
  }

  test('that holds a fix which the branch has by now says what to remove', async () => {
    await scene.run('port');
    merge('master');
    const before = scene.queue();
    const [master] = (await answer(0, 'status', '--offline')).fixes[0].branches;
    assert.deepEqual([master.state, master.patch, master.next.who], ['already-there', 'left-over', 'you']);
    for (const args of [
      ['port', '--to', 'master'],
      ['status', '--offline'],
    ]) {
      const { notes } = await answer(0, ...args);
      assert.equal(notes.length, 1);
      assert.match(
        notes[0],
        /^master has first by now: remove first\.patch, and its line in .*\.fishladder\/master\/series\.$/,
      );
    }
    assert.deepEqual(scene.queue(), before, 'nothing is deleted by itself');
  });
});
