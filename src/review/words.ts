// How the parts of a review read in one line; the same words in the terminal and in the editor.
import type { CiVerdict, NextActor, Review, Vote } from './types';

/** `Code-Review +2, Verified −1`; empty without votes. */
export function votesText(votes: readonly Vote[]): string {
  return votes.map(voteText).join(', ');
}

/** `Verified −1`, with a real minus sign. */
export function voteText({ label, value }: Pick<Vote, 'label' | 'value'>): string {
  return `${label} ${value > 0 ? `+${value}` : `−${-value}`}`;
}

/** `check failed: job-a, job-b`, `gate running`; empty when CI has not voted. */
export function ciText(ci: CiVerdict): string {
  if (ci.state === 'none') return '';
  const jobs = ci.failing.filter((job) => job.voting).map((job) => job.name);
  return `${ci.pipeline === '' ? 'CI' : ci.pipeline} ${ci.state}${jobs.length > 0 ? `: ${jobs.join(', ')}` : ''}`;
}

/** `you: 2 unresolved comments`; only the reason when nobody has to act. */
export function nextText(next: NextActor): string {
  return next.who === 'nobody' ? next.why : `${next.who === 'ci' ? 'CI' : next.who}: ${next.why}`;
}

/** `1 of 3 requirements`; empty where the forge has none. */
export function requirementsText(review: Review): string {
  const met = review.requirements.filter((each) => each.state === 'satisfied' || each.state === 'overridden').length;
  return review.requirements.length === 0 ? '' : `${met} of ${review.requirements.length} requirements`;
}

const units: readonly [number, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** How long ago `then` was, both in epoch milliseconds: `just now`, `3 minutes ago`, `1 day ago`. */
export function ageText(then: number, now: number): string {
  for (const [length, unit] of units) {
    const count = Math.floor((now - then) / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}
