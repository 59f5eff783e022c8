// Where a review stands and who acts next, from what forges without labels have in common: reviews, checks, threads, conflicts.
import type { CiVerdict, KnownState, NextActor, Review, ReviewKey, Vote } from './types';
import { ciText } from './words';

/** What is weighed. `approved`: all that people have to agree to is there; `merging` says what merges it by itself. */
export interface Weighed {
  ended?: 'merged' | 'abandoned';
  branch: string;
  mine: boolean;
  draft: boolean;
  conflicts: boolean;
  /** Who asks for changes. */
  against: readonly string[];
  ci: CiVerdict;
  unresolved: number;
  approved: boolean;
  merging?: string;
  /** Whom it waits for, where they are known. */
  reviewers: readonly string[];
}

/** State and next actor. */
export function standingOf(of: Weighed): { state: KnownState; next: NextActor } {
  const author = of.mine ? 'you' : 'author';
  if (of.ended === 'merged') return { state: 'merged', next: { who: 'nobody', why: `merged in ${of.branch}` } };
  if (of.ended) return { state: 'abandoned', next: { who: 'nobody', why: 'closed at the forge without being merged' } };
  if (of.draft) return { state: 'draft', next: { who: author, why: 'marked as draft' } };
  const blockers = [
    ...(of.conflicts ? [`it no longer merges into ${of.branch}`] : []),
    ...(of.against.length > 0 ? [`changes requested by ${of.against.join(', ')}`] : []),
    ...(of.ci.state === 'failed' ? [ciText(of.ci)] : []),
    ...(of.unresolved > 0 ? [`${of.unresolved} unresolved comment${of.unresolved === 1 ? '' : 's'}`] : []),
  ];
  if (blockers.length > 0) return { state: 'needs-you', next: { who: author, why: blockers.join('; ') } };
  const state = of.approved ? 'approved' : 'in-review';
  if (of.merging !== undefined) return { state: 'approved', next: { who: 'ci', why: of.merging } };
  if (of.ci.state === 'running') return { state, next: { who: 'ci', why: ciText(of.ci) } };
  if (of.approved) return { state, next: { who: 'reviewers', why: 'approved: it can be merged' } };
  const whom = of.reviewers.length > 0 ? of.reviewers.join(', ') : 'review';
  return { state, next: { who: 'reviewers', why: `waits for ${whom}` } };
}

/** The review of which nothing but its name is known, with the reason. */
export function unread(key: ReviewKey, url: string, why: string): Review {
  const reason = `the forge's answer cannot be read (${why})`;
  return { ...blank(key, url), reason, next: { who: 'nobody', why: reason } };
}

/** A review of which nothing is known. */
function blank(key: ReviewKey, url: string): Review {
  return {
    ...{ key, url, branch: '', changeId: '', subject: '', state: 'unknown', unresolved: 0, patchSet: 0 },
    ...{ commit: '', ref: '', owner: '', updated: 0, requirements: [] },
    votes: [] as Vote[],
    ci: { state: 'none', pipeline: '', failing: [], reports: [] },
    reviewers: [],
    next: { who: 'nobody', why: '' },
  };
}
