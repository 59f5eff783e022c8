// Proves that git and quilt take a queue's patches, each series on its own branch.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { git, gitEnv } from '../demo/repository';
import type { Scene } from './scene';

/** Every series of the queue is taken by git am and by quilt without fuzz, and git sees the trailers. */
export function takenByAll(scene: Scene): void {
  const branches = Object.keys(scene.queue()).flatMap((path) =>
    path.endsWith('/series') ? [path.slice(0, -'/series'.length)] : [],
  );
  assert.ok(branches.length > 0);
  for (const branch of branches) {
    const start = branch.startsWith('12.') ? branch : `origin/${branch}`;
    applies(scene, branch, start, ['am', 'quilt']);
  }
}

/** One series is taken, on a commit of the branch. */
export function applies(scene: Scene, branch: string, start: string, ways: ('am' | 'quilt')[]): void {
  const queue = join(scene.folder, '.fishladder', branch);
  const files = scene.read(`.fishladder/${branch}/series`).split('\n').filter(Boolean);
  const tree = join(scene.folder, '..', 'tree');
  scene.git('worktree', 'add', '--quiet', '--force', '--detach', tree, start);
  try {
    if (ways.includes('quilt')) {
      execFileSync('quilt', ['push', '-a', '--fuzz=0'], {
        cwd: tree,
        env: { ...gitEnv(), QUILT_PATCHES: queue, QUILT_PC: join(tree, '..', `pc-${branch.replaceAll('/', '-')}`) },
      });
      git(tree, 'reset', '--quiet', '--hard');
      git(tree, 'clean', '--quiet', '--force', '-d');
    }
    for (const file of files) {
      git(tree, 'am', '--quiet', join(queue, file));
      const message = git(tree, 'log', '-1', '--format=%B');
      const trailers = execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
      assert.match(trailers, /^Change-Id: I[0-9a-f]{40}$/m, `${branch}/${file}`);
      assert.match(trailers, /^Signed-off-by: Maya Lindqvist <maya@example\.org>$/m, `${branch}/${file}`);
      assert.doesNotMatch(message, /^(?:Origin|Forwarded|Last-Update|X-Fishladder)/m);
    }
  } finally {
    scene.git('worktree', 'remove', '--force', tree);
  }
}
