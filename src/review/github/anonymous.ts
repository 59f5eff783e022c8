// What can be had of pull requests without signing in: GitHub answers REST only, sixty times an hour, so only known addresses are read.
import { ForgeError } from '../error';
import { standingOf, unread } from '../standing';
import { plain } from '../text';
import type { Review, Sought } from '../types';
import { verdictOf } from '../verdict';
import { type GithubAddress, pullNumber } from './address';
import type { GithubDoor } from './door';
import { epoch, login } from './map';
import { readRestPull } from './schema';

/** The most pull requests that are read at once, well below an hour's sixty. */
const MOST = 40;

/** An earlier answer to a pull request's number, which GitHub need not send again. */
export type Seen = Map<number, { tag: string; data: unknown }>;

/** The reviews at the addresses that the fixes name, without votes and checks. Throws `forge-forbidden` where there are too many. */
export async function readPublic(
  sought: readonly Sought[],
  address: GithubAddress,
  door: GithubDoor,
  seen: Seen,
  signal: AbortSignal,
): Promise<Map<string, Review[]>> {
  const numbers = (fix: Sought) => [...new Set(fix.addresses.flatMap((each) => pullNumber(address, each) ?? []))];
  const all = [...new Set(sought.flatMap(numbers))];
  if (all.length > MOST) throw tooMany(door.host);
  const reviews = new Map<number, Review>();
  await Promise.all(
    all.map(async (number) => {
      const data = await readOne(number, address, door, seen, signal);
      if (data !== undefined) reviews.set(number, toPublicReview(data, number, address));
    }),
  );
  return new Map(sought.map((fix) => [fix.id, numbers(fix).flatMap((number) => reviews.get(number) ?? [])]));
}

async function readOne(
  number: number,
  { owner, name }: GithubAddress,
  door: GithubDoor,
  seen: Seen,
  signal: AbortSignal,
): Promise<unknown> {
  const before = seen.get(number);
  const since = before ? { since: before.tag } : {};
  const answer = await door.rest(`repos/${owner}/${name}/pulls/${number}`, signal, since).catch((error: unknown) => {
    if (error instanceof ForgeError && error.code === 'forge-absent') return undefined;
    throw error;
  });
  if (answer?.unchanged) return before?.data;
  if (answer?.tag !== undefined) seen.set(number, { tag: answer.tag, data: answer.data });
  return answer?.data;
}

function toPublicReview(answer: unknown, number: number, { web, owner, name }: GithubAddress): Review {
  const key = { host: web.host, project: `${owner}/${name}`, number };
  const url = new URL(`${owner}/${name}/pull/${number}`, web).href;
  const pull = readRestPull(answer);
  if (!pull) return unread(key, url, 'it is not a pull request');
  const branch = plain(pull.base.ref);
  const ended = pull.merged_at ? 'merged' : 'abandoned';
  const reviewers = (pull.requested_reviewers ?? []).map(login);
  const ci = verdictOf([]);
  const standing = standingOf({
    ...(pull.state === 'open' ? {} : { ended }),
    ...{ branch, mine: false, draft: pull.draft === true, conflicts: pull.mergeable === false, against: [], ci },
    ...{ unresolved: 0, approved: false, reviewers },
  });
  const { next } = standing;
  const partial = { ...next, why: `${next.why} (sign in to ${web.host} to see reviews and checks)` };
  return {
    ...{ key, url, branch, changeId: '', subject: plain(pull.title), votes: [], ci, requirements: [], unresolved: 0 },
    ...{ patchSet: 0, commit: pull.head.sha, ref: `refs/pull/${number}/head`, owner: login(pull.user), reviewers },
    updated: epoch(pull.updated_at),
    ...standing,
    next: pull.state === 'open' ? partial : next,
  };
}

function tooMany(host: string): ForgeError {
  return new ForgeError(
    'forge-forbidden',
    host,
    `${host} lets those who are not signed in read too little for this many reviews.`,
    `Sign in to ${host}; a token that may read public projects is enough.`,
  );
}
