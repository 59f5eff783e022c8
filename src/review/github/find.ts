// Finds the pull requests of many fixes in few requests: by address, by the branches we push, by upstream's commits, by who refers to them.
import { mapLimit } from '../../base/limit';
import { ForgeError } from '../error';
import type { Review, Sought } from '../types';
import { type GithubAddress, pullNumber } from './address';
import { isBackport } from './backport';
import type { GithubDoor } from './door';
import { toReview } from './map';
import { findQuery, type Place, pullsQuery } from './queries';
import { type Found, nodesOf, readFound, readSource } from './schema';

/** How much one request holds; GitHub stops one that takes ten seconds, and checks are the slow part. */
const PLACES = 60;
const PULLS = 25;

/** The reviews of each fix by its id. `merged` holds those that cannot change any more, and is added to. */
export async function findPulls(
  sought: readonly Sought[],
  address: GithubAddress,
  door: GithubDoor,
  merged: Map<number, Review>,
  signal: AbortSignal,
): Promise<Map<string, Review[]>> {
  const asked = sought.flatMap((fix) => placesOf(fix, address).map((place) => ({ fix, place })));
  const numbers = new Map<string, Set<number>>(sought.map(({ id }) => [id, new Set()]));
  const where = { owner: address.owner, name: address.name };
  await inChunks(asked, PLACES, async (chunk) => {
    const { query, variables } = findQuery(chunk.map(({ place }) => place));
    const answer = new Map(
      Object.entries(repositoryOf(await door.graphql(query, { ...where, ...variables }, signal), address)),
    );
    for (const [n, { fix }] of chunk.entries()) {
      const found = readFound(answer.get(`f${n}`)).filter((pull) => isHere(pull, address));
      for (const pull of found)
        for (const number of [pull.number, ...backportsOf(pull, address)]) numbers.get(fix.id)?.add(number);
    }
  });
  const reviews = new Map(merged);
  const all = [...new Set([...numbers.values()].flatMap((each) => [...each]))].filter((number) => !merged.has(number));
  await inChunks(all, PULLS, async (chunk) => {
    const answer = new Map(Object.entries(repositoryOf(await door.graphql(pullsQuery(chunk), where, signal), address)));
    for (const number of chunk) {
      const pull = answer.get(`p${number}`);
      if (pull !== null) reviews.set(number, toReview(pull, number, address));
    }
  });
  for (const review of reviews.values()) if (review.state === 'merged') merged.set(review.key.number, review);
  return new Map([...numbers].map(([id, each]) => [id, [...each].flatMap((number) => reviews.get(number) ?? [])]));
}

async function inChunks<T>(all: readonly T[], size: number, job: (chunk: T[]) => Promise<void>): Promise<void> {
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, n) => n * size);
  await mapLimit(starts, 4, (start) => job(all.slice(start, start + size)));
}

function placesOf({ addresses, heads, commits }: Sought, address: GithubAddress): Place[] {
  const numbers = new Set(addresses.flatMap((each) => pullNumber(address, each) ?? []));
  return [
    ...[...numbers].map((number): Place => ({ kind: 'number', number })),
    ...heads.map((head): Place => ({ kind: 'head', head })),
    ...commits.filter((commit) => /^[0-9a-f]{40}$/.test(commit)).map((commit): Place => ({ kind: 'commit', commit })),
  ];
}

function repositoryOf({ repository }: Record<string, unknown>, { web, owner, name }: GithubAddress): object {
  if (typeof repository === 'object' && repository !== null) return repository;
  throw new ForgeError(
    'forge-absent',
    web.host,
    `${web.host} shows no project ${owner}/${name}.`,
    'Check the remote; a private project needs an account that may see it.',
  );
}

function isHere({ baseRepository }: Pick<Found, 'baseRepository'>, { owner, name }: GithubAddress): boolean {
  return baseRepository?.nameWithOwner.toLowerCase() === `${owner}/${name}`.toLowerCase();
}

function backportsOf(pull: Found, address: GithubAddress): number[] {
  return nodesOf(pull.timelineItems).flatMap((item) => {
    const source = readSource(item.source);
    return source && isHere(source, address) && isBackport(source, pull) ? [source.number] : [];
  });
}
