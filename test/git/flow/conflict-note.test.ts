// What a port's message says of conflicts: it is about the commit that its last pick line names, and true of a bare `git cherry-pick`.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openScene, type Scene } from '../scene';
import { commitFilesUpstream, commitUpstream, mergeFix } from '../upstream';

const FILE = 'shoal/exception.py';
const OTHER = 'shoal/api.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const POLITE = LINE.replace('Volume', 'Sorry, volume');
const [RELEASE, OLD] = ['12.0.1', 'unmaintained/2024.1'];

suite('conflicts in a message', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  const coded = (text: string) => text.replace(/( {4}message = '.*not yours.*\n)/, '$1    code = 403\n');
  const patch = (branch: string) => scene.read(`.fishladder/${branch}/coded.patch`);

  async function mark() {
    scene.write(FILE, coded(scene.read(FILE)));
    assert.equal((await scene.run('mark', FILE, '--title', 'Say a code', '--name', 'coded')).code, 0);
  }

  /** What git itself leaves unmerged when it picks a commit onto a branch. */
  function unmerged(commit: string, branch: string): string[] {
    const tree = join(scene.folder, '..', 'pick');
    scene.git('worktree', 'add', '--quiet', '--force', '--detach', tree, `origin/${branch}`);
    try {
      scene.git('-C', tree, 'cherry-pick', commit);
    } catch {
      return scene.git('-C', tree, 'diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean);
    } finally {
      scene.git('worktree', 'remove', '--force', tree);
    }
    return [];
  }

  async function portTo(branch: string) {
    const run = await scene.run('port', 'coded', '--to', branch, '--json');
    return JSON.parse(run.out).cells[0] as { outcome: string };
  }

  test('a port that names no commit says nothing of them', async () => {
    await mark();
    commitUpstream(scene, OLD, 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    assert.equal((await portTo(OLD)).outcome, 'adapted');
    assert.doesNotMatch(patch(OLD), /Conflicts|NOTE\(|cherry picked/);
  });

  test('where the named commit merges clean, none stands, though the fix as deployed does not', async () => {
    for (const branch of ['stable/2025.1', OLD])
      commitUpstream(scene, branch, 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    await mark();
    const merged = mergeFix(scene, `${RELEASE}/coded.patch`, 'stable/2025.1', FILE, coded);
    assert.deepEqual(unmerged(merged, OLD), []);
    assert.equal((await portTo(OLD)).outcome, 'adapted');
    assert.match(patch(OLD), new RegExp(`^\\(cherry picked from commit ${merged}\\)$`, 'm'));
    assert.doesNotMatch(patch(OLD), /Conflicts|NOTE\(/);
  });

  test('where the named commit does not merge, its files are named, though the fix as deployed is clean', async () => {
    await mark();
    const polite = commitUpstream(scene, 'stable/2025.1', 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    const merged = mergeFix(scene, `${RELEASE}/coded.patch`, 'stable/2025.1', FILE, coded);
    assert.deepEqual(unmerged(merged, OLD), [FILE]);
    assert.equal((await portTo(OLD)).outcome, 'clean');
    const note = patch(OLD).replace(/\s+/g, ' ');
    assert.match(patch(OLD), new RegExp(`^Conflicts:\n  ${FILE}\n\nNOTE\\(maya\\): `, 'm'));
    assert.ok(note.includes(`because commit ${polite.slice(0, 12)} (Be polite) is not in ${OLD}.`), note);
    const queue = scene.queue();
    await scene.run('port', 'coded', '--to', OLD);
    assert.deepEqual(scene.queue(), queue);
  });

  test('of several commits, the last one counts', async () => {
    await mark();
    commitUpstream(scene, 'master', 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    const first = mergeFix(scene, `${RELEASE}/coded.patch`, 'master', FILE, coded);
    const second = mergeFix(scene, `${RELEASE}/coded.patch`, 'stable/2025.1', FILE, coded);
    assert.deepEqual([unmerged(first, OLD), unmerged(second, OLD)], [[FILE], []]);
    await portTo(OLD);
    assert.match(patch(OLD), new RegExp(`from commit ${first}\\)\n\\(cherry picked from commit ${second}\\)\n`));
    assert.doesNotMatch(patch(OLD), /Conflicts|NOTE\(/);
  });

  test('of a commit whose contents the clone lacks, nothing is said', async () => {
    await mark();
    commitUpstream(scene, 'stable/2025.1', 'Be polite', FILE, (text) => text.replace(LINE, POLITE));
    const merged = mergeFix(scene, `${RELEASE}/coded.patch`, 'stable/2025.1', FILE, coded);
    const blob = scene.git('rev-parse', `${merged}:${FILE}`).trim();
    rmSync(join(scene.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    assert.equal((await portTo(OLD)).outcome, 'clean');
    assert.doesNotMatch(patch(OLD), /Conflicts|NOTE\(/);
  });

  test('Origin says backport of a patch that is not what the commit does, however it was deployed', async () => {
    const master = commitFilesUpstream(scene, 'master', 'Say a code', {
      [FILE]: coded,
      [OTHER]: (text) => text.replace('import manager\n', 'import manager  # noqa\n'),
    });
    scene.write(FILE, coded(scene.read(FILE)));
    const message = `Say a code\n\n(cherry picked from commit ${master})\n`;
    scene.git('-c', 'user.email=maya@example.org', 'commit', '--quiet', '--all', '--message', message);
    assert.equal((await scene.run('mark', '--commit', 'HEAD', '--name', 'coded')).code, 0);
    assert.match(
      scene.read(`.fishladder/${RELEASE}/coded.patch`),
      new RegExp(`^Origin: backport, commit:${master}$`, 'm'),
    );
    await portTo(OLD);
    assert.match(patch(OLD), new RegExp(`^Origin: backport, commit:${master}$`, 'm'));
  });
});
