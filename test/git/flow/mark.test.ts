// What may be marked and what may not: whatever is marked can be read again, and nothing is left out or lost unsaid.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf } from '../../../src/cli/exit-codes';
import { git, MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';
import { takenByAll } from '../taken';
import { commitUpstream } from '../upstream';

suite('mark', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  async function refuses(code: string, words: RegExp, ...args: string[]): Promise<void> {
    const run = await scene.run(...args, '--json');
    assert.equal(run.code, exitOf(code), run.out);
    const { error } = JSON.parse(run.err);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, words);
    assert.deepEqual(scene.queue(), {});
  }

  test('a description that looks like mail headers, separators and diffs reaches git whole', async () => {
    scene.fixBug();
    const description = `From: somebody else

First.

---
diff --git a/x b/x
index 1234567..89abcde 100644
--- a/x
+++ b/x
@@ -1 +1 @@
-a
+b
Index: x
From the logs it is clear — là.
From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001

Last.`;
    const mark = await scene.run('mark', MANAGER, '--title', 'Nasty', '--description', description);
    assert.match(mark.err, /quoted: > From 0123/);
    assert.doesNotMatch(mark.err, /Why|From the logs/);
    const port = await scene.run('port');
    assert.equal(port.code, 1, port.err);
    takenByAll(scene);
    const tree = join(scene.folder, '..', 'am');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, '12.0.1');
    git(tree, 'am', '--quiet', join(scene.folder, '.fishladder/12.0.1/nasty.patch'));
    assert.equal(git(tree, 'log', '-1', '--format=%an'), 'Maya Lindqvist\n');
    const body = git(tree, 'log', '-1', '--format=%b');
    for (const line of description.split('\n')) assert.ok(body.includes(line), line);
    assert.ok(body.includes('\nFrom the logs'));
  });

  for (const [how, prepare, ...args] of [
    ['the working tree', () => {}],
    ['the index', () => scene.git('add', 'sub'), '--staged'],
    ['a commit', () => scene.git('commit', '--quiet', '--all', '--message', 'Bump'), '--commit', 'HEAD'],
  ] as const)
    test(`a submodule in ${how} is refused`, async () => {
      const upstream = join(scene.folder, '..', 'sub');
      mkdirSync(upstream);
      git(upstream, 'init', '--quiet');
      git(upstream, 'commit', '--quiet', '--allow-empty', '--message', 'one');
      git(upstream, 'commit', '--quiet', '--allow-empty', '--message', 'two');
      scene.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', upstream, 'sub');
      scene.git('commit', '--quiet', '--message', 'Add a submodule');
      scene.git('tag', '13.0.0');
      git(join(scene.folder, 'sub'), 'checkout', '--quiet', 'HEAD~');
      prepare();
      await refuses('submodule', /^sub is a submodule/, 'mark', ...args, '--title', 'x', '--release', '13.0.0');
    });

  for (const args of [[], ['--staged']])
    test(`a file in the middle of a merge is refused ${args}`, async () => {
      scene.write('f', 'base\n');
      scene.git('add', 'f');
      scene.git('commit', '--quiet', '--message', 'base');
      scene.git('checkout', '--quiet', '-b', 'one');
      scene.write('f', 'one\n');
      scene.git('commit', '--quiet', '--all', '--message', 'one');
      scene.git('checkout', '--quiet', '-b', 'two', 'HEAD~');
      scene.write('f', 'two\n');
      scene.git('commit', '--quiet', '--all', '--message', 'two');
      assert.throws(() => scene.git('merge', '--quiet', 'one'));
      await refuses('unmerged', /^f is in the middle of a merge/, 'mark', ...args, '--title', 'x');
    });

  test('a changed file whose name is not UTF-8 is not left out unsaid; its commit can be marked', async () => {
    const name = Buffer.concat([Buffer.from(`${scene.folder}/caf`), Buffer.from([0xe9])]);
    writeFileSync(name, 'one\n');
    scene.git('add', '.');
    scene.git('commit', '--quiet', '--message', 'Add it');
    scene.git('tag', '13.0.0');
    writeFileSync(name, 'two\n');
    scene.fixBug();
    await refuses('name-not-utf8', /caf\uFFFD/, 'mark', '--title', 'x');
    scene.git('commit', '--quiet', '--all', '--message', 'Mend both');
    const marked = await scene.run('mark', '--commit', 'HEAD', '--json');
    assert.equal(marked.code, 0, marked.err);
    assert.match(scene.read('.fishladder/13.0.0/mend-both.patch'), /^diff --git "a\/caf\\351"/m);
  });

  test('a file that does not exist is said to be missing', () =>
    refuses('no-such-file', /^There is no file nowhere\.py\.$/, 'mark', 'nowhere.py', '--title', 'x'));

  test('a commit in another encoding keeps its names and words', async () => {
    scene.fixBug();
    writeFileSync(join(scene.folder, '..', 'message'), Buffer.from('Gr\u00f6\u00dfe\n\nL\u00e4nge\n', 'latin1'));
    scene.git('-c', 'i18n.commitEncoding=ISO-8859-1', 'commit', '--quiet', '--all', '--file', '../message');
    const marked = await scene.run('mark', '--commit', 'HEAD', '--name', 'size');
    assert.equal(marked.code, 0, marked.err);
    const patch = Buffer.from(scene.read('.fishladder/12.0.1/size.patch'), 'latin1').toString('utf8');
    assert.match(patch, /^Subject: \[PATCH\] =\?UTF-8\?q\?Gr=C3=B6=C3=9Fe\?=$/m);
    assert.match(patch, /^L\u00e4nge$/m);
  });

  test('a file with an accent is named as it is in a fault', async () => {
    scene.write('caf\u00e9.bin', `a\0${'b'.repeat(5_000_000)}`);
    await refuses('binary-file', /^caf\u00e9\.bin is binary and has 6 MB/, 'mark', 'caf\u00e9.bin', '--title', 'x');
  });

  test("the operator's own commit is not said to be upstream's, whatever other remote has it", async () => {
    scene.fixBug();
    scene.git('commit', '--quiet', '--all', '--message', 'Mend it');
    scene.git('update-ref', 'refs/remotes/fork/mine', 'HEAD');
    assert.equal((await scene.run('mark', '--commit', 'HEAD')).code, 0);
    const patch = scene.read('.fishladder/12.0.1/mend-it.patch');
    assert.match(patch, /^Origin: other, made in 12\.0\.1$/m);
    assert.doesNotMatch(patch, /cherry picked/);
  });

  test('which commits are upstream’s is told by the history where it is known, as git tells it', async () => {
    const FILE = 'shoal/exception.py';
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
    await scene.run('port', '--dry-run');
    assert.ok(existsSync(join(scene.folder, '.git/fishladder/history')));
    const later = commitUpstream(scene, 'master', 'Later', FILE, (text) => text.replace('not yours', 'ours'));
    scene.git('checkout', '--quiet', '-b', 'own');
    scene.write(FILE, scene.read(FILE).replace('failed', 'is away'));
    scene.git('commit', '--quiet', '--message', 'Own', '--', FILE);
    for (const [name, commit] of [
      ['later', later],
      ['own', 'own'],
    ] as const) {
      const run = await scene.run('mark', '--commit', commit, '--name', name, '--release', '12.0.1');
      assert.equal(run.code, 0, run.err);
    }
    const picked = (name: string) =>
      /^\(cherry picked from commit (\w+)\)$/m.exec(scene.read(`.fishladder/12.0.1/${name}.patch`))?.[1];
    assert.deepEqual([picked('later'), picked('own')], [later, undefined]);
  });

  test('a file that was moved without git, and changed, is a rename where both names are marked', async () => {
    const [from, to, other] = ['shoal/exception.py', 'shoal/errors.py', 'shoal/empty.py'];
    const moved = scene.read(from).replace('not yours', 'not theirs');
    rmSync(join(scene.folder, from));
    scene.write(to, moved);
    scene.write(other, '');
    const heads = (name: string) =>
      scene.read(`.fishladder/12.0.1/${name}.patch`).match(/^(?:new|deleted) file|^rename .*/gm);
    for (const [name, ...paths] of [
      ['both', from, to, other],
      ['one', to],
    ] as const) {
      assert.equal((await scene.run('mark', ...paths, '--title', 'Move', '--name', name)).code, 0);
      if (name === 'both') {
        assert.deepEqual(heads(name)?.sort(), ['new file', `rename from ${from}`, `rename to ${to}`]);
        takenByAll(scene);
        rmSync(join(scene.folder, '.fishladder'), { recursive: true });
      } else assert.deepEqual(heads(name), ['new file']);
    }
  });

  test('many at a time: each fix gets its own name, or is told to try again; none is lost', async () => {
    const numbers = [1, 2, 3, 4, 5, 6];
    for (const number of numbers) scene.write(`new${number}`, `${number}\n`);
    const runs = await Promise.all(
      numbers.map((number) => scene.run('mark', `new${number}`, '--title', 'New', '--json')),
    );
    const done = runs.filter(({ code }) => code === 0).map(({ out }) => JSON.parse(out));
    const rest = runs.filter(({ code }) => code !== 0).map(({ err }) => JSON.parse(err).error.code);
    assert.ok(done.length > 0);
    assert.deepEqual(
      [...new Set(rest)].filter((code) => code !== 'queue-changed'),
      [],
    );
    assert.equal(new Set(done.map(({ name }) => name)).size, done.length);
    assert.deepEqual(
      scene.read('.fishladder/12.0.1/series').split('\n').filter(Boolean).sort(),
      done.map(({ name }) => `${name}.patch`).sort(),
    );
    for (const { path, files } of done)
      assert.ok(execFileSync('cat', [path], { encoding: 'utf8' }).includes(`b/${files[0]}`));
  });
});

suite('the queue of a repository', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
    scene.fixBug();
  });
  teardown(() => scene.dispose());

  test('a new one is out of git’s sight, also by a name that is not ASCII', async () => {
    scene.git('config', 'fishladder.queue', 'Überlieferung/ш');
    assert.equal((await scene.run('mark', MANAGER, '--title', 'x')).code, 0);
    assert.equal(scene.git('status', '--porcelain'), ` M ${MANAGER}\n`);
  });

  test('a folder that was there before is not hidden', async () => {
    mkdirSync(join(scene.folder, 'debian/patches'), { recursive: true });
    scene.git('config', 'fishladder.queue', 'debian/patches');
    assert.equal((await scene.run('mark', MANAGER, '--title', 'x')).code, 0);
    assert.match(scene.git('status', '--porcelain'), /^\?\? debian\/$/m);
  });
});
