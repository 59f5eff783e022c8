// Carries one commit onto another one: what `port --batch` does for each of its lines.
import { Fault } from '../base/fault';
import type { Commit, Git, Objects } from '../git/git';
import { parseCommit } from '../git/parse-object';
import { changedPaths, portSteps } from './port';
import { treeSnapshot } from './snapshot';
import { commitSteps } from './steps';
import type { FileStep, PortResult, Snapshot } from './types';
import { findWarnings } from './warn/warn';
import type { Warning } from './warn/worlds';
import { writeTree } from './write-tree';

/** A port of a whole commit: full ids of both commits, what became of it, and the resulting tree when it was asked for. */
export interface PortedCommit {
  commit: string;
  onto: string;
  result: PortResult;
  warnings: Warning[];
  tree?: string;
  /** What was carried and where to; not for a merge. `base` is the commit's parent, which a first commit has not. */
  carried?: { base: string | undefined; from: Snapshot; steps: FileStep[]; target: Snapshot; targetTree: string };
}

/**
 * Carries what a commit changed since its parent onto another commit, given as revisions. A root commit is taken as
 * changing the empty tree. A merge commit has no single change: its outcome is `refused`, with no files. With
 * `withTree` the resulting tree is stored and its id given, unless some file is in conflict or refused.
 */
export async function portCommit(
  git: Pick<Git, 'objects' | 'renames'>,
  commit: string,
  onto: string,
  withTree: boolean,
): Promise<PortedCommit> {
  const { objects, renames } = git;
  const [source, target, parentTree] = await Promise.all([
    readCommit(objects, commit),
    readCommit(objects, onto),
    objects.read(`${commit}^1^{tree}`),
    objects.read(`${commit}^{tree}`),
    objects.read(`${onto}^{tree}`),
  ]);
  const ids = { commit: source.id, onto: target.id };
  if (source.parents.length > 1) return { ...ids, result: { outcome: 'refused', files: [] }, warnings: [] };
  if (source.parents.length === 1 && !parentTree) throw absent(`the parent of ${commit}`);
  const base = parentTree?.id;
  const [from, to] = [treeSnapshot(objects, base), treeSnapshot(objects, target.tree)];
  const steps = await commitSteps(objects, base, source.tree, renames, to);
  const result = await portSteps({
    steps,
    base: from,
    target: to,
    renames: async (paths) => (base === undefined ? [] : renames(base, target.tree, paths)),
    hash: (content) => objects.hash('blob', content),
    adapt: true,
  });
  const carried = { base: source.parents[0], from, steps, target: to, targetTree: target.tree };
  const ported = { ...ids, result, warnings: await findWarnings(steps, result.files, from, to), carried };
  if (!withTree || result.outcome === 'conflict' || result.outcome === 'refused') return ported;
  return { ...ported, tree: await writeTree(objects, target.tree, changedPaths(result)) };
}

async function readCommit(objects: Objects, revision: string): Promise<Commit> {
  const object = await objects.read(`${revision}^{commit}`);
  if (object?.type !== 'commit') throw absent(revision);
  return parseCommit(object.id, object.content);
}

function absent(what: string): Fault {
  const next = 'Fetch the branch that has it; a shallow clone can be completed with git fetch --unshallow.';
  return new Fault('commit-absent', `This repository does not have the commit ${what}.`, next);
}
