// What an export refuses to write and an import refuses to take, and that neither leaves the folder it was given.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf } from '../../../src/cli/exit-codes';
import { MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';

/** What the program says of one patch. */
interface Outcome {
  kind: string;
  file: string;
  name?: string;
  reason?: string;
}

suite('export', () => {
  let scene: Scene;
  let out: string;
  setup(async () => {
    scene = openScene();
    out = join(scene.folder, '..', 'out');
    mkdirSync(out);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
  });
  teardown(() => scene.dispose());

  const fault = async (...args: string[]) => {
    const run = await scene.run(...args, '--json');
    const { error } = JSON.parse(run.err);
    assert.equal(run.code, exitOf(error.code), run.out);
    return error;
  };

  test('does not follow a link out of the folder, be it a folder or a file', async () => {
    const away = join(scene.folder, '..', 'away');
    mkdirSync(away);
    writeFileSync(join(away, 'series'), 'theirs.patch\n');
    symlinkSync(away, join(out, 'debian'));
    writeFileSync(join(away, 'changelog'), 'x');
    assert.equal((await fault('export', '--all', '--to', 'debian', out)).code, 'no-package');
    symlinkSync(join(away, 'series'), join(out, 'series'));
    assert.equal((await fault('export', '--all', '--to', 'series', out)).code, 'outside-folder');
    symlinkSync(join(away, 'new.patch'), join(out, 'first.patch'));
    assert.equal((await fault('export', '--all', '--to', 'series', out)).code, 'outside-folder');
    assert.deepEqual(readdirSync(away).sort(), ['changelog', 'series']);
    assert.equal(readFileSync(join(away, 'series'), 'utf8'), 'theirs.patch\n');
  });

  test('writes nothing over a file of others, and says what to do; nothing with --dry-run either', async () => {
    writeFileSync(join(out, 'first.patch'), 'mine\n');
    const error = await fault('export', 'first', '--to', 'series', out);
    assert.deepEqual([error.code, /--force/.test(error.next)], ['not-ours', true]);
    assert.deepEqual(readdirSync(out), ['first.patch']);
    const dry = await scene.run('export', 'first', '--to', 'series', out, '--force', '--dry-run');
    assert.match(dry.out, /first\.patch: would be replaced\n {2}series: would be created/);
    assert.deepEqual(readdirSync(out), ['first.patch']);
  });

  test('does not carry a series’ odd names anywhere', async () => {
    const evil = scene.read('.fishladder/12.0.1/first.patch');
    writeFileSync(join(scene.folder, '.fishladder/12.0.1/a b.patch'), evil);
    scene.write('.fishladder/12.0.1/series', '../12.0.1/first.patch\n-x.patch\nfirst.patch\n');
    const run = await scene.run('export', '--all', '--to', 'series', join(out, 'in'), '--json');
    assert.equal(run.code, 0, run.err);
    assert.deepEqual(readdirSync(out), ['in']);
    assert.deepEqual(readdirSync(join(out, 'in')).sort(), ['first.patch', 'series']);
    assert.deepEqual(JSON.parse(run.out).notes, [
      '../12.0.1/first.patch of 12.0.1 stays here: its name or options fit no other folder.',
      '-x.patch of 12.0.1 stays here: its name or options fit no other folder.',
      'first.patch may need ../12.0.1/first.patch before it, which changes the same files and is not exported.',
    ]);
  });

  for (const [args, code] of [
    [['export', 'nosuch', '--to', 'series'], 'no-such-fix'],
    [['export', '--all', '--branch', 'master', '--to', 'series'], 'nothing-to-export'],
  ] as const) {
    test(`${args.join(' ')} is ${code}`, async () => {
      assert.equal((await fault(...args, out)).code, code);
    });
  }

  for (const args of [
    ['export', '--to', 'series', 'x'],
    ['export', 'first', '--all', '--to', 'series', 'x'],
    ['export', '--all', 'x'],
    ['export', '--all', '--to', 'tar', 'x'],
    ['import', 'x'],
  ]) {
    test(`${args.join(' ')} is a wrong call`, async () => {
      assert.equal((await scene.run(...args)).code, 2);
    });
  }
});

suite('import', () => {
  let scene: Scene;
  let from: string;
  setup(() => {
    scene = openScene();
    from = join(scene.folder, '..', 'from');
    mkdirSync(from);
  });
  teardown(() => scene.dispose());

  const diff = (after: string, before = 'name = shoal') =>
    `--- a/setup.cfg\n+++ b/setup.cfg\n@@ -1,3 +1,3 @@\n [metadata]\n-${before}\n+${after}\n summary = A small block-storage service\n`;
  const put = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(from, name), text);
  };
  const imported = async (...args: string[]) => {
    const run = await scene.run('import', '--from', 'series', from, ...args, '--json');
    return {
      code: run.code,
      patches: JSON.parse(run.out).patches.map(({ text, ...rest }: { text?: string }) => rest) as Outcome[],
    };
  };

  test('takes each patch on top of the one before it, and says of each that it refuses why', async () => {
    put({
      series: '# ours\nb.patch\na.diff -p1\nodd.patch -R\nnone.patch\n../x.patch\nfit.patch\nin.patch\n',
      'b.patch': `Description: B\nAuthor: A <a@x>\n\n${diff('name = b')}`,
      'a.diff': diff('name = a', 'name = b'),
      'odd.patch': diff('x'),
      'fit.patch': diff('y', 'name = nobody'),
      'in.patch': diff('name = a', 'name = was'),
    });
    writeFileSync(join(from, '..', 'x.patch'), diff('stolen', 'name = a'));
    const { code, patches } = await imported();
    assert.equal(code, 1);
    assert.deepEqual(patches, [
      { kind: 'imported', file: 'b.patch', name: 'b', unnamed: false },
      { kind: 'imported', file: 'a.diff', name: 'a', unnamed: true },
      { kind: 'refused', file: 'odd.patch', reason: 'the series gives it the option -R' },
      { kind: 'refused', file: 'none.patch', reason: 'there is no such file' },
      { kind: 'refused', file: '../x.patch', reason: 'there is no such file' },
      { kind: 'refused', file: 'fit.patch', reason: patches[5]?.reason ?? '' },
      { kind: 'refused', file: 'in.patch', reason: '12.0.1 has this change already' },
    ]);
    assert.match(patches[5]?.reason ?? '', /^it does not apply to 12\.0\.1 \(setup\.cfg: /);
    assert.equal(scene.read('.fishladder/12.0.1/series'), 'b.patch\na.patch\n');
    assert.match(scene.read('.fishladder/12.0.1/a.patch'), /^From: Maya Lindqvist <maya@example\.org>$/m);
    const before = scene.queue();
    assert.deepEqual(
      (await imported('b', 'a.diff')).patches.map(({ kind }) => kind),
      ['unchanged', 'unchanged'],
    );
    assert.deepEqual(scene.queue(), before);
    const ported = await scene.run('port', '--to', 'stable/2025.1', '--json');
    assert.equal(ported.code, 0, ported.err);
  });

  test('keeps the queue’s own header of a change, and takes no other fix of its name', async () => {
    put({ series: 'b.patch\n', 'b.patch': diff('name = b') });
    await imported();
    put({
      series: 'c.patch\nb.patch\n',
      'c.patch': `Other words\n\n${diff('name = b')}`,
      'b.patch': diff('name = x', 'name = b'),
    });
    const before = scene.queue();
    const { code, patches } = await imported();
    assert.deepEqual([code, patches.map(({ kind }) => kind), patches[0]?.name], [1, ['kept', 'refused'], 'b']);
    assert.match(patches[1]?.reason ?? '', /another fix named b/);
    assert.deepEqual(scene.queue(), before);
  });

  test('writes nothing on a dry run, and nothing on a series that is broken', async () => {
    put({ series: 'b.patch\n', 'b.patch': diff('name = b') });
    await imported('--dry-run');
    assert.deepEqual(scene.queue(), {});
    await imported();
    scene.write(
      '.fishladder/12.0.1/b.patch',
      scene.read('.fishladder/12.0.1/b.patch').replace('-name = shoal', '-name = x'),
    );
    const run = await scene.run('import', '--from', 'series', from, '--json');
    assert.deepEqual([run.code, JSON.parse(run.err).error.code], [3, 'series-broken']);
  });

  test('reads installed files’ patches into where the release has them', async () => {
    const installed = diff('name = b').replaceAll(/[ab]\/setup\.cfg/g, 'usr/lib/python3/dist-packages/shoal/api.py');
    const api = scene.read('shoal/api.py').split('\n');
    const text = installed
      .replace(' [metadata]\n-name = shoal\n', ` ${api[0]}\n-${api[1]}\n`)
      .replace(/^ summary.*$/m, ` ${api[2]}`);
    put({ series: 'b.patch -p0\n', 'b.patch': text });
    const run = await scene.run('import', '--from', 'site-packages', from, '--json');
    assert.equal(run.code, 0, run.out);
    assert.match(scene.read('.fishladder/12.0.1/b.patch'), /^diff --git a\/shoal\/api\.py b\/shoal\/api\.py$/m);
  });

  for (const [format, code] of [
    ['series', 'nothing-there'],
    ['debian', 'nothing-there'],
    ['mbox', 'nothing-there'],
    ['rpm', 'no-spec'],
    ['yocto', 'no-recipe'],
  ]) {
    test(`from ${format}, of nothing, is ${code}`, async () => {
      const run = await scene.run('import', '--from', format ?? '', join(from, 'x'), '--json');
      assert.equal(JSON.parse(run.err).error.code, code);
    });
  }
});
