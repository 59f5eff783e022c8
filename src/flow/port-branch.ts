// Ports fixes to one branch, one on top of the other, as its series will hold them.
import { readPatch, seriesPatches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import { type PortCell, writableText } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { type Landed, landedAt, landedBy } from './landed';
import { laterCommits } from './later';
import { withOutcomes } from './outcome-patch';
import { type Ground, type Helps, portCell } from './port-cell';
import type { Background } from './port-fix';
import { heldNotes, leftOverNote, othersNote } from './series-notes';
import { commitSnapshot, stackPatch } from './series-snapshot';
import { findUpstream, namesOfFix } from './upstream';

/** The cells of one branch, what its patches come to by fix, and what the operator should know. */
export interface PortColumn {
  branch: UpstreamBranch;
  cells: PortCell[];
  grounds: Map<PortCell, Ground>;
  landed: Map<string, Landed>;
  notes: string[];
}

/**
 * Ports each fix onto the branch and what its series holds before it. Other patches of the series stay where they are. Where
 * the release's form of a fix is not clean, the first of the forms that it has on `siblings` is taken which is.
 */
export async function portBranch(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  branch: UpstreamBranch,
  background: Background,
  helps: Helps,
  signal?: AbortSignal,
): Promise<PortColumn> {
  const { git, queue } = ladder;
  const queued = await seriesPatches(queue, branch.name);
  const missing = [...sources.keys()].filter((name) => !queued.some((patch) => patch.name === name));
  const column: PortColumn = {
    branch,
    cells: [],
    grounds: new Map(),
    landed: new Map(),
    notes: othersNote(queue, branch.name, queued),
  };
  const { lineage, branches } = background;
  const known = {
    ...background,
    later: (source: FixSource) => laterCommits(git, lineage, namesOfFix(lineage, source.document), branches),
    upstream: findUpstream(git, lineage, [...sources.values()], branch, signal),
  };
  const leftOver: string[] = [];
  let top = await commitSnapshot(git, branch.commit);
  for (const patch of [...queued, ...missing.map((name) => ({ file: `${name}.patch`, name, options: [] }))]) {
    signal?.throwIfAborted();
    const source = patch.name === undefined ? undefined : sources.get(patch.name);
    const text = source && (await readPatch(queue, branch.name, source.name));
    const ported = source && (await portCell({ ladder, branch, top, text, known, signal }, source, helps));
    const { cell, ground } = ported ?? {};
    if (ported) {
      column.cells.push(ported.cell);
      column.grounds.set(ported.cell, ported.ground);
      column.notes.push(...heldNotes(ported.cell, ported.ground.lost ?? []));
    }
    if (
      cell &&
      ground &&
      'files' in cell.outcome &&
      writableText(cell.outcome) !== undefined &&
      cell.patch !== 'edited' &&
      source?.folder !== branch.name
    ) {
      column.landed.set(cell.fix, await landedAt(branch, ground.below, cell.outcome.files, cell.outcome));
      top = withOutcomes(ground.below, cell.outcome.files);
    } else if (!cell || (text !== undefined && cell.outcome.kind !== 'already-there')) {
      const stacked = await stackPatch(git, queue, branch.name, top, patch);
      const { path, problem, steps, below } = stacked.patch;
      if (!cell && patch.name !== undefined && stacked.patch.contained) leftOver.push(patch.name);
      if (cell && steps) column.landed.set(cell.fix, landedBy(branch, below, steps));
      if (problem) column.notes.push(`${path} no longer applies to ${branch.name}: ${problem}.`);
      top = stacked.top;
    }
  }
  leftOver.push(...column.cells.flatMap((cell) => (cell.patch === 'left-over' ? [cell.fix] : [])));
  column.notes.push(...leftOverNote(queue, branch.name, leftOver));
  return column;
}
