// The real program in a shell: bytes as they are, a full disk, Ctrl-C, and what the system refuses.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { threads } from '../../../src/cli/batch-threads';
import { main } from '../../../src/cli/main';
import { openLadder } from '../../../src/flow/ladder';
import { planPort } from '../../../src/flow/port';
import { MANAGER, operatorEnv } from '../../demo/repository';
import { openScene, quietHost, type Scene } from '../scene';

const PROGRAM = join(process.cwd(), 'out/src/cli.js');

suite('the program in a terminal', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  const emptyWork = () => ({
    settings: { command: 'git', folder: scene.folder, environment: operatorEnv() },
    table: { idBytes: 20, rows: Buffer.alloc(0), links: Buffer.alloc(0) },
    wishes: { writeTree: false, chains: false },
  });

  const options = () => ({ cwd: scene.folder, env: operatorEnv() });

  test('show prints the patch byte for byte', async () => {
    writeFileSync(join(scene.folder, 'latin'), Buffer.from([0x63, 0xe9, 0x0a]));
    await scene.run('mark', 'latin', '--title', 'Latin');
    const shown = execFileSync(process.execPath, [PROGRAM, 'show', 'latin'], options());
    assert.equal(shown.toString('latin1'), scene.read('.fishladder/12.0.1/latin.patch'));
  });

  test('an answer that cannot be written is a fault', () => {
    const run = spawnSync('sh', ['-c', `'${process.execPath}' '${PROGRAM}' help > /dev/full`], {
      ...options(),
      encoding: 'utf8',
    });
    assert.equal(run.status, 3);
    assert.match(run.stderr, /^fishladder: the answer cannot be written: .*no space/);
  });

  test('Ctrl-C ends a batch that waits for its next pair', async () => {
    const batch = spawn(process.execPath, [PROGRAM, 'port', '--batch'], {
      ...options(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    batch.stdin.write('{"commit":"origin/stable/2025.2","onto":"origin/stable/2025.1"}\n');
    await once(batch.stdout, 'data');
    batch.kill('SIGINT');
    const [code] = await once(batch, 'exit');
    assert.equal(code, 130);
  });

  /** A commit and a branch that has other words in the lines of all of its, as a line for a batch. A thousand lines take over a second. */
  const conflict = (name: string, lines: number) => {
    const commit = ([first, second]: string[], ...parents: string[]) => {
      const line = (_: unknown, at: number) => `    ${first} ${at} of ${second} in ${at % 7} texts ${at % 11}\n`;
      const text = Array.from({ length: lines }, line).join('');
      const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { ...options(), input: text });
      const tree = execFileSync('git', ['mktree'], {
        ...options(),
        input: `100644 blob ${blob.toString().trim()}\t${name}\n`,
      });
      const from = parents.flatMap((parent) => ['-p', parent]);
      return scene.git('commit-tree', tree.toString().trim(), ...from, '-m', 'x').trim();
    };
    const base = commit(['one', 'many']);
    return JSON.stringify({ commit: commit(['one', 'more'], base), onto: commit(['none', 'all'], base) });
  };

  test('a batch answers in the order of its lines, however long one of them takes', async () => {
    const [long, short] = [conflict('long.py', 1000), conflict('short.py', 1)];
    const { code, out } = await scene.runWith([long, short, short, long, short], 'port', '--batch');
    const paths = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { files: { path: string }[] }).files[0]?.path);
    assert.deepEqual([code, paths], [0, ['long.py', 'short.py', 'short.py', 'long.py', 'short.py']]);
  });

  test('Ctrl-C ends a batch in the middle of a pair', async () => {
    const batch = spawn(process.execPath, [PROGRAM, 'port', '--batch'], {
      ...options(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [short, long] = [conflict('short.py', 1), conflict('long.py', 1200)];
    batch.stdin.end(`${short}\n${`${long}\n`.repeat(200)}`);
    await once(batch.stdout, 'data');
    batch.kill('SIGINT');
    const [code] = await once(batch, 'exit');
    assert.equal(code, 130);
  });

  test('a batch whose thread breaks says so at once, whether or not its input has ended', async () => {
    const hook = join(scene.folder, 'broken.js');
    writeFileSync(
      hook,
      `const { isMainThread, parentPort } = require('node:worker_threads');
       if (!isMainThread) parentPort.on('message', () => { throw new Error('the thread broke'); });`,
    );
    const batch = spawn(process.execPath, [PROGRAM, 'port', '--batch'], {
      cwd: scene.folder,
      env: { ...operatorEnv(), NODE_OPTIONS: `--require ${hook}` },
    });
    let words = '';
    batch.stderr.on('data', (piece: Buffer) => {
      words += piece.toString();
    });
    batch.stdin.write('{"commit":"origin/stable/2025.2","onto":"origin/stable/2025.1"}\n');
    const [code] = await once(batch, 'close');
    assert.equal(code, 3);
    assert.match(words, /the thread broke/);
  });

  test('a batch reads no further where its answers are not read', async () => {
    const thread = join(scene.folder, 'quick.js');
    writeFileSync(
      thread,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ number }) => parentPort.postMessage({ number, text: number + '\\n' }));`,
    );
    const pair = JSON.stringify({ commit: 'HEAD', onto: 'HEAD' });
    let [read, written, ahead] = [0, 0, 0];
    const code = await main(['port', '--batch'], '0.0.0', {
      folder: scene.folder,
      host: quietHost(),
      lines: async function* () {
        for (; read < 600; read++) yield pair;
      },
      interactive: false,
      out: async () => {
        await setTimeout(1);
        ahead = Math.max(ahead, read - written);
        written++;
      },
      err: () => {},
      progress: () => {},
      serve: async () => {},
      thread,
      signal: new AbortController().signal,
    });
    assert.deepEqual([code, written, ahead < 250], [0, 600, true], `${ahead} lines ahead`);
  });

  test('a pair that needs too much memory is refused, and the pairs beside it are answered', async () => {
    const file = join(scene.folder, 'hungry.js');
    writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');
       const kept = [];
       parentPort.on('message', ({ number, pair: { commit } }) => {
         for (let count = 0; count < (commit === 'huge' ? 1e6 : commit === 'large' ? 75 : 1); count++) kept.push(new Array(1e6).fill(1.5));
         setImmediate(() => parentPort.postMessage({ number, text: commit }));
       });`,
    );
    const all = threads(file, 1, emptyWork());
    const asked = ['small', 'large', 'huge', 'large'];
    const answers = await Promise.all(asked.map((commit) => all.answer({ commit, onto: 'x' })));
    const refused = JSON.stringify({
      ...{ commit: 'huge', onto: 'x', outcome: 'refused', files: [] },
      reason: 'The pair needs more than 1024 MB of memory.',
    });
    assert.deepEqual(answers, ['small', 'large', `${refused}\n`, 'large']);
    all.dispose();
    await assert.rejects(all.answer({ commit: 'small', onto: 'x' }), /ended/);
  });

  test('what a thread needs and does not find is said, each time it is asked', async () => {
    const all = threads(join(scene.folder, 'absent.js'), 1, emptyWork());
    const pair = { commit: 'HEAD', onto: 'HEAD' };
    await assert.rejects(all.answer(pair), /absent\.js/);
    await assert.rejects(all.answer(pair), /absent\.js/);
  });

  test('a port shows how far it is, and takes that away before it answers', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First');
    const { progress } = await scene.run('port', '--to', 'master', '--to', 'stable/2025.2', '--dry-run');
    assert.deepEqual(
      [progress.length, /^ported to (master|stable\/2025\.2), 1 of 2$/.test(progress[0] ?? ''), progress.at(-1)],
      [3, true, ''],
    );
  });

  test('Ctrl-C while the last branch is ported leaves no plan to write', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First');
    const ladder = await openLadder(scene.folder, {}, quietHost());
    const controller = new AbortController();
    await assert.rejects(
      planPort(ladder, { names: [], to: ['master'] }, controller.signal, () => controller.abort()),
      { name: 'AbortError' },
    );
    ladder.git.dispose();
  });

  test('a queue that cannot be written, and a file that cannot be read, are faults with a next step', async () => {
    scene.fixBug();
    scene.git('config', 'fishladder.queue', '/dev/null/queue');
    const mark = JSON.parse((await scene.run('mark', MANAGER, '--title', 'x', '--json')).err);
    assert.equal(mark.error.code, 'cannot-write');
    assert.match(mark.error.message, /^\/dev\/null\/queue.* cannot be written: not a directory\.$/);
    rmSync(join(scene.folder, '.gitreview'));
    mkdirSync(join(scene.folder, '.gitreview'));
    const status = JSON.parse((await scene.run('status', '--json')).err);
    assert.equal(status.error.code, 'file-error');
  });

  test('a missing fix is named, also before there is a queue', async () => {
    const { error } = JSON.parse((await scene.run('show', 'nothing', '--json')).err);
    assert.equal(error.code, 'no-such-fix');
  });

  test('file names cannot drive the terminal', async () => {
    scene.write('red\x1b[31m', 'x\n');
    const run = await scene.run('mark', 'red\x1b[31m', '--title', 'Red');
    assert.equal(run.code, 0);
    assert.ok(!run.out.includes('\x1b'));
    scene.write('bin\x1b[31m', 'x\0');
    const noted = await scene.run('mark', 'bin\x1b[31m', '--title', 'Bin');
    assert.deepEqual([noted.code, noted.err.includes(' is binary'), noted.err.includes('\x1b')], [0, true, false]);
    scene.write('bin\x1b[31m', `x\0${'y'.repeat(5_000_000)}`);
    const fault = await scene.run('mark', 'bin\x1b[31m', '--title', 'Bin');
    assert.equal(fault.code, 3);
    assert.ok(!fault.err.includes('\x1b'));
  });

  test('a patch in the queue that leads out of the repository is refused', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
    for (const path of ['../../etc/passwd', '.git/hooks/post-checkout', 'a/.GIT/x', '/etc/passwd']) {
      scene.write(
        '.fishladder/12.0.1/first.patch',
        `Subject: x\n\n---\ndiff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`,
      );
      const { error } = JSON.parse((await scene.run('port', '--json')).err);
      assert.equal(error.code, 'bad-patch');
      assert.match(error.message, /first\.patch:4: git takes no file named/);
    }
  });

  test("Debian's own patches are ported with their author and title", async () => {
    scene.fixBug();
    const diff = scene.git('diff');
    await scene.run('init');
    scene.write('.fishladder/12.0.1/series', '# Debian\ndebian.patch\n');
    scene.write(
      '.fishladder/12.0.1/debian.patch',
      `Description: Mend it\n In so many words.\nAuthor: Jane Doe <jane@example.org>\nLast-Update: 2024-01-01\n---\n${diff}`,
    );
    const port = await scene.run('port', '--to', 'master');
    assert.equal(port.code, 0, port.err);
    const patch = scene.read('.fishladder/master/debian.patch');
    assert.match(patch, /^From: Jane Doe <jane@example\.org>$/m);
    assert.match(patch, /^Subject: \[PATCH\] Mend it\n(?:.+\n)+\nIn so many words\.\n---$/m);
  });
});
