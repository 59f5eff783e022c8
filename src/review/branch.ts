// What is known of one branch: picks the review that counts out of what is known of a Change-Id.
import type { Fault } from '../base/fault';
import { isOffline } from './error';
import type { Knowledge, Review, ReviewState } from './types';

/** A fix's review on one branch. With `fault` the newest try failed: `state` is then the last known one. */
export interface BranchReview {
  state: ReviewState;
  review?: Review;
  /** Why the state is `unknown` or `offline`. */
  reason?: string;
  /** Epoch milliseconds of the knowledge; undefined when there is none. */
  asOf?: number;
  fault?: Fault;
}

/** What is known of a branch of one project; undefined knowledge means that nobody has asked yet. */
export function branchReview(knowledge: Knowledge | undefined, project: string, branch: string): BranchReview {
  if (!knowledge) return { state: 'unknown', reason: 'the forge has not been asked yet' };
  const { fault, asOf } = knowledge;
  if (asOf === 0) {
    if (!fault) return { state: 'unknown', reason: 'the forge has not been asked yet' };
    return { state: isOffline(fault) ? 'offline' : 'unknown', reason: fault.message, fault };
  }
  const known = { asOf, ...(fault && { fault }) };
  const [review] = knowledge.reviews
    .filter((each) => each.branch === branch && (project === '' || each.key.project === project))
    .sort((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || b.updated - a.updated);
  if (!review) return { state: 'not-submitted', ...known };
  return { state: review.state, review, ...(review.reason !== undefined && { reason: review.reason }), ...known };
}

/** An abandoned review counts only where there is no other. */
function isClosed(review: Review): boolean {
  return review.state === 'abandoned';
}
