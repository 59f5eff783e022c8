// The whole picture: every fix on every branch, what porting makes of it, and how its review stands.
import { titleOf } from '../fix/document';
import type { BranchState } from '../profile/profile';
import { type BranchReview, branchReview } from '../review/branch';
import type { Standing } from '../review/look';
import type { ReviewStore } from '../review/store';
import type { NextActor, Sought } from '../review/types';
import { adaptedFiles, needsPerson, type PortCell } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { livingBranches, policyOrder } from './lives';
import { type PortRequest, planPort } from './port';
import { reviewId, soughtFix } from './sought';
import { waitsFor } from './submit-verdict';

/** One fix on one branch, with all that is known of it. */
export interface StatusRow {
  cell: PortCell;
  standing: Standing;
  review: BranchReview;
  next: NextActor;
  /** How the branch lives, where upstream has it. */
  life?: BranchState;
}

/** A fix with its rows, one a branch. */
export interface FixStatus {
  source: FixSource;
  title: string;
  /** How forges are asked for it. */
  sought: Sought;
  /** The branches that may need it, in the order in which they get it by the community's policy. */
  order: readonly string[];
  /** How each branch of upstream lives. */
  lives: ReadonlyMap<string, BranchState>;
  rows: StatusRow[];
}

/** Everything that the surfaces show. */
export interface Status {
  fixes: FixStatus[];
  notes: string[];
}

/** Reads the queue, ports in memory, and puts beside it what the store knows; asks no forge. */
export async function readStatus(
  ladder: Ladder,
  request: PortRequest,
  reviews: ReviewStore | undefined,
  signal?: AbortSignal,
): Promise<Status> {
  await reviews?.load();
  const { sources, cells, notes } = await planPort(ladder, request, signal);
  const living = await livingBranches(ladder);
  const order = policyOrder(living);
  const lives = new Map(living.map(({ name, life }) => [name, life]));
  const fixes = [...sources.values()].map(async (source): Promise<FixStatus> => {
    const own = cells.filter((cell) => cell.fix === source.name);
    const sought = await soughtFix(ladder, source, own);
    const title = titleOf(source.document.message);
    return { source, title, sought, order, lives, rows: statusRows(ladder, source, own, { order, lives }, reviews) };
  });
  return { fixes: await Promise.all(fixes), notes };
}

/** These fixes as the forge is asked for them. */
export function soughtFixes(fixes: readonly Pick<FixStatus, 'sought'>[]): Sought[] {
  return fixes.map(({ sought }) => sought);
}

/** The same status with what the store knows now. */
export function withReviews(ladder: Ladder, status: Status, reviews: ReviewStore | undefined): Status {
  const fixes = status.fixes.map((fix) => ({
    ...fix,
    rows: statusRows(
      ladder,
      fix.source,
      fix.rows.map(({ cell }) => cell),
      fix,
      reviews,
    ),
  }));
  return { ...status, fixes };
}

function statusRows(
  { profile }: Ladder,
  { name, document: { message } }: FixSource,
  cells: readonly PortCell[],
  { order, lives }: Pick<FixStatus, 'order' | 'lives'>,
  reviews: ReviewStore | undefined,
): StatusRow[] {
  const knowledge = reviews?.get(reviewId(name, message));
  const project = profile.forge?.project ?? '';
  const points = cells.map((cell) => ({ cell, review: branchReview(knowledge, project, cell.branch) }));
  return points.map((point): StatusRow => {
    const { cell, review } = point;
    const standing = standingOf(cell, review);
    const theirs = cell.patch === 'left-over' ? undefined : review.review?.next;
    const waits = waitsFor(point, points, order, message);
    const life = lives.get(cell.branch);
    const next = theirs ?? nextStep(cell, standing, waits, life);
    return { cell, standing, review, next, ...(life ? { life } : {}) };
  });
}

function standingOf({ outcome, patch }: PortCell, { state, review, fault }: BranchReview): Standing {
  if (outcome.kind === 'already-there') return state === 'merged' ? 'merged' : 'already-there';
  if (review) return state;
  if (needsPerson(outcome) && patch !== 'edited') return outcome.kind;
  if (patch === 'none') return outcome.kind;
  return fault ? state : 'not-submitted';
}

function nextStep(
  cell: PortCell,
  standing: Standing,
  waits: string | undefined,
  life: BranchState | undefined,
): NextActor {
  if (cell.patch === 'left-over') return { who: 'you', why: 'remove its patch from the queue' };
  switch (standing) {
    case 'proposed':
      return { who: 'you', why: 'accept it, or settle it by hand' };
    case 'conflict':
    case 'refused':
      return { who: 'you', why: 'settle it by hand' };
    case 'already-there':
      return { who: 'nobody', why: 'nothing left to do' };
    case 'offline':
    case 'unknown':
      return { who: 'nobody', why: 'not known while the forge cannot be reached' };
    default:
      if (cell.patch === 'none') return { who: 'you', why: 'port it' };
      if (life === 'ended' && cell.patch !== 'stale')
        return { who: 'nobody', why: 'upstream takes no more fixes there' };
      if (waits !== undefined) return { who: 'nobody', why: `waits for ${waits}` };
      if (cell.patch === 'stale') return { who: 'you', why: 'port it again' };
      return {
        who: 'you',
        why: adaptedFiles(cell.outcome).length > 0 ? 'read what was adapted, and submit it' : 'submit it',
      };
  }
}
