// Tries in memory whether a change is clean on a branch once other commits were carried there before it.
import type { Commit, Git } from '../git/git';
import { changedPaths, portSteps } from '../port/port';
import { overlaySnapshot, treeSnapshot } from '../port/snapshot';
import { commitSteps } from '../port/steps';
import type { FileOutcome, Snapshot } from '../port/types';
import type { Carried, StuckPort } from './lacking';

/** A commit with what it did since its only parent. */
export interface CarriedCommit extends Carried {
  commit: Commit;
}

/** What became of one of the changes: the branch's files below it, and its files. */
export interface Laid {
  below: Snapshot;
  files: FileOutcome[];
}

/** All of them clean, or the place (0-based) of the first that is not, and how it is stuck. */
export type Trial = { kind: 'clean'; laid: Laid[] } | { kind: 'stuck'; at: number; port: StuckPort };

/** Reads a commit as a change; undefined for a merge, for the first commit, and where the repository lacks it or its parent. */
export async function readCarried(git: Git, id: string): Promise<CarriedCommit | undefined> {
  const commit = await git.commit(id);
  const [base, ...others] = commit?.parents ?? [];
  const before = base === undefined ? undefined : await git.commit(base);
  if (!commit || base === undefined || !before || others.length > 0) return undefined;
  const steps = await commitSteps(git.objects, before.tree, commit.tree, git.renames);
  return { commit, base, from: treeSnapshot(git.objects, before.tree), steps };
}

/** Carries changes to a branch, one on top of the other, by git's merge alone, as long as each is clean. */
export async function tryInOrder(git: Git, changes: readonly Carried[], tip: string, target: Snapshot): Promise<Trial> {
  const laid: Laid[] = [];
  let top = target;
  for (const [at, { base, from, steps }] of changes.entries()) {
    const below = top;
    const { outcome, files } = await portSteps({
      steps,
      base: from,
      target: below,
      renames: (paths) => git.renames(base, tip, paths),
      hash: (content) => git.objects.hash('blob', content),
      adapt: false,
    });
    if (outcome !== 'clean') return { kind: 'stuck', at, port: { base, from, steps, tip, target: below, files } };
    laid.push({ below, files });
    top = overlaySnapshot(below, changedPaths({ files }));
  }
  return { kind: 'clean', laid };
}

/** True when the commit itself is clean on the branch, by git's merge alone, and the port is so on top of it. */
export async function makesClean(git: Git, port: StuckPort, id: string): Promise<boolean> {
  const commit = await readCarried(git, id);
  return commit !== undefined && (await tryInOrder(git, [commit, port], port.tip, port.target)).kind === 'clean';
}
