// Settling an open port with git's merge tool and with an editor, run by the real program as a person has them set.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER, operatorEnv } from '../../demo/repository';
import { openScene, type Scene } from '../scene';
import { applies, takenByAll } from '../taken';

const PROGRAM = join(process.cwd(), 'out/src/cli.js');
const NAME = 'forget';
const BRANCH = 'unmaintained/2024.1';
const PATCH = `${BRANCH}/${NAME}.patch`;

suite('resolve with a program', () => {
  let scene: Scene;
  let temporary: string;
  let settledFile: string;
  /** Shell code that settles a file as an editor does. */
  const settling = (file: string) => `cp '${settledFile}' ${file}`;
  setup(async () => {
    scene = openScene();
    temporary = join(scene.folder, '..', 'temporary');
    mkdirSync(temporary);
    settledFile = join(scene.folder, '..', 'settled.py');
    const ours = scene.git('show', `origin/${BRANCH}:${MANAGER}`);
    const settledText = ours
      .replace('            return\n        self.lock.release()', '            raise\n        self.lock.release()')
      .replace(
        "        LOG.info('Volume %s is detached'",
        "        self.connections.pop(volume_id)\n        LOG.info('Volume %s is detached'",
      );
    writeFileSync(settledFile, settledText);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
  });
  teardown(() => scene.dispose());

  /** Runs the program without an input to read from. */
  function resolve(option: string, environment: NodeJS.ProcessEnv = {}, name = NAME) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'resolve', name, BRANCH, option], {
      cwd: scene.folder,
      env: { ...operatorEnv(), TERM: 'xterm', TMPDIR: temporary, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    return { code: status, words: stdout + stderr };
  }

  /** Sets a merge tool that is this shell code, which git hands the files as `$BASE`, `$LOCAL`, `$REMOTE` and `$MERGED`. */
  function configure(command: string): void {
    scene.git('config', 'merge.tool', 'mine');
    scene.git('config', 'mergetool.mine.cmd', command);
    scene.git('config', 'mergetool.mine.trustExitCode', 'true');
  }

  /** The patch has the settled line, and nothing of the repository changed. */
  function settled(untouched: Record<string, string>): void {
    assert.match(scene.read(`.fishladder/${PATCH}`), /^\+ {8}self\.connections\.pop\(volume_id\)$/m);
    assert.deepEqual(scene.untouched(), untouched);
    assert.deepEqual(readdirSync(temporary), []);
    takenByAll(scene);
  }

  test('the configured tool is given the three sides, and its result is taken', () => {
    configure(`grep -q raise "$REMOTE" && grep -q lock "$LOCAL" && ! grep -q lock "$BASE" && ${settling('"$MERGED"')}`);
    const untouched = scene.untouched();
    const { code, words } = resolve('--tool');
    assert.equal(code, 0, words);
    assert.match(words, /Resolved: /);
    settled(untouched);
  });

  test('an editor is found as git finds it, even one of several words', () => {
    const untouched = scene.untouched();
    const script = join(temporary, '..', 'my editor');
    writeFileSync(script, `${settling('"$2"')}\ntouch -d '1 hour' "$2"\n`);
    const { code, words } = resolve('--edit', { VISUAL: `sh '${script}' --wait` });
    assert.equal(code, 0, words);
    settled(untouched);
  });

  test('a tool that fails leaves the folder, the queue as it was, and says how to go on', async () => {
    configure('false');
    const [before, untouched] = [scene.queue(), scene.untouched()];
    const { code, words } = resolve('--tool');
    assert.equal(code, 1, words);
    assert.deepEqual([scene.queue(), scene.untouched()], [before, untouched]);
    const [folder = ''] = readdirSync(temporary);
    assert.match(words, new RegExp(`Nothing was written to the queue[^]*--from ${join(temporary, folder)}`));
    copyFileSync(settledFile, join(temporary, folder, 'result', MANAGER));
    const taken = await scene.run('resolve', NAME, BRANCH, '--from', join(temporary, folder));
    assert.equal(taken.code, 0, taken.err);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test('without a configured tool there is one message and no folder', () => {
    const { code, words } = resolve('--tool');
    assert.equal(code, 3);
    assert.match(words, /No merge tool is configured/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test('neither a name nor a line of a file is taken for a command', async () => {
    const odd = "a $(touch hit) `touch hit`;touch hit '\u00e9.txt";
    const tree = join(scene.folder, '..', 'tree');
    for (const [branch, text] of [
      ['stable/2025.1', 'one\n'],
      [BRANCH, 'uno\n'],
    ] as const) {
      scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${branch}`);
      writeFileSync(join(tree, odd), text);
      writeFileSync(join(tree, '.gitattributes'), '* merge=evil filter=evil\n');
      scene.git('-C', tree, 'add', '--all');
      scene.git('-C', tree, 'commit', '--quiet', '--message', 'Odd');
      scene.git('update-ref', `refs/remotes/origin/${branch}`, scene.git('-C', tree, 'rev-parse', 'HEAD').trim());
      scene.git('worktree', 'remove', '--force', tree);
    }
    scene.git('tag', '12.0.2', 'origin/stable/2025.1');
    scene.git('checkout', '--quiet', '--force', '12.0.2');
    writeFileSync(join(scene.folder, odd), 'two $(touch hit)\n');
    const marked = await scene.run('mark', '--title', 'Odd', '--name', 'odd', '--release', '12.0.2');
    assert.equal(marked.code, 0, marked.err);
    const editor = `edit() { test ! -e hit && printf 'both\n' >"$1"; touch -d '1 hour' "$1"; }; edit`;
    const { code, words } = resolve('--edit', { GIT_EDITOR: editor }, 'odd');
    assert.equal(code, 0, words);
    assert.match(scene.read(`.fishladder/${BRANCH}/odd.patch`), /^-uno\n\+both$/m);
    assert.ok(!existsSync(join(scene.folder, 'hit')));
    assert.deepEqual(readdirSync(temporary), []);
    applies(scene, BRANCH, `origin/${BRANCH}`, ['am']);
  });
});
