// A review, and fixes that are asked for, to start from in tests.
import type { Review, Sought } from '../../../src/review/types';

/** A review in review, with whatever the test wants otherwise. */
export function aReview(more: Partial<Review> = {}): Review {
  return {
    key: { host: 'review.example.org', project: 'openstack/nova', number: 1 },
    url: 'https://review.example.org/c/openstack/nova/+/1',
    branch: 'master',
    changeId: 'I1',
    subject: 'Fix it',
    state: 'in-review',
    votes: [],
    ci: { state: 'none', pipeline: '', failing: [], reports: [] },
    requirements: [],
    unresolved: 0,
    patchSet: 1,
    commit: '',
    ref: '',
    owner: 'Ada',
    reviewers: [],
    updated: 1000,
    next: { who: 'reviewers', why: 'waits for review' },
    ...more,
  };
}

/** Fixes with these ids, of which nothing else is known. */
export function someSought(...ids: string[]): Sought[] {
  return ids.map((id) => ({ id, title: '', addresses: [], commits: [], heads: [], changes: [] }));
}
