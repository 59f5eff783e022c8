// Finds what came after a change and speaks of it: commits that revert it, or that say they mend it.
import { type ChangeNames, type Kin, kinOf, kinOn, namesOf } from './kin';
import type { Lineage } from './lineage';

/** A commit of upstream's, full id, that reverts or mends a change, and the names of the branches that have it, in the order given. */
export interface LaterCommit {
  commit: string;
  how: 'reverts' | 'mends';
  branches: string[];
}

/**
 * The commits that say they revert or mend a change, each change of theirs once; only what some branch has, did not revert in its
 * turn, and has above the change.
 */
export function laterThan(
  lineage: Lineage,
  names: ChangeNames,
  branches: readonly { name: string; commit: string }[],
): LaterCommit[] {
  const kin = kinOf(lineage, names);
  const own = new Set(kin.map(({ row }) => row));
  const ids = [...new Set([...kin.map(({ row }) => lineage.id(row)), ...names.picked])];
  const changes = [...new Set([names.changeId ?? [], ...kin.map(({ row }) => lineage.changeIdOf(row) ?? [])].flat())];
  const told = [
    ...ids.flatMap((id) => lineage.naming(id, 'reverts')).map((row) => ({ row, how: 'reverts' as const })),
    ...ids.flatMap((id) => lineage.naming(id, 'mends')).map((row) => ({ row, how: 'mends' as const })),
    ...changes.flatMap(lineage.mendingChange).map((row) => ({ row, how: 'mends' as const })),
  ];
  const tips = branches.flatMap(({ name, commit }) => {
    const tip = lineage.row(commit);
    return tip === undefined ? [] : [{ name, tip }];
  });
  const found: LaterCommit[] = [];
  const seen = new Set<number>();
  for (const { row, how } of told) {
    if (own.has(row) || seen.has(row) || !isAbove(lineage, row, kin)) continue;
    const alike = kinOf(lineage, namesOf(lineage, row));
    for (const other of alike) seen.add(other.row);
    const having = tips.flatMap(({ name, tip }) => (kinOn(lineage, alike, tip) ? [name] : []));
    if (having.length > 0) found.push({ commit: lineage.id(row), how, branches: having });
  }
  return found;
}

function isAbove(lineage: Lineage, row: number, kin: readonly Kin[]): boolean {
  return kin.some((one) => lineage.reaches(row, one.row));
}
