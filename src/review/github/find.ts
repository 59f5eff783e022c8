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

/** Places or pull requests of one request at first; what GitHub does not answer in its ten seconds, or finds too costly, is asked in quarters. */
const AT_ONCE = 100;
const FEWEST = 5;

/** What is known from earlier questions: reviews that cannot change any more, and how much one request may hold. */
export interface Experience {
  readonly merged: Map<number, Review>;
  size: number;
}

/** A project of which nothing is known. */
export function noExperience(): Experience {
  return { merged: new Map(), size: AT_ONCE };
}

/**
 * The reviews of each fix by its id; `experience` is added to. What somebody else carried to a branch without naming its source is not found: search
 * takes thirty questions a minute, and each candidate's patch would be one more.
 */
export async function findPulls(
  sought: readonly Sought[],
  address: GithubAddress,
  door: GithubDoor,
  experience: Experience,
  signal: AbortSignal,
): Promise<Map<string, Review[]>> {
  const { merged } = experience;
  const asked = sought.flatMap((fix) => placesOf(fix, address).map((place) => ({ fix, place })));
  const numbers = new Map<string, Set<number>>(sought.map(({ id }) => [id, new Set()]));
  const reviews = new Map(merged);
  const where = { owner: address.owner, name: address.name };
  const ask = async (query: string, variables: object): Promise<Map<string, unknown>> => {
    const answer = await door.graphql(query, { ...where, ...variables }, signal);
    return new Map(Object.entries(repositoryOf(answer, address)));
  };
  const learn = (pull: unknown, number: number) => {
    if (pull === null) return;
    const review = toReview(pull, number, address);
    reviews.set(number, review);
    if (review.state === 'merged') merged.set(number, review);
  };
  await inChunks(asked, experience, async (chunk) => {
    const { query, variables } = findQuery(chunk.map(({ place }) => place));
    const answer = await ask(query, variables);
    for (const [n, { fix, place }] of chunk.entries()) {
      const found = readFound(answer.get(`f${n}`)).filter((pull) => isHere(pull, address));
      for (const pull of found)
        for (const number of [pull.number, ...backportsOf(pull, address)]) numbers.get(fix.id)?.add(number);
      if (place.kind === 'number' && !merged.has(place.number)) learn(answer.get(`f${n}`), place.number);
    }
  });
  const wanted = [...new Set([...numbers.values()].flatMap((each) => [...each]))];
  const unread = wanted.filter((number) => !reviews.has(number));
  await inChunks(unread, experience, async (chunk) => {
    const answer = await ask(pullsQuery(chunk), {});
    for (const number of chunk) learn(answer.get(`p${number}`), number);
  });
  return new Map([...numbers].map(([id, each]) => [id, [...each].flatMap((number) => reviews.get(number) ?? [])]));
}

/** Does a job for all, so many at once; the first alone, as it tells whether that is too much, the others side by side. */
async function inChunks<T>(
  all: readonly T[],
  experience: Experience,
  job: (chunk: readonly T[]) => Promise<void>,
): Promise<void> {
  const first = all.slice(0, experience.size);
  if (first.length === 0) return;
  try {
    await job(first);
  } catch (error) {
    if (!isTooMuch(error) || first.length <= FEWEST) throw error;
    experience.size = Math.max(FEWEST, Math.ceil(first.length / 4));
    return inChunks(all, experience, job);
  }
  const { size } = experience;
  const starts = Array.from(
    { length: Math.ceil((all.length - first.length) / size) },
    (_, n) => first.length + n * size,
  );
  await mapLimit(starts, 4, (start) => inChunks(all.slice(start, start + size), experience, job));
}

/** True for the answers to a question that takes GitHub too long (docs.github.com, "Rate limits and query limits for the GraphQL API"). */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof ForgeError)) return false;
  return error.code === 'forge-too-large' || error.status === 502 || error.status === 504;
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
