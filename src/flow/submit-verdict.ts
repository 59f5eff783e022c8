// Decides what becomes of one fix on one branch when it is to be put up for review.
import type { BranchReview } from '../review/branch';
import { needsPerson, type PortCell } from './cell';
import { cellWords } from './words';

/** What becomes of a fix on a branch. `next` is what the operator can do. */
export type Verdict =
  /** It is put up for review, or its review gets a new patch set. */
  | { kind: 'goes' }
  /** Its review shows this very patch. */
  | { kind: 'shown' }
  /** The branch has it. */
  | { kind: 'merged' }
  /** The policy wants it on an earlier branch first. */
  | { kind: 'waits'; on: string; why: string }
  /** It cannot go as it is; `code` tells what the operator may pass over. */
  | { kind: 'held'; code?: 'errors'; why: string; next: string };

/** A fix on one branch, as it stands. */
export interface Standpoint {
  cell: PortCell;
  review: BranchReview;
}

/** What the operator has decided: not to wait for earlier branches. */
export interface SubmitChoice {
  now: boolean;
}

/**
 * What becomes of a fix on a branch, as far as its patch need not be looked at: then it `goes`. `earlier` are the branches that come first by
 * the policy, the first one first; a title that begins with `[stable-only]` says that there is none.
 */
export function verdictOf(
  { cell, review }: Standpoint,
  earlier: readonly Standpoint[],
  title: string,
  { now }: SubmitChoice,
): Verdict {
  if (isDone({ cell, review }) || review.state === 'merged') return { kind: 'merged' };
  const { fix, branch, outcome, patch } = cell;
  if (review.fault) return { kind: 'held', why: review.fault.message, next: review.fault.next };
  if (review.state === 'abandoned')
    return {
      kind: 'held',
      why: `its review ${review.review?.url ?? ''} was abandoned`,
      next: `Restore it first: fishladder review ${fix} ${branch} --restore`,
    };
  const waits = now || isForStableOnly(title) ? undefined : earlier.find((other) => !isDone(other));
  if (waits) return { kind: 'waits', on: waits.cell.branch, why: waitWords(waits) };
  const port = `fishladder port ${fix} --to ${branch}`;
  if (patch === 'none' && needsPerson(outcome))
    return { kind: 'held', why: `it is ${cellWords(outcome)} there`, next: `Settle it: ${settleCommand(cell)}` };
  if (patch === 'none') return { kind: 'held', why: 'it has no patch yet', next: `Make it: ${port}` };
  if (patch === 'stale') return { kind: 'held', why: 'its patch is out of date', next: `Make it anew: ${port}` };
  return { kind: 'goes' };
}

/** Those of `points` whose branches come before this one's in the policy's `order`, the first one first. */
export function earlierThan(
  { cell }: Standpoint,
  points: readonly Standpoint[],
  order: readonly string[],
): Standpoint[] {
  const before = order.slice(0, Math.max(order.indexOf(cell.branch), 0));
  return before.flatMap((branch) => points.filter((point) => point.cell.branch === branch));
}

/** The first earlier branch that a fix waits for; undefined where it waits for none. */
export function waitsFor(
  point: Standpoint,
  points: readonly Standpoint[],
  order: readonly string[],
  title: string,
): string | undefined {
  if (isForStableOnly(title)) return undefined;
  return earlierThan(point, points, order).find((other) => !isDone(other))?.cell.branch;
}

function isForStableOnly(title: string): boolean {
  return /^\[?stable[- ]only\b/i.test(title);
}

/** True when the branch has the fix by what was fetched. */
function isDone({ cell }: Standpoint): boolean {
  return cell.outcome.kind === 'already-there';
}

function waitWords({ cell: { branch, patch }, review: { state, review } }: Standpoint): string {
  if (state === 'merged')
    return `it is merged on ${branch} by ${review?.url ?? 'its review'}, which was not fetched yet: run git fetch`;
  if (review && state !== 'abandoned') return `${branch} comes first: ${review.url}`;
  return patch === 'none' ? `${branch} comes first, and has no patch yet` : `${branch} comes first`;
}

function settleCommand({ fix, branch, outcome }: PortCell): string {
  return `fishladder ${outcome.kind === 'proposed' ? 'accept' : 'resolve'} ${fix} ${branch}`;
}
