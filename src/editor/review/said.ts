// What is said on the reviews of a repository's fixes, as values: each thread with the fix, the branch and the review that it is about.
import { decode, encode } from '../../base/bytes';
import type { StatusRow } from '../../flow/status';
import { isTreePath } from '../../patch/path';
import type { ReviewDetail, Thread } from '../../review/thread';
import type { Review } from '../../review/types';
import type { FixView, View } from '../session/view';
import type { BranchTarget } from '../target';

/** A thread with all that is around it. */
export interface Said {
  target: BranchTarget;
  review: Review;
  /** What the person may do. */
  acts: ReviewDetail['acts'];
  thread: Thread;
  /** How old that is (epoch milliseconds), where the forge could not be asked the last time. */
  asOf?: number;
  /** The path in the working tree of the file that it is about, as far as it is about one; never one that leads out of it. */
  path?: string;
}

/** What names a thread for good. */
export function saidKey({ review, thread }: Pick<Said, 'review' | 'thread'>): string {
  return `${review.url}#${thread.id}`;
}

/** All threads that were read of a repository's reviews. */
export function allSaid(root: string, { fixes, details }: Pick<View, 'fixes' | 'details'>): Said[] {
  return fixes.flatMap((fix) =>
    fix.rows.flatMap((row) => saidOn({ root, fix: fix.name, branch: row.cell.branch }, fix, row, details)),
  );
}

/** The threads of the review in one row of a fix; none where it was not read. */
export function saidOn(
  target: BranchTarget,
  fix: FixView,
  { review: { review, fault } }: Pick<StatusRow, 'review'>,
  details: View['details'],
): Said[] {
  const known = review && details.get(review.url);
  if (!review || !known?.detail) return [];
  const { acts, threads } = known.detail;
  const age = fault || known.fault ? { asOf: known.asOf } : {};
  return threads.map((thread): Said => {
    const named = thread.place?.path ?? '';
    const path = isTreePath(encode(named)) ? livePath(fix, target.branch, named) : undefined;
    return { target, review, acts, thread, ...age, ...(path === undefined ? {} : { path }) };
  });
}

/**
 * The working tree's path for a file of a branch, which may have another name there: of the fix's files the one that porting made that
 * file of, else the only one with the same last name; a file that the fix does not touch is taken to have the same path.
 */
function livePath(fix: FixView, branch: string, path: string): string {
  const live = (fix.patches[0] ?? []).map(({ oldPath, newPath }) => decode(newPath ?? oldPath ?? ''));
  const outcome = fix.rows.find(({ cell }) => cell.branch === branch)?.cell.outcome;
  const there = outcome && 'files' in outcome ? outcome.files.map((file) => decode(file.path)) : [];
  const ported = there.length === live.length ? live[there.indexOf(path)] : undefined;
  if (ported !== undefined) return ported;
  if (live.includes(path)) return path;
  const alike = live.filter((each) => lastName(each) === lastName(path));
  return alike.length === 1 ? alike[0]! : path;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
