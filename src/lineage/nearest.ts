// Chooses what to port from: of all commits that are the same change, the one that was made on files most like the target's.
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
 * The same forms, the nearest first: by how many of the files that they changed were other than the target's. Of two that are
 * equally near, a port comes before the original, and the newer branch's first.
 */
export async function byNearness(git: Git, forms: readonly MergedForm[], target: Snapshot): Promise<MergedForm[]> {
  const measured = await Promise.all(
    forms.map(async (form) => ({ form, far: await distance(git, form.commit, target) })),
  );
  return measured
    .sort((a, b) => a.far - b.far || Number(a.form.original) - Number(b.form.original) || a.form.place - b.form.place)
    .map(({ form }) => form);
}

async function distance({ objects, commit: read }: Git, id: string, target: Snapshot): Promise<number> {
  const commit = await read(id);
  const before = await read(commit?.parents[0] ?? '');
  const changes = await diffTrees(objects, before?.tree, commit?.tree);
  const differs = await Promise.all(
    changes.map(async ({ path, before }) => (await target.entry(path))?.id !== before?.id),
  );
  return differs.filter(Boolean).length;
}
