// Ports fixes to one branch, one on top of the other, as its series will hold them.
import type { Bytes } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import { readPatch, seriesPatches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { Snapshot } from '../port/types';
import { type CellOutcome, needsPerson, type PortCell, writableText } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { type Landed, landedAt, landedBy, rankOf, type Sibling } from './landed';
import { mergedSources } from './merged';
import { withOutcomes } from './outcome-patch';
import { type Background, type Known, portFix } from './port-fix';
import { leftOverNote, othersNote } from './series-notes';
import { commitSnapshot, stackPatch } from './series-snapshot';
import { findUpstream } from './upstream';

/** The cells of one branch, what its patches come to by fix, and what the operator should know. */
export interface PortColumn {
  branch: UpstreamBranch;
  cells: PortCell[];
  /** The branch's files with what its series holds below the fix, by cell. */
  below: Map<PortCell, Snapshot>;
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
  siblings: readonly Sibling[],
  signal?: AbortSignal,
): Promise<PortColumn> {
  const { git, queue } = ladder;
  const queued = await seriesPatches(queue, branch.name);
  const missing = [...sources.keys()].filter((name) => !queued.some((patch) => patch.name === name));
  const column: PortColumn = {
    branch,
    cells: [],
    below: new Map(),
    landed: new Map(),
    notes: othersNote(queue, branch.name, queued),
  };
  const known = {
    ...background,
    upstream: findUpstream(git, background.lineage, [...sources.values()], branch, signal),
  };
  let top = await commitSnapshot(git, branch.commit);
  for (const patch of [...queued, ...missing.map((name) => ({ file: `${name}.patch`, name, options: [] }))]) {
    signal?.throwIfAborted();
    const source = patch.name === undefined ? undefined : sources.get(patch.name);
    const text = source && (await readPatch(queue, branch.name, source.name));
    const cell = source && (await portCell({ ladder, branch, top, text, known }, source, siblings));
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
      column.landed.set(cell.fix, await landedAt(branch, top, cell.outcome.files, cell.outcome.kind));
      top = withOutcomes(top, cell.outcome.files);
    } else if (!cell || (text !== undefined && cell.outcome.kind !== 'already-there')) {
      const stacked = await stackPatch(git, queue, branch.name, top, patch);
      const { path, problem, steps, below } = stacked.patch;
      if (cell && steps) column.landed.set(cell.fix, landedBy(branch, below, steps));
      if (problem) column.notes.push(`${path} no longer applies to ${branch.name}: ${problem}.`);
      top = stacked.top;
    }
  }
  const leftOver = column.cells.flatMap((cell) => (cell.patch === 'left-over' ? [cell.fix] : []));
  column.notes.push(...leftOverNote(queue, branch.name, leftOver));
  return column;
}

/** Where a fix is ported: the branch, its files below the fix, and the patch that the queue has for it there. */
interface Spot {
  ladder: Ladder;
  branch: UpstreamBranch;
  top: Snapshot;
  text: Bytes | undefined;
  known: Known;
}

async function portCell(spot: Spot, source: FixSource, siblings: readonly Sibling[]): Promise<PortCell> {
  const { branch, text } = spot;
  const edited = text !== undefined && !isUntouched(text);
  const cell = { fix: source.name, branch: branch.name };
  if (source.folder === branch.name && source.contained)
    return { ...cell, outcome: { kind: 'already-there', proof: 'content' }, patch: 'current' };
  if (source.folder === branch.name)
    return { ...cell, outcome: { kind: 'clean', files: [], text: text ?? '', warnings: [] }, patch: 'current' };
  const outcome = await bestOutcome(spot, source, siblings);
  if (text === undefined) return { ...cell, outcome, patch: 'none' };
  if (outcome.kind === 'already-there') return { ...cell, outcome, patch: 'left-over' };
  if (edited) return { ...cell, outcome, patch: 'edited' };
  const fresh = writableText(outcome);
  return { ...cell, outcome, patch: fresh !== undefined && fresh !== text ? 'stale' : 'current' };
}

/**
 * The outcome of the release's form of the fix; kept where its patch lies in the queue already. Where git does not merge it, and
 * no person did, the nearest form that upstream has merged is taken, else a sibling's in the queue, if git merges it.
 */
async function bestOutcome(spot: Spot, source: FixSource, siblings: readonly Sibling[]): Promise<CellOutcome> {
  const { ladder, branch, top, text, known } = spot;
  const own = await portFix(ladder, source, branch, top, text, known);
  const isQueued = 'text' in own && own.text === text;
  if (isQueued || isSettledByHand(own)) return own;
  if (own.kind === 'adapted' || needsPerson(own)) {
    for (const form of await mergedSources(ladder, known, source, top)) {
      const outcome = await portFix(ladder, form.source, branch, top, text, known);
      if (outcome.kind === 'clean' || (outcome.kind === 'adapted' && needsPerson(own)))
        return { ...outcome, via: form.branch };
    }
  }
  for (const sibling of siblings) {
    const landed = sibling.landed.get(source.name);
    if (!landed || rankOf(own) <= rankOf(landed)) continue;
    const outcome = await portFix(ladder, { ...source, ...landed }, branch, top, text, known);
    if (outcome.kind === 'clean') return { ...outcome, kind: landed.kind, via: sibling.branch.name };
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
