// Fixes leave the queue and come back through the program: real tools take what is exported, and the queue gets every byte back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, gitEnv, MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';

const CHANGELOG =
  'shoal (12.0.1-1) unstable; urgency=medium\n\n  * Initial.\n\n -- Zed <z@example.org>  Sat, 21 Nov 2026 10:00:00 +0000\n';
const NEEDED: Record<string, Record<string, string>> = {
  debian: { 'debian/changelog': CHANGELOG, 'debian/source/format': '3.0 (quilt)\n' },
  rpm: { 'shoal.spec': 'Name: shoal\nVersion: 12.0.1\n\n%prep\n%autosetup -p1\n' },
  yocto: { 'conf/layer.conf': 'BBFILES += "x"\n' },
};

suite('export and import', () => {
  let scene: Scene;
  let out: string;
  setup(async () => {
    scene = openScene();
    out = join(scene.folder, '..', 'out');
    mkdirSync(out);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--bug', '2158919', '--name', 'forget-volume');
    scene.write('setup.cfg', `${scene.read('setup.cfg')}license = Apache-2.0\n`);
    scene.write('shoal/api.py', scene.read('shoal/api.py').replace('def attach(', 'def attach_volume('));
    await scene.run('mark', 'setup.cfg', 'shoal/api.py', '--title', 'Größere API', '--name', 'bigger-api');
  });
  teardown(() => scene.dispose());

  /** A folder as a packager has it; gives its path. */
  function packaged(format: string): string {
    for (const [path, text] of Object.entries(NEEDED[format] ?? {})) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), text);
    }
    return format === 'mbox' ? join(out, 'all.mbox') : out;
  }

  /** The release's files in a folder. */
  function unpack(folder: string): void {
    mkdirSync(folder, { recursive: true });
    const archive = execFileSync('git', ['archive', '12.0.1'], { cwd: scene.folder, env: gitEnv() });
    execFileSync('tar', ['x', '-C', folder], { input: archive });
  }

  for (const format of ['debian', 'rpm', 'yocto', 'mbox', 'series']) {
    test(`${format}: nothing is lost, and a second time nothing changes`, async () => {
      const folder = packaged(format);
      const before = scene.queue();
      const again = async (...args: string[]) => {
        const run = await scene.run(...args, '--json');
        assert.equal(run.code, 0, run.err + run.out);
        return JSON.parse(run.out);
      };
      const untouched = scene.untouched();
      assert.ok((await again('export', '--all', '--to', format, folder)).files.length > 1 || format === 'mbox');
      assert.deepEqual((await again('export', '--all', '--to', format, folder)).files, []);
      const queue = join(scene.folder, '.fishladder');
      const kept = readFileSync(join(queue, '12.0.1/bigger-api.patch'), 'latin1');
      rmSync(queue, { recursive: true });
      const kinds = async () =>
        (await again('import', '--from', format, folder)).patches.map(({ kind }: { kind: string }) => kind);
      assert.deepEqual(await kinds(), ['imported', 'imported']);
      assert.deepEqual(await kinds(), ['unchanged', 'unchanged']);
      if (format === 'yocto')
        assert.match(scene.read('.fishladder/12.0.1/bigger-api.patch'), /^Upstream-Status: Pending$/m);
      else assert.equal(scene.read('.fishladder/12.0.1/bigger-api.patch'), kept);
      if (format !== 'yocto') assert.deepEqual(scene.queue(), before);
      assert.deepEqual(scene.untouched(), untouched);
    });
  }

  test('quilt takes what a Debian package and site-packages get, without fuzz', async () => {
    const tree = join(out, 'tree');
    unpack(tree);
    for (const [path, text] of Object.entries(NEEDED.debian ?? {})) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    await scene.run('export', '--all', '--to', 'debian', tree);
    quilt(tree, 'debian/patches');
    assert.match(readFileSync(join(tree, 'setup.cfg'), 'utf8'), /license/);

    const site = join(out, 'site');
    unpack(join(out, 'source'));
    cpSync(join(out, 'source/shoal'), join(site, 'shoal'), { recursive: true });
    const run = await scene.run('export', '--all', '--to', 'site-packages', join(out, 'patches'));
    assert.match(run.out, /bigger-api\.patch: setup\.cfg is not installed/);
    quilt(site, join(out, 'patches'));
    assert.match(readFileSync(join(site, MANAGER), 'utf8'), /self\.attachments\.pop/);
  });

  test('GNU patch takes what a kolla image gets, from / and without fuzz; it comes back as it was', async () => {
    const folder = join(out, 'kolla');
    assert.equal((await scene.run('export', 'forget-volume', '--to', 'kolla', folder)).code, 0);
    const root = join(out, 'root');
    unpack(join(root, 'var/lib/kolla/venv/lib/python3.12/site-packages'));
    symlinkSync('python3.12', join(root, 'var/lib/kolla/venv/lib/python3'));
    execFileSync('patch', ['-p0', '--fuzz=0', '--ignore-whitespace'], {
      cwd: root,
      input: readFileSync(join(folder, 'forget-volume.patch')),
    });
    const installed = join(root, 'var/lib/kolla/venv/lib/python3.12/site-packages', MANAGER);
    assert.match(readFileSync(installed, 'utf8'), /self\.attachments\.pop/);
    const kept = scene.read('.fishladder/12.0.1/forget-volume.patch');
    rmSync(join(scene.folder, '.fishladder'), { recursive: true });
    assert.equal((await scene.run('import', '--from', 'kolla', folder)).code, 0);
    assert.equal(scene.read('.fishladder/12.0.1/forget-volume.patch'), kept);
  });

  test('git am takes an mbox, from standard output too, with every message', async () => {
    const run = await scene.run('export', '--all', '--to', 'mbox', '-');
    const told = JSON.parse((await scene.run('export', '--all', '--to', 'mbox', '-', '--json')).out);
    assert.deepEqual(told.files, [{ path: '-', fate: 'created', text: Buffer.from(run.out, 'latin1').toString() }]);
    const mbox = join(out, 'x.mbox');
    writeFileSync(mbox, run.out, 'latin1');
    const tree = join(out, 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, '12.0.1');
    git(tree, 'am', '--quiet', mbox);
    assert.equal(
      git(tree, 'log', '-2', '--format=%s %an'),
      'Größere API Maya Lindqvist\nForget a volume Maya Lindqvist\n',
    );
    assert.match(git(tree, 'log', '-1', '--format=%B'), /^Signed-off-by: Maya/m);
  });

  test('a patch that comes after another one in the same files says so when it goes alone', async () => {
    scene.write('shoal/api.py', `${scene.read('shoal/api.py')}# the end\n`);
    await scene.run('mark', 'shoal/api.py', '--title', 'End', '--name', 'end');
    const notes = async (...names: string[]) =>
      JSON.parse((await scene.run('export', ...names, '--to', 'series', out, '--dry-run', '--json')).out).notes;
    assert.deepEqual(await notes('end'), [
      'end.patch may need bigger-api.patch before it, which changes the same files and is not exported.',
    ]);
    assert.deepEqual(await notes('bigger-api', 'end'), []);
    assert.deepEqual(await notes('--all'), []);
  });

  test('the patch for a branch is exported on demand', async () => {
    await scene.run('port', 'forget-volume', '--to', 'master');
    const run = await scene.run('export', 'forget-volume', '--branch', 'master', '--to', 'series', out);
    assert.equal(run.code, 0, run.err);
    assert.equal(
      readFileSync(join(out, 'forget-volume.patch'), 'latin1'),
      scene.read('.fishladder/master/forget-volume.patch'),
    );
  });

  function quilt(tree: string, patches: string): void {
    execFileSync('quilt', ['push', '-a', '--fuzz=0'], { cwd: tree, env: { ...gitEnv(), QUILT_PATCHES: patches } });
  }
});
