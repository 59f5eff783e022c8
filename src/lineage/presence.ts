// Tells whether a branch has a change already, by which proof, and whether it was changed before it was merged.
import type { Bytes } from '../base/bytes';
import type { Git, TouchingCommit } from '../git/git';
import { commitSteps } from '../port/steps';
import type { FileStep } from '../port/types';
import { type ChangeDigest, changeDigest, type Likeness, likeness } from './digest';
import { type ChangeNames, isReverted, type Kinship, kinOf, kinOn } from './kin';
import type { Lineage } from './lineage';

/** Where a branch has a change: the commit, why it is taken for the change, and how its diff compares. */
export interface Presence {
  proof: Kinship | 'patch-id' | 'patch-id-without-context';
  commit: string;
  likeness: Likeness;
}

/** A change that is looked for. `base` is the commit that it starts from. */
export interface SoughtChange {
  names: ChangeNames;
  base: string;
  steps: readonly FileStep[];
}

/** The commits of a branch since it and `base` parted that touch a change's files, and perhaps others; newest first. */
export type FindTouching = (base: string) => Promise<TouchingCommit[]>;

/** Finds them for all of these changes at once; git is asked with the first question, once for each `base`. */
export function touchingSince(
  git: Git,
  changes: readonly (readonly FileStep[])[],
  tip: string,
  signal?: AbortSignal,
): FindTouching {
  const asked = new Map<string, Promise<TouchingCommit[]>>();
  const ask = async (base: string) =>
    git.commitsTouching([...new Set(changes.flatMap(pathsOf))], await git.mergeBase(base, tip), tip, signal);
  return (base) => {
    const found = asked.get(base) ?? ask(base);
    asked.set(base, found);
    return found;
  };
}

/**
 * The commit of a branch that is the change; undefined when there is none, or the branch reverted it. First the index is asked;
 * only what it does not know is looked for among the branch's commits since `base` that touch the same files, by their diffs; a single
 * changed line tells nothing without those around it.
 */
export async function findPresence(
  git: Git,
  lineage: Lineage,
  change: SoughtChange,
  tip: string,
  signal?: AbortSignal,
  touching: FindTouching = touchingSince(git, [change.steps], tip, signal),
): Promise<Presence | undefined> {
  const row = lineage.row(tip);
  if (row === undefined) return undefined;
  const kin = kinOn(lineage, kinOf(lineage, change.names), row);
  if (!kin) return findByDiff(git, lineage, change, row, touching, signal);
  const commit = lineage.id(kin.row);
  if (commit === change.names.commit) return { proof: kin.kinship, commit, likeness: 'same' };
  const found = await commitDigest(git, commit);
  return { proof: kin.kinship, commit, likeness: likeness(changeDigest(change.steps), found) };
}

async function findByDiff(
  git: Git,
  lineage: Lineage,
  { base, steps }: SoughtChange,
  tip: number,
  touching: FindTouching,
  signal: AbortSignal | undefined,
): Promise<Presence | undefined> {
  const paths = pathsOf(steps);
  if (paths.length === 0) return undefined;
  const alike = (await touching(base)).filter((commit) => commit.paths.length === paths.length);
  const wanted = changeDigest(steps);
  let near: Presence | undefined;
  for (const { id, paths: touched } of alike) {
    signal?.throwIfAborted();
    if (touched.some((path) => !paths.includes(path))) continue;
    const row = lineage.row(id);
    const compared = likeness(wanted, await commitDigest(git, id));
    if (compared === 'changed' || row === undefined || isReverted(lineage, row, tip)) continue;
    if (compared === 'same') return { proof: 'patch-id', commit: id, likeness: compared };
    if (wanted.lines > 1) near ??= { proof: 'patch-id-without-context', commit: id, likeness: compared };
  }
  return near;
}

/** The digest of what a commit did since its first parent; of nothing where there is no such commit. */
export async function commitDigest({ objects, renames, commit: read }: Git, id: string): Promise<ChangeDigest> {
  const commit = await read(id);
  const parent = commit?.parents[0];
  const before = parent === undefined ? undefined : await read(parent);
  return changeDigest(commit ? await commitSteps(objects, before?.tree, commit.tree, renames) : []);
}

function pathsOf(steps: readonly FileStep[]): Bytes[] {
  return [...new Set(steps.flatMap(({ oldPath, newPath }) => [oldPath ?? [], newPath ?? []].flat()))];
}
