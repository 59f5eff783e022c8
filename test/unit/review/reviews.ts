// A review to start from in tests of what is above the forges.
import type { Review } from '../../../src/review/types';

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
    owner: 'Ada',
    updated: 1000,
    next: { who: 'reviewers', why: 'waits for review' },
    ...more,
  };
}
