// Bad input and broken places: one clear fault with the next step, and a queue that is as it was.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitOf } from '../../../src/cli/exit-codes';
import { git, MANAGER, operatorEnv } from '../../demo/repository';
import { runUntilCrash } from '../crash';
import { openScene, runProgram, type Scene } from '../scene';

suite('bad input', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
    await scene.run('port', '--to', 'master');
  });
  teardown(() => scene.dispose());

  /** Runs a call that must fail with this code, and checks that the queue is untouched. */
  async function refuses(code: string, words: RegExp, ...args: string[]): Promise<void> {
    const before = scene.queue();
    const run = await scene.run(...args, '--json');
    assert.equal(run.code, exitOf(code), run.out);
    const { error } = JSON.parse(run.err);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, words);
    assert.ok(error.next.length > 10, 'says what to do next');
    assert.deepEqual(scene.queue(), before);
  }

  test('nothing changed that is not marked already', () =>
    refuses('nothing-to-mark', /shoal\/volume\/manager\.py/, 'mark', MANAGER, '--title', 'Again'));
  test('lines without a change', async () => {
    scene.write(MANAGER, `${scene.read(MANAGER)}# more\n`);
    await refuses('nothing-to-mark', /manager\.py:1-2/, 'mark', `${MANAGER}:1-2`, '--title', 'x');
  });
  test('a bare repository, where only a batch works', async () => {
    scene.git('clone', '--quiet', '--bare', '.', '../bare.git');
    for (const args of [['port'], ['mark', '--commit', 'HEAD'], ['status']])
      await refuses('bare-repository', /bare\.git is a bare repository/, ...args, '-C', '../bare.git');
    const pair = '{"commit":"12.0.1","onto":"12.0.1~"}';
    const { out, code } = await scene.runWith([pair], 'port', '--batch', '-C', '../bare.git');
    assert.deepEqual([code, JSON.parse(out).outcome], [0, 'clean']);
  });
  test('an empty index', () => refuses('nothing-to-mark', /the index/, 'mark', '--staged', '--title', 'x'));
  test('no title', () => {
    scene.write(MANAGER, `${scene.read(MANAGER)}# more\n`);
    return refuses('title-missing', /no title/, 'mark', MANAGER);
  });
  test('a binary file that is too large', () => {
    scene.write('logo.bin', `a\0${'b'.repeat(5_000_000)}`);
    return refuses('binary-file', /logo\.bin/, 'mark', 'logo.bin', '--title', 'x');
  });
  test('a file outside the repository', () =>
    refuses('outside-repository', /hosts/, 'mark', '/etc/hosts', '--title', 'x'));
  test('a file that a link leads out to', () => {
    symlinkSync('/etc/hosts', join(scene.folder, 'link'));
    return refuses('outside-repository', /link/, 'mark', 'link', '--title', 'x');
  });
  test('a commit that does not exist', () => refuses('no-such-commit', /'deadbeef'/, 'mark', '--commit', 'deadbeef'));
  test('a commit that looks like an option', () => refuses('no-such-commit', /--all/, 'mark', '--commit=--all'));
  test('a name that is taken', () => {
    scene.write(MANAGER, `${scene.read(MANAGER)}# more\n`);
    return refuses('name-taken', /'first'/, 'mark', MANAGER, '--title', 'x', '--name', 'first');
  });
  test('a name that leads out of the queue', () => {
    scene.write(MANAGER, `${scene.read(MANAGER)}# more\n`);
    return refuses('bad-name', /\.\.\/x/, 'mark', MANAGER, '--title', 'x', '--name', '../x');
  });
  test('a bug that is none', () => {
    scene.write(MANAGER, `${scene.read(MANAGER)}# more\n`);
    return refuses('bad-bug', /'nonsense'/, 'mark', MANAGER, '--title', 'x', '--bug', 'nonsense');
  });
  test('a missing branch', () => refuses('no-such-branch', /'stable\/1999'/, 'port', '--to', 'stable/1999'));
  test('a missing fix', () => refuses('no-such-fix', /'other'/, 'port', 'other'));
  test('a release that does not exist', () => refuses('release-unknown', /'99'/, 'port', '--release', '99'));
  test('a commit that the release has', () => refuses('already-in-release', /12\.0\.1/, 'mark', '--commit', '12.0.0'));
  test('a malformed patch in the queue, named with its line', () => {
    scene.write(
      '.fishladder/12.0.1/first.patch',
      scene.read('.fishladder/12.0.1/first.patch').replace(/^-.*return.*\n/m, ''),
    );
    return refuses('bad-patch', /12\.0\.1\/first\.patch:\d+: /, 'port');
  });
  test('a queue folder that is a link to elsewhere', async () => {
    const elsewhere = join(scene.folder, '..', 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(join(scene.folder, '.fishladder/stable'));
    symlinkSync(elsewhere, join(scene.folder, '.fishladder/stable/2025.1'));
    await refuses('outside-queue', /elsewhere/, 'port', '--to', 'stable/2025.1');
  });
  test('git that is absent', async () => {
    const run = await runProgram(scene.folder, ['status', '--json'], { ...operatorEnv(), PATH: '/nonexistent' });
    assert.equal(run.code, 3);
    assert.equal(JSON.parse(run.err).error.code, 'git-absent');
  });
  test('git that is too old', async () => {
    const bin = join(scene.folder, '..', 'bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'git'),
      '#!/bin/sh\n[ "$5" = --version ] && echo "git version 2.33.8" || exec /usr/bin/git "$@"\n',
      { mode: 0o755 },
    );
    const run = await runProgram(scene.folder, ['status', '--json'], {
      ...operatorEnv(),
      PATH: `${bin}:${process.env.PATH}`,
    });
    assert.equal(JSON.parse(run.err).error.code, 'git-too-old');
    assert.match(JSON.parse(run.err).error.message, /2\.33\.8/);
  });
  test('a clone of which parts are missing answers with what is missing', async () => {
    const shallow = join(scene.folder, '..', 'shallow');
    const origin = scene.git('remote', 'get-url', 'origin').trim();
    git(join(scene.folder, '..'), 'clone', '--quiet', '--depth=1', '--branch=master', `file://${origin}`, shallow);
    git(shallow, 'checkout', '--quiet', '--detach');
    writeFileSync(join(shallow, 'setup.cfg'), 'changed\n');
    const run = await runProgram(shallow, ['mark', 'setup.cfg', '--title', 'x', '--json'], {
      ...operatorEnv(),
      ...identity,
    });
    assert.equal(JSON.parse(run.err).error.code, 'release-unknown');
    assert.match(JSON.parse(run.err).error.next, /--unshallow/);
  });
});

