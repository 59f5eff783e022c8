// A project on GitHub as a forge: GraphQL for those who signed in, and what REST tells everyone.
import type { Seen } from '../again';
import { asReader, type Credentials, notSignedIn } from '../credentials';
import { ForgeError } from '../error';
import type { Forge } from '../forge';
import type { Http } from '../http';
import type { Wait } from '../pushed';
import { plain } from '../text';
import type { ReviewDetail } from '../thread';
import type { Review } from '../types';
import { actOn } from './act';
import type { GithubAddress } from './address';
import { readPublic, readPublicThreads } from './anonymous';
import { createDoor, unusable } from './door';
import { findPulls, noExperience } from './find';
import { DETAIL, VIEWER } from './queries';
import { type Detail, nodesOf, type ReviewThread, readDetail, readViewer } from './schema';
import { planPulls, submitPulls } from './submit';
import { toDetail } from './threads';

/** What a GitHub client needs; `wait` is for the making of a fork. */
export interface GithubOptions {
  address: GithubAddress;
  http: Http;
  credentials: Credentials;
  wait: Wait;
}

/** Fifty threads a page. */
const MAX_PAGES = 20;

/** One project of GitHub. */
export function createGithub({ address, http, credentials, wait }: GithubOptions): Forge {
  const door = createDoor(address, http, credentials);
  const seen: Seen = new Map();
  const experience = noExperience();
  const where = { owner: address.owner, name: address.name };

  async function viewer(signal: AbortSignal): Promise<{ user: string; name: string }> {
    const read = readViewer(await door.graphql(VIEWER, {}, signal));
    if (!read) throw unusable(door.host, 'it does not say who is signed in');
    const { login } = read.viewer;
    return { user: login, name: plain(login, 80) };
  }

  async function detail(review: Review, signal: AbortSignal): Promise<ReviewDetail> {
    const threads: ReviewThread[] = [];
    let after: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await door.graphql(DETAIL, { ...where, number: review.key.number, after }, signal);
      const read: Detail | undefined = readDetail(pullIn(answer));
      if (!read) throw unusable(door.host, 'it is not a pull request');
      threads.push(...nodesOf(read.reviewThreads));
      after = read.reviewThreads.pageInfo.endCursor ?? null;
      if (!read.reviewThreads.pageInfo.hasNextPage || after === null) return toDetail(read, threads, isProw(review));
    }
    throw unusable(door.host, 'its threads do not come to an end');
  }

  return {
    host: door.host,
    fetchFrom: new URL(`${address.owner}/${address.name}.git`, address.web).href,
    async find(sought, signal) {
      if (sought.length === 0) return new Map();
      return asReader(
        door,
        signal,
        () => findPulls(sought, address, door, experience, signal),
        () => readPublic(sought, address, door, seen, signal),
      );
    },
    remember(known) {
      const merged = known.flatMap(({ reviews }) => reviews.filter(({ record }) => record === 'merged'));
      for (const review of merged) experience.merged.set(review.key.number, review);
    },
    async check(signal) {
      try {
        if (await door.signedIn(signal)) await viewer(signal);
        else await door.rest(`repos/${where.owner}/${where.name}`, signal);
        return { host: door.host, reachable: true, version: '' };
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        return { host: door.host, reachable: false, fault: error };
      }
    },
    account: async (signal) => ((await door.signedIn(signal)) ? viewer(signal) : undefined),
    detail: (review, signal) =>
      asReader(
        door,
        signal,
        () => detail(review, signal),
        async () => ({
          threads: await readPublicThreads(review.key.number, address, door, signal),
          votes: [],
          acts: [],
        }),
      ),
    async act(review, act, signal) {
      if (!(await door.signedIn(signal))) throw notSignedIn(door.host);
      await actOn(review, act, address, door, signal);
    },
    plan: (proposal) => planPulls(proposal, address),
    async submit(proposal, push, signal) {
      if (!(await door.signedIn(signal))) throw notSignedIn(door.host);
      return submitPulls(proposal, { address, door, push, wait, signal });
    },
  };
}

function pullIn(answer: Record<string, unknown>): unknown {
  return (answer.repository as { pullRequest?: unknown } | null)?.pullRequest;
}

/** True where a check that failed is Prow's, which runs it again when it is told to (https://docs.prow.k8s.io/). */
function isProw({ ci }: Review): boolean {
  return ci.failing.some(({ url }) => /\bprow\b/.test(url ?? ''));
}
