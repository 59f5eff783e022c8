// From a pull request to a review in our own words; pure.
import { standingOf, unread } from '../standing';
import { plain, webAddress } from '../text';
import type { Requirement, Review, Vote } from '../types';
import type { GithubAddress } from './address';
import { ciVerdict } from './ci';
import { nodesOf, type Pull, readPull } from './schema';

/** The review of an answer to `pullsQuery`; `unknown` with the reason where it cannot be read. */
export function toReview(answer: unknown, number: number, address: GithubAddress): Review {
  const { web, owner, name } = address;
  const key = { host: web.host, project: `${owner}/${name}`, number };
  const url = new URL(`${owner}/${name}/pull/${number}`, web).href;
  const pull = readPull(answer);
  if (!pull) return unread(key, url, 'it is not a pull request');
  const ci = ciVerdict(nodesOf(nodesOf(pull.commits)[0]?.commit.statusCheckRollup?.contexts));
  const votes = votesOf(pull);
  const asked = askedOf(pull);
  const unresolved = nodesOf(pull.reviewThreads).filter((thread) => !thread.isResolved).length;
  const approvals = votes.find((vote) => vote.value > 0)?.by ?? [];
  return {
    key,
    url: webAddress(url) ?? '',
    branch: plain(pull.baseRefName),
    changeId: '',
    subject: plain(pull.title),
    votes,
    ci,
    requirements: requirementsOf(pull),
    unresolved,
    patchSet: (pull.pushes?.filteredCount ?? 0) + 1,
    commit: pull.headRefOid,
    ref: `refs/pull/${number}/head`,
    owner: login(pull.author),
    reviewers: [...new Set([...asked, ...votes.flatMap(({ by }) => by)])],
    updated: epoch(pull.updatedAt),
    ...standingOf({
      ...(pull.state === 'OPEN' ? {} : { ended: pull.state === 'MERGED' ? 'merged' : 'abandoned' }),
      branch: plain(pull.baseRefName, 80),
      mine: pull.viewerDidAuthor === true,
      draft: pull.isDraft === true,
      conflicts: pull.mergeable === 'CONFLICTING',
      against: votes.find((vote) => vote.value < 0)?.by ?? [],
      ci,
      unresolved,
      approved: pull.reviewDecision === 'APPROVED' || (!pull.reviewDecision && approvals.length > 0),
      ...(pull.isInMergeQueue ? { merging: 'waits in the merge queue' } : {}),
      ...(pull.autoMergeRequest && pull.reviewDecision === 'APPROVED'
        ? { merging: 'merges once its checks pass' }
        : {}),
      reviewers: asked,
    }),
    ...(pull.state === 'MERGED' ? { record: 'merged' } : {}),
  };
}

/** Milliseconds since the epoch of a time in ISO 8601; 0 when it is something else. */
export function epoch(time: string | null | undefined): number {
  return Date.parse(time ?? '') || 0;
}

/** The name of an account; GitHub calls one that is gone "ghost". */
export function login(actor: { login?: string | undefined } | null | undefined): string {
  return plain(actor?.login ?? 'ghost', 80);
}

function votesOf(pull: Pull): Vote[] {
  const reviews = nodesOf(pull.latestOpinionatedReviews);
  const by = (state: string) => reviews.filter((review) => review.state === state).map(({ author }) => login(author));
  const votes = [
    { label: 'Review', value: -1, text: 'changes requested', by: by('CHANGES_REQUESTED') },
    { label: 'Review', value: 1, text: 'approved', by: by('APPROVED') },
  ];
  return votes.filter((vote) => vote.by.length > 0);
}

function askedOf(pull: Pull): string[] {
  return nodesOf(pull.reviewRequests).flatMap(({ requestedReviewer }) => {
    const name = requestedReviewer?.login ?? requestedReviewer?.slug;
    return name === undefined ? [] : [plain(name, 80)];
  });
}

function requirementsOf({ reviewDecision, mergeable }: Pull): Requirement[] {
  const review: Requirement[] = reviewDecision
    ? [{ name: 'Review', state: reviewDecision === 'APPROVED' ? 'satisfied' : 'unsatisfied' }]
    : [];
  const merge = { MERGEABLE: 'satisfied', CONFLICTING: 'unsatisfied' } as const;
  const state = merge[mergeable as keyof typeof merge] ?? 'unknown';
  return [...review, { name: 'Merges cleanly', state }];
}