const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b' };

suite('bad places', () => {
  test('a folder that is no repository, and one that is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fishladder-none-'));
    for (const place of [folder, join(folder, 'missing')]) {
      const run = await runProgram(place, ['status', '--json'], operatorEnv());
      assert.equal(JSON.parse(run.err).error.code, 'not-a-repository');
    }
    rmSync(folder, { recursive: true });
  });

  test('no identity: said before anything is written', async () => {
    const scene = openScene();
    scene.git('config', '--unset', 'user.email');
    scene.fixBug();
    const run = await scene.run('mark', MANAGER, '--title', 'x', '--json');
    assert.equal(JSON.parse(run.err).error.code, 'identity-missing');
    assert.deepEqual(scene.queue(), {});
    assert.doesNotMatch(scene.read('.git/info/exclude'), /fishladder/);
    scene.dispose();
  });

  test('a detached HEAD with commits of the operator on top works', async () => {
    const scene = openScene();
    scene.write('local.cfg', 'ours\n');
    scene.git('add', 'local.cfg');
    scene.git('commit', '--quiet', '--message', 'local configuration');
    scene.fixBug();
    const run = await scene.run('mark', MANAGER, '--title', 'x', '--json');
    assert.equal(run.code, 0, run.err);
    assert.equal(JSON.parse(run.out).release, '12.0.1');
    assert.deepEqual(JSON.parse(run.out).files, [MANAGER]);
    scene.dispose();
  });

  test('a crash between any two writes leaves a valid queue, and the next run completes it', function () {
    this.timeout(240_000);
    const mark = ['mark', MANAGER, '--title', 'First', '--name', 'first'];
    for (let at = 1, finished = false; !finished; at++) {
      const scene = openScene();
      scene.fixBug();
      finished = runUntilCrash(scene, mark, at);
      const files = Object.keys(scene.queue());
      if (files.includes('12.0.1/series'))
        assert.ok(files.includes('12.0.1/first.patch'), 'the series names only what is there');
      if (files.includes('12.0.1/first.patch'))
        assert.match(scene.read('.fishladder/12.0.1/first.patch'), /\n {5}def list_attachments.*\n$|pop/);
      if (!files.includes('12.0.1/series')) assert.ok(runUntilCrash(scene, mark, 0), 'the next run');
      assert.equal(scene.read('.fishladder/12.0.1/series'), 'first.patch\n');
      assert.ok(at < 40, 'the program ends');
      scene.dispose();
    }
  });
});
