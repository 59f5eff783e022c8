// Carries one commit onto another one: what `port --batch` does for each of its lines.
import { Fault } from '../base/fault';
import type { Commit, Git } from '../git/git';
import { parseCommit } from '../git/parse-object';
import { changedPaths, portSteps } from './port';
import { treeSnapshot } from './snapshot';
import { commitSteps } from './steps';
import type { PortResult } from './types';
import { writeTree } from './write-tree';

/** A port of a whole commit: full ids of both commits, what became of it, and the resulting tree when it was asked for. */
export interface PortedCommit {
  commit: string;
  onto: string;
  result: PortResult;
  tree?: string;
}

/**
 * Carries what a commit changed since its parent onto another commit, given as revisions. A root commit is taken as
 * changing the empty tree. A merge commit has no single change: its outcome is `refused`, with no files. With
 * `withTree` the resulting tree is stored and its id given, where every file is clean or already there.
 */
export async function portCommit(
  git: Pick<Git, 'objects' | 'renames'>,
  commit: string,
  onto: string,
  withTree: boolean,
): Promise<PortedCommit> {
  const { objects, renames } = git;
  const [source, target] = await Promise.all([readCommit(git, commit), readCommit(git, onto)]);
  const ids = { commit: source.id, onto: target.id };
  if (source.parents.length > 1) return { ...ids, result: { outcome: 'refused', files: [] } };
  const [parent] = source.parents;
  const base = parent === undefined ? undefined : (await readCommit(git, parent)).tree;
  const result = await portSteps({
    steps: await commitSteps(objects, base, source.tree, renames),
    base: treeSnapshot(objects, base),
    target: treeSnapshot(objects, target.tree),
    renames: async () => (base === undefined ? [] : renames(base, target.tree)),
    hash: (content) => objects.hash('blob', content),
  });
  if (!withTree || result.outcome === 'conflict' || result.outcome === 'refused') return { ...ids, result };
  return { ...ids, result, tree: await writeTree(objects, target.tree, changedPaths(result)) };
}

async function readCommit({ objects }: Pick<Git, 'objects'>, revision: string): Promise<Commit> {
  const object = await objects.read(`${revision}^{commit}`);
  if (object?.type === 'commit') return parseCommit(object.id, object.content);
  const next = 'Fetch the branch that has it; a shallow clone can be completed with git fetch --unshallow.';
  throw new Fault('commit-absent', `${revision} is no commit of this repository.`, next);
}
