// Finds the changes that a commit says it mends: what was wrong came with them.
import type { Bytes } from '../base/bytes';

/** A Change-Id, or ten digits or more of a commit, after words such as "in commit". */
const NAMED = String.raw`[\s:]+(?:(?:the|this|by|in|with|upstream|earlier|previous)\s+){0,3}(?:commit|change(?:-id)?|patch)?:?\s*(I[0-9a-f]{40}|[0-9a-f]{10,64})\b`;

/** So many signs of one paragraph, with no full stop and no word of a mending in between. */
const within = (signs: number) => String.raw`(?:(?!\bfix|\n\s*\n)[^.]){0,${signs}}?`;

/** Each with the rest of a word that must be there, whatever its first letter, as looking for that is much faster. */
const SAYINGS: readonly { rest: string; pattern: RegExp }[] = [
  { rest: 'ixes:', pattern: /^fixes:[ \t]*(I[0-9a-f]{40}|[0-9a-f]{10,64})\b/gim },
  {
    rest: 'egress',
    pattern: saying(
      String.raw`regress(?:ion(?!\s+(?:\w{1,20}\s+)?tests?\b)|ed|es)\b${within(70)}\b(?:in|by|with|since|from|of|to)`,
    ),
  },
  { rest: 'roke', pattern: saying(String.raw`brok(?:e|en)\b${within(50)}\b(?:in|by|with|since|from)`) },
  ...['introduced', 'caused'].map((word) => ({
    rest: word.slice(1),
    pattern: saying(
      String.raw`(?:bug|issue|problem|error|failure|typo|leak|mistake)s?\b${within(50)}\b${word}\s+(?:[^.\s]{1,20}\s+){0,2}?(?:in|by|with|since|from)`,
    ),
  })),
  { rest: 'artial', pattern: saying(String.raw`partial(?:ly)?\s+reverts?(?:\s+of)?`) },
];

function saying(words: string): RegExp {
  return new RegExp(String.raw`\b${words}${NAMED}`, 'gi');
}

/**
 * Change-Ids, and commits by ten digits or more, each once: those of `Fixes:` (Documentation/process/submitting-patches.rst), and
 * those of sentences that blame a change, such as "a regression introduced in change I…" of OpenStack's messages.
 */
export function mendedBy(message: Bytes): string[] {
  const found = SAYINGS.flatMap(({ rest, pattern }) =>
    message.includes(rest) ? [...message.matchAll(pattern)].map(([, id = '']) => id) : [],
  );
  return [...new Set(found)];
}
