// What can be had of pull requests without signing in: GitHub answers REST only, sixty times an hour, so only known addresses are read.
import { mapLimit } from '../../base/limit';
import { readAgain, type Seen } from '../again';
import { ForgeError } from '../error';
import { standingOf, unread } from '../standing';
import { plain } from '../text';
import type { Thread } from '../thread';
import type { Review, Sought } from '../types';
import { verdictOf } from '../verdict';
import { type GithubAddress, pullNumber } from './address';
import type { GithubDoor } from './door';
import { epoch, login } from './map';
import { readNewest, readRestPull, readRestRemarks } from './schema';

/** The most pull requests that are read at once, well below an hour's sixty. */
const MOST = 40;

/**
 * The reviews at the addresses that the fixes name, and those of the newest pull requests whose branches are theirs; without votes and checks.
 * Throws `forge-forbidden` where there are too many.
 */
export async function readPublic(
  sought: readonly Sought[],
  address: GithubAddress,
  door: GithubDoor,
  seen: Seen,
  signal: AbortSignal,
): Promise<Map<string, Review[]>> {
  const { owner, name } = address;
  const ask = (rest: string) => {
    const path = `repos/${owner}/${name}/${rest}`;
    return readAgain(path, seen, (question) => door.rest(path, signal, question));
  };
  const heads = new Set(sought.flatMap(({ heads }) => heads));
  const newest =
    heads.size === 0 ? [] : readNewest(await ask('pulls?state=all&sort=created&direction=desc&per_page=100'));
  const ofHeads = newest.filter(({ head }) => heads.has(head.ref));
  const numbers = ({ addresses, heads }: Sought) => [
    ...new Set([
      ...addresses.flatMap((each) => pullNumber(address, each) ?? []),
      ...ofHeads.filter(({ head }) => heads.includes(head.ref)).map(({ number }) => number),
    ]),
  ];
  const all = [...new Set(sought.flatMap(numbers))];
  if (all.length > MOST) throw tooMany(door.host);
  const reviews = new Map<number, Review>();
  await mapLimit(all, 4, async (number) => {
    const data = await ask(`pulls/${number}`);
    if (data !== undefined) reviews.set(number, toPublicReview(data, number, address));
  });
  return new Map(sought.map((fix) => [fix.id, numbers(fix).flatMap((number) => reviews.get(number) ?? [])]));
}

/** The remarks on a pull request's lines, which REST tells without saying whether they are settled. */
export async function readPublicThreads(
  number: number,
  { owner, name }: GithubAddress,
  door: GithubDoor,
  signal: AbortSignal,
): Promise<Thread[]> {
  const { data } = await door.rest(`repos/${owner}/${name}/pulls/${number}/comments?per_page=100`, signal);
  const remarks = readRestRemarks(data);
  const roots = remarks.filter(({ in_reply_to_id }) => in_reply_to_id == null);
  return roots.map((root) => ({
    id: `${root.id}`,
    place: {
      path: root.path,
      side: root.side === 'LEFT' ? 'before' : 'after',
      ...(root.line ? { line: root.line } : {}),
    },
    patchSet: 0,
    commit: root.commit_id ?? '',
    resolved: false,
    comments: remarks
      .filter(({ id, in_reply_to_id }) => id === root.id || in_reply_to_id === root.id)
      .map(({ id, user, body, created_at }) => ({
        id: `${id}`,
        author: login(user),
        mine: false,
        text: body,
        at: epoch(created_at),
      })),
  }));
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
