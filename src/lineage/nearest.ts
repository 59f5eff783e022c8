// Chooses what to port from: of all commits that are the same change, the one that was made on files most like the target's.
import type { Bytes } from '../base/bytes';
import type { Git } from '../git/git';
import { diffTrees } from '../port/trees';
import type { Snapshot } from '../port/types';
import { type ChangeNames, isReverted, kinOf } from './kin';
import type { Lineage } from './lineage';

/** A commit that is the change, on a branch. `place` is the branch's among those given. */
export interface MergedForm {
  commit: string;
  branch: string;
  place: number;
  original: boolean;
}

/**
 * The commits by which these branches, newest first, got a change that is known as `names` says: one a branch, what it reverted
 * left out. A commit that several branches have belongs to the newest one.
 */
export function mergedForms(
  lineage: Lineage,
  names: ChangeNames,
  branches: readonly { name: string; commit: string }[],
): MergedForm[] {
  const kin = kinOf(lineage, names);
  const taken = new Set<number>();
  return branches.flatMap(({ name, commit }, place): MergedForm[] => {
    const tip = lineage.row(commit);
    if (tip === undefined) return [];
    const isThere = (row: number) => lineage.reaches(tip, row) && !isReverted(lineage, row, tip);
    const row = kin.find((one) => isThere(one.row) && lineage.parents(one.row).length === 1)?.row;
    if (row === undefined || taken.has(row)) return [];
    taken.add(row);
    return [{ commit: lineage.id(row), branch: name, place, original: lineage.pickedBy(row).length === 0 }];
  });
}

/**
 * The same forms, the nearest first (`nearestFirst`). Of two that are equally near, a port comes before the original, and the newer
 * branch's first.
 */
export async function byNearness(git: Git, forms: readonly MergedForm[], target: Snapshot): Promise<MergedForm[]> {
  const ordered = forms.toSorted((a, b) => Number(a.original) - Number(b.original) || a.place - b.place);
  const items = await Promise.all(ordered.map(async (form) => ({ form, before: await filesBefore(git, form.commit) })));
  return (await nearestFirst(items, target)).map(({ form }) => form);
}

/** Ids by path of what a form of a change was made on, as far as it changes it; undefined stands for a file that it adds. */
export type FilesBefore = ReadonlyMap<Bytes, string | undefined>;

/**
 * The forms of a change in the order of how many files were other than the target's before them; equally near ones as they come. Only
 * files that all of them change count: one that leaves a file out is not nearer for that.
 */
export async function nearestFirst<T extends { before: FilesBefore }>(
  forms: readonly T[],
  target: Snapshot,
): Promise<T[]> {
  const [first, ...others] = forms;
  const shared = [...(first?.before.keys() ?? [])].filter((path) => others.every(({ before }) => before.has(path)));
  const here = new Map(await Promise.all(shared.map(async (path) => [path, (await target.entry(path))?.id] as const)));
  const far = ({ before }: T) => shared.filter((path) => before.get(path) !== here.get(path)).length;
  return forms.toSorted((a, b) => far(a) - far(b));
}

async function filesBefore({ objects, commit: read }: Git, id: string): Promise<FilesBefore> {
  const commit = await read(id);
  const before = await read(commit?.parents[0] ?? '');
  const changes = await diffTrees(objects, before?.tree, commit?.tree);
  return new Map(changes.map(({ path, before }) => [path, before?.id]));
}
