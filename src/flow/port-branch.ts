// Ports fixes to one branch, one on top of the other, as its series will hold them.
import type { Bytes } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import { fixNames, patchPath, readPatch } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { Snapshot } from '../port/types';
import type { PortCell } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { withOutcomes } from './outcome-patch';
import { portFix } from './port-fix';
import { commitSnapshot, stackPatch } from './series-snapshot';
import { type FindUpstream, findUpstream } from './upstream';

/** The cells of one branch, and what the operator should know. */
export interface PortColumn {
  cells: PortCell[];
  notes: string[];
}

/** Ports each fix onto the branch and what its series holds before it. Other patches of the series stay where they are. */
export async function portBranch(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  branch: UpstreamBranch,
  signal?: AbortSignal,
): Promise<PortColumn> {
  const { git, queue } = ladder;
  const column: PortColumn = { cells: [], notes: [] };
  const queued = await fixNames(queue, branch.name);
  const upstream = findUpstream(git, [...sources.values()], branch);
  let top = await commitSnapshot(git, branch.commit);
  for (const name of new Set([...queued, ...sources.keys()])) {
    signal?.throwIfAborted();
    const source = sources.get(name);
    const text = await readPatch(queue, branch.name, name);
    const cell = source && (await portCell(ladder, source, branch, top, text, upstream));
    if (cell) column.cells.push(cell);
    if (cell?.outcome.kind === 'clean' && cell.patch !== 'edited' && source?.folder !== branch.name) {
      top = withOutcomes(top, cell.outcome.files);
    } else if (text !== undefined && cell?.outcome.kind !== 'already-there') {
      const stacked = await stackPatch(git, top, { name, text, path: patchPath(queue, branch.name, name) });
      if (stacked.patch.problem)
        column.notes.push(
          `${patchPath(queue, branch.name, name)} no longer applies to ${branch.name}: ${stacked.patch.problem}.`,
        );
      top = stacked.top;
    }
  }
  return column;
}

async function portCell(
  ladder: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
  top: Snapshot,
  text: Bytes | undefined,
  upstream: FindUpstream,
): Promise<PortCell> {
  const edited = text !== undefined && !isUntouched(text);
  const cell = { fix: source.name, branch: branch.name };
  if (source.folder === branch.name && source.contained)
    return { ...cell, outcome: { kind: 'already-there', proof: 'content' }, patch: 'current' };
  if (source.folder === branch.name)
    return { ...cell, outcome: { kind: 'clean', files: [], text: text ?? '' }, patch: 'current' };
  const outcome = await portFix(ladder, source, branch, top, text, upstream);
  if (text === undefined) return { ...cell, outcome, patch: 'none' };
  if (edited) return { ...cell, outcome, patch: 'edited' };
  return { ...cell, outcome, patch: outcome.kind === 'clean' && outcome.text !== text ? 'stale' : 'current' };
}
