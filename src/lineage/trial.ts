// Tries in memory whether a port is clean once another commit was carried to the branch.
import type { Git } from '../git/git';
import { changedPaths, portSteps } from '../port/port';
import { overlaySnapshot, treeSnapshot } from '../port/snapshot';
import { commitSteps } from '../port/steps';
import type { StuckPort } from './lacking';

/** True when the commit itself is clean on the branch, by git's merge alone, and the port is so on top of it. */
export async function makesClean(
  git: Git,
  { base, from, steps, tip, target }: StuckPort,
  id: string,
): Promise<boolean> {
  const { objects } = git;
  const commit = await git.commit(id);
  const [parent, ...others] = commit?.parents ?? [];
  const before = parent === undefined ? undefined : await git.commit(parent);
  if (!commit || !parent || !before || others.length > 0) return false;
  const hash = (content: string) => objects.hash('blob', content);
  const first = await portSteps({
    steps: await commitSteps(objects, before.tree, commit.tree, git.renames),
    base: treeSnapshot(objects, before.tree),
    target,
    renames: () => git.renames(parent, tip),
    hash,
    adapt: false,
  });
  if (first.outcome !== 'clean') return false;
  const second = await portSteps({
    steps,
    base: from,
    target: overlaySnapshot(target, changedPaths(first)),
    renames: () => git.renames(base, tip),
    hash,
    adapt: false,
  });
  return second.outcome === 'clean' || second.outcome === 'already-there';
}
