// Finds commits that are the same change as another one by what they say of themselves, and whether they were reverted.
import type { Lineage } from './lineage';

/** What a change is known by, as far as it is: its commit, the commits that it was picked from, its Change-Id, its author and date. */
export interface ChangeNames {
  commit?: string;
  picked: readonly string[];
  changeId?: string;
  authorship?: string;
}

/** How a commit is known to be the same change, the strongest proof first; `picked-from`: the change names it in a pick line. */
export type Kinship = 'same-commit' | 'picked-from' | 'picked' | 'change-id' | 'authorship';

/** A commit that is the same change. */
export interface Kin {
  row: number;
  kinship: Kinship;
}

/** What the commit of a row is known by. */
export function namesOf(lineage: Lineage, row: number): ChangeNames {
  const changeId = lineage.changeIdOf(row);
  return {
    commit: lineage.id(row),
    picked: lineage.pickedBy(row),
    ...(changeId ? { changeId } : {}),
    authorship: lineage.authorshipOf(row),
  };
}

/** Every commit that is the same change, each once, by its strongest proof. */
export function kinOf(lineage: Lineage, { commit, picked, changeId, authorship }: ChangeNames): Kin[] {
  const own = commit === undefined ? [] : [commit];
  const row = (id: string) => lineage.row(id) ?? [];
  const found = new Map<number, Kin>();
  const add = (kinship: Kinship, rows: readonly number[]) => {
    for (const row of rows) if (!found.has(row)) found.set(row, { row, kinship });
  };
  add('same-commit', own.flatMap(row));
  add('picked-from', picked.flatMap(row));
  add(
    'picked',
    [...own, ...picked].flatMap((id) => lineage.naming(id, 'picked')),
  );
  add('change-id', changeId === undefined ? [] : lineage.withChangeId(changeId));
  add('authorship', authorship === undefined ? [] : lineage.withAuthorship(authorship));
  return [...found.values()];
}

/** The strongest of these that a branch has and did not revert; `tip` is the row of the branch's last commit. */
export function kinOn(lineage: Lineage, kin: readonly Kin[], tip: number): Kin | undefined {
  return kin.find(({ row }) => lineage.reaches(tip, row) && !isReverted(lineage, row, tip));
}

/**
 * True when the branch has a commit that says it reverts this one, or the same change under another id, and that was not reverted
 * in its turn. One that came before does not count: then the change was made again.
 */
export function isReverted(lineage: Lineage, row: number, tip: number, above: readonly number[] = []): boolean {
  const changeId = lineage.changeIdOf(row);
  const same = changeId === undefined ? [] : lineage.withChangeId(changeId).map(lineage.id);
  const ids = new Set([lineage.id(row), ...lineage.pickedBy(row), ...same]);
  return [...ids]
    .flatMap((id) => lineage.naming(id, 'reverts'))
    .some(
      (revert) =>
        revert !== row &&
        !above.includes(revert) &&
        lineage.reaches(tip, revert) &&
        !lineage.reaches(row, revert) &&
        !isReverted(lineage, revert, tip, [...above, row]),
    );
}
