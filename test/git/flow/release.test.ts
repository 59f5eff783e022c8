// Releases that move on under the queue: a branch that gets the fix, a branch that goes away, a clone that lacks contents.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fixBug, git, MANAGER, operatorEnv } from '../../demo/repository';
import { openScene, runProgram, type Scene } from '../scene';
import { commitUpstream } from '../upstream';

suite('a release that is a branch', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.git('checkout', '--quiet', 'stable/2025.1');
    scene.git('config', 'fishladder.release', 'stable/2025.1');
    scene.write('NOTES', 'first\n');
    scene.fixBug();
    const marked = await scene.run('mark', MANAGER, 'NOTES', '--title', 'First', '--name', 'first');
    assert.equal(marked.code, 0, marked.err);
  });
  teardown(() => scene.dispose());

  async function outcomes(): Promise<Record<string, string>> {
    const port = JSON.parse((await scene.run('port', 'first', '--dry-run', '--json')).out);
    return Object.fromEntries(
      port.cells.map((cell: { branch: string; outcome: string }) => [cell.branch, cell.outcome]),
    );
  }

  test('keeps the fix in sight once the branch has it, and still ports it to others', async () => {
    const before = await outcomes();
    assert.equal(before['stable/2025.1'], 'clean');
    const tree = join(scene.folder, '..', 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, 'origin/stable/2025.1');
    git(tree, 'am', '--quiet', join(scene.folder, '.fishladder/stable/2025.1/first.patch'));
    scene.git('update-ref', 'refs/remotes/origin/stable/2025.1', git(tree, 'rev-parse', 'HEAD').trim());
    assert.deepEqual(await outcomes(), { ...before, 'stable/2025.1': 'already-there' });
    const status = JSON.parse((await scene.run('status', '--offline', '--json')).out);
    assert.deepEqual(status.notes, []);
  });

  test('gets fixes of another release on top of its own', async () => {
    scene.git('checkout', '--quiet', '--force', '12.0.0');
    scene.write(
      MANAGER,
      scene.read(MANAGER).replace("LOG.info('Volume %s is detached'", "LOG.debug('Volume %s is detached'"),
    );
    assert.equal((await scene.run('mark', MANAGER, '--title', 'Second', '--release', '12.0.0')).code, 0);
    const { out } = await scene.run('port', '--to', 'stable/2025.1', '--explain', '--dry-run');
    assert.match(
      out,
      /\n {2}stable\/2025\.1: .* line \d+: adapted, .*\n {4}line \d+: in VolumeManager\.detach, between lines \d+ and \d+/,
    );
    const port = await scene.run('port', '--to', 'stable/2025.1', '--json');
    const [, second] = JSON.parse(port.out).cells;
    assert.equal(second.fix, 'second');
    assert.equal(second.outcome, 'adapted', 'the first fix stands right above');
  });

  test('and is not the one that is deployed is named where the queue has fixes for it only', async () => {
    scene.git('checkout', '--quiet', '--force', '12.0.1');
    scene.git('config', '--unset', 'fishladder.release');
    for (const args of [['status', '--offline'], ['port'], ['port', '--to', 'master']]) {
      const { code, out, err } = await scene.run(...args);
      assert.equal(code, 0);
      assert.match(out, /^No fix is marked yet/);
      assert.match(err, /for stable\/2025\.1, .*not for 12\.0\.1, .*--release/);
    }
  });

  test('that went away becomes a note; other fixes go on', async () => {
    scene.git('checkout', '--quiet', '--force', '12.0.1');
    scene.git('config', '--unset', 'fishladder.release');
    scene.fixBug();
    assert.equal((await scene.run('mark', MANAGER, '--title', 'Other')).code, 0);
    scene.git('branch', '--quiet', '-D', 'stable/2025.1');
    scene.git('update-ref', '-d', 'refs/remotes/origin/stable/2025.1');
    const status = JSON.parse((await scene.run('status', '--offline', '--json')).out);
    assert.deepEqual(
      status.fixes.map(({ name }: { name: string }) => name),
      ['other'],
    );
    assert.match(status.notes.join(), /stable\/2025\.1 is no tag or branch any more/);
  });
});

suite('a commit of upstream that leans on another one', () => {
  let scene: Scene;
  let commit: string;
  setup(() => {
    scene = openScene();
    const FILE = 'shoal/exception.py';
    const [line, worded] = ['is not yours to change', 'belongs to somebody else'];
    commitUpstream(scene, 'stable/2025.1', 'Say whose it is', FILE, (text) => text.replace(line, worded));
    commit = commitUpstream(scene, 'stable/2025.1', 'Be polite', FILE, (text) =>
      text.replace(worded, `sadly ${worded}`),
    );
  });
  teardown(() => scene.dispose());

  test('is not marked in a release without it, and it is said how to go on', async () => {
    const { code, err } = await scene.run('mark', '--commit', commit);
    assert.equal(code, 3);
    assert.match(
      err,
      /cannot be carried to 12\.0\.1: shoal\/exception\.py: both sides changed line \d+\.\n.*git cherry-pick /,
    );
  });

  test('is said to be in a release that has both, when the tag before does not take it', async () => {
    const { code, err } = await scene.run('mark', '--commit', commit, '--release', 'stable/2025.1');
    assert.equal(code, 3);
    assert.match(
      err,
      /stable\/2025\.1 has this commit already, .* cannot be carried to 12\.\S+: shoal\/exception\.py: .*\n.* --release/,
    );
    assert.deepEqual(scene.queue(), {});
  });
});

suite('a clone without contents', () => {
  test('is not completed behind one’s back, and says what is missing', async () => {
    const scene = openScene();
    const upstream = join(scene.folder, '..', 'upstream');
    git(scene.folder, 'clone', '--quiet', '--mirror', scene.git('remote', 'get-url', 'origin').trim(), upstream);
    git(upstream, 'config', 'uploadpack.allowFilter', 'true');
    const partial = join(scene.folder, '..', 'partial');
    git(
      join(scene.folder, '..'),
      'clone',
      '--quiet',
      '--filter=blob:none',
      '--no-checkout',
      `file://${upstream}`,
      partial,
    );
    git(partial, 'checkout', '--quiet', '12.0.1');
    fixBug(partial);
    const packs = () =>
      git(partial, 'count-objects', '--verbose')
        .split('\n')
        .filter((line) => /pack/.test(line));
    const before = packs();
    const environment = {
      ...operatorEnv(),
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@b',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@b',
    };
    assert.equal((await runProgram(partial, ['mark', MANAGER, '--title', 'x'], environment)).code, 0);
    for (const args of [['port'], ['mark', '--commit', 'origin/stable/2025.2']]) {
      const { error } = JSON.parse((await runProgram(partial, [...args, '--json'], environment)).err);
      assert.equal(error.code, 'object-absent', error.message);
      assert.match(error.next, /git fetch --refetch --no-filter/);
    }
    assert.deepEqual(packs(), before);
    scene.dispose();
  });
});
