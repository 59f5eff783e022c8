// Ports fixes to one branch, one on top of the other, as its series will hold them.
import type { Bytes } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import { readPatch, seriesPatches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { Snapshot } from '../port/types';
import { type CellOutcome, needsPerson, type PortCell, writableText } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { mergedSources } from './merged';
import { withOutcomes } from './outcome-patch';
import { type Background, type Known, portFix } from './port-fix';
import { leftOverNote, othersNote } from './series-notes';
import { commitSnapshot, stackPatch } from './series-snapshot';
import { findUpstream } from './upstream';

/** The cells of one branch, and what the operator should know. */
export interface PortColumn {
  cells: PortCell[];
  /** The branch's files with what its series holds below the fix, by cell. */
  below: Map<PortCell, Snapshot>;
  notes: string[];
}

/** Ports each fix onto the branch and what its series holds before it. Other patches of the series stay where they are. */
export async function portBranch(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  branch: UpstreamBranch,
  background: Background,
  signal?: AbortSignal,
): Promise<PortColumn> {
  const { git, queue } = ladder;
  const queued = await seriesPatches(queue, branch.name);
  const missing = [...sources.keys()].filter((name) => !queued.some((patch) => patch.name === name));
  const column: PortColumn = { cells: [], below: new Map(), notes: othersNote(queue, branch.name, queued) };
  const known = {
    ...background,
    upstream: findUpstream(git, background.lineage, [...sources.values()], branch, signal),
  };
  let top = await commitSnapshot(git, branch.commit);
  for (const patch of [...queued, ...missing.map((name) => ({ file: `${name}.patch`, name, options: [] }))]) {
    signal?.throwIfAborted();
    const source = patch.name === undefined ? undefined : sources.get(patch.name);
    const text = source && (await readPatch(queue, branch.name, source.name));
    const cell = source && (await portCell(ladder, source, branch, top, text, known));
    if (cell) {
      column.cells.push(cell);
      column.below.set(cell, top);
    }
    if (
      cell &&
      'files' in cell.outcome &&
      writableText(cell.outcome) !== undefined &&
      cell.patch !== 'edited' &&
      source?.folder !== branch.name
    ) {
      top = withOutcomes(top, cell.outcome.files);
    } else if (!cell || (text !== undefined && cell.outcome.kind !== 'already-there')) {
      const stacked = await stackPatch(git, queue, branch.name, top, patch);
      const { path, problem } = stacked.patch;
      if (problem) column.notes.push(`${path} no longer applies to ${branch.name}: ${problem}.`);
      top = stacked.top;
    }
  }
  const leftOver = column.cells.flatMap((cell) => (cell.patch === 'left-over' ? [cell.fix] : []));
  column.notes.push(...leftOverNote(queue, branch.name, leftOver));
  return column;
}

async function portCell(
  ladder: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
  top: Snapshot,
  text: Bytes | undefined,
  known: Known,
): Promise<PortCell> {
  const edited = text !== undefined && !isUntouched(text);
  const cell = { fix: source.name, branch: branch.name };
  if (source.folder === branch.name && source.contained)
    return { ...cell, outcome: { kind: 'already-there', proof: 'content' }, patch: 'current' };
  if (source.folder === branch.name)
    return { ...cell, outcome: { kind: 'clean', files: [], text: text ?? '', warnings: [] }, patch: 'current' };
  const outcome = await bestOutcome(ladder, source, branch, top, text, known);
  if (text === undefined) return { ...cell, outcome, patch: 'none' };
  if (outcome.kind === 'already-there') return { ...cell, outcome, patch: 'left-over' };
  if (edited) return { ...cell, outcome, patch: 'edited' };
  const fresh = writableText(outcome);
  return { ...cell, outcome, patch: fresh !== undefined && fresh !== text ? 'stale' : 'current' };
}

/** The outcome of the release's form of the fix; where git does not merge that, of the nearest form that upstream has merged. */
async function bestOutcome(
  ladder: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
  top: Snapshot,
  text: Bytes | undefined,
  known: Known,
): Promise<CellOutcome> {
  const own = await portFix(ladder, source, branch, top, text, known);
  if (isSettledByHand(own) || (own.kind !== 'adapted' && !needsPerson(own))) return own;
  for (const form of await mergedSources(ladder, known, source, top)) {
    const outcome = await portFix(ladder, form.source, branch, top, text, known);
    if (outcome.kind === 'clean' || (outcome.kind === 'adapted' && needsPerson(own)))
      return { ...outcome, via: form.branch };
  }
  return own;
}

/** True when a person has settled conflicts of this port before, and nothing else is open. */
function isSettledByHand(outcome: CellOutcome): boolean {
  if (outcome.kind !== 'adapted') return false;
  return outcome.files.some(
    (file) =>
      'hunks' in file &&
      (file.hunks.some(({ byHand }) => byHand) || (file.kind === 'adapted' && file.hunks.length === 0)),
  );
}
