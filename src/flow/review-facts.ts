// What is remembered of the reviews that a patch file names; no forge is asked.
import type { Facts } from '../profile/check';
import type { Reading } from '../profile/reading';
import { look } from '../review/look';
import type { ReviewStore } from '../review/store';
import type { Review } from '../review/types';
import { ageText, ciText, nextText, votesText } from '../review/words';

/** The most reviews that are told of one Change-Id. */
const MOST = 8;

/** The reviews behind a patch's Change-Id, and behind the addresses that its fields name; `file` is the patch's own name, `now` in epoch milliseconds. */
export function reviewFacts(
  reviews: Pick<ReviewStore, 'get'>,
  reading: Reading,
  file: string,
  now: number,
): Pick<Facts, 'reviews'> {
  const ids = [
    ...reading.entries.flatMap(({ name, value }) => (isChangeId(name) ? [value] : [])),
    file.replace(/\.patch$/, ''),
  ];
  const known = ids.flatMap((id) => reviews.get(id) ?? []);
  const facts = new Map<string, string>();
  for (const { name, value } of reading.entries) {
    const words = known.flatMap(({ id, asOf, reviews }) =>
      reviews
        .filter(({ url }) => (isChangeId(name) && id === value) || url === value)
        .slice(0, MOST)
        .map((review) => reviewText(review, ageText(asOf, now))),
    );
    if (words.length > 0) facts.set(`${name}: ${value}`, [...new Set(words)].join('\n'));
  }
  return facts.size > 0 ? { reviews: facts } : {};
}

function isChangeId(name: string): boolean {
  return name.toLowerCase() === 'change-id';
}

/** `master: in review, reviewers: wait for a vote, Code-Review +1, check passed (2 hours ago)`. */
function reviewText({ branch, state, next, votes, ci }: Review, age: string): string {
  const words = [look(state).word, nextText(next), votesText(votes), ciText(ci)].filter(Boolean);
  return `${branch}: ${words.join(', ')} (${age})`;
}
