// A project on GitLab as a forge, over its REST API; what is public is read without signing in.
import { asReader, type Credentials, notSignedIn } from '../credentials';
import { ForgeError } from '../error';
import type { Account, Forge } from '../forge';
import type { Http } from '../http';
import type { Wait } from '../pushed';
import { plain } from '../text';
import { actOn } from './act';
import type { GitlabAddress } from './address';
import { createDoor, unusable } from './door';
import { findMergeRequests, type Landed } from './find';
import { readApprovals, readDiscussions, readMergeRequest, readUser, readVersion } from './schema';
import { planMergeRequests, submitMergeRequests } from './submit';
import { toDetail } from './threads';

/** What a GitLab client needs; `wait` is for the making of a fork. */
export interface GitlabOptions {
  address: GitlabAddress;
  http: Http;
  credentials: Credentials;
  wait: Wait;
}

/** One project of a GitLab. */
export function createGitlab({ address, http, credentials, wait }: GitlabOptions): Forge {
  const door = createDoor(address, http, credentials);
  const landed: Landed = new Map();

  async function account(signal: AbortSignal): Promise<Account | undefined> {
    if (!(await door.signedIn(signal))) return undefined;
    const user = readUser((await door.ask('user', signal)).data);
    if (!user) throw unusable(door.host, 'it is not an account');
    return { user: user.username, name: plain(user.username, 80) };
  }

  const reader = (signal: AbortSignal) =>
    asReader<Account | undefined>(
      door,
      signal,
      () => account(signal),
      async () => undefined,
    );

  async function me(signal: AbortSignal): Promise<string> {
    const who = await account(signal);
    if (!who) throw notSignedIn(door.host);
    return who.user;
  }

  return {
    host: door.host,
    fetchFrom: new URL(`${address.project}.git`, address.web).href,
    account,
    remember: () => {},
    async find(sought, signal) {
      if (sought.length === 0) return new Map();
      return findMergeRequests(sought, address, door, landed, (await reader(signal))?.user, signal);
    },
    async check(signal) {
      try {
        const isKnown = (await account(signal)) !== undefined;
        const answer = await door.ask(isKnown ? 'version' : door.project.replace(/\/$/, ''), signal);
        return { host: door.host, reachable: true, version: readVersion(answer.data)?.version ?? '' };
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        return { host: door.host, reachable: false, fault: error };
      }
    },
    async detail(review, signal) {
      const path = `${door.project}merge_requests/${review.key.number}`;
      const who = await reader(signal);
      const [{ data }, talk, approvals] = await Promise.all([
        door.ask(path, signal),
        door.list(`${path}/discussions?per_page=100`, signal, 20),
        who ? door.find(`${path}/approvals`, signal) : undefined,
      ]);
      const found = readMergeRequest(data);
      const discussions = readDiscussions(talk);
      if (!found || !discussions) throw unusable(door.host, 'it is not a merge request');
      const detail = toDetail(found, discussions, readApprovals(approvals), who?.user ?? '');
      return who ? detail : { ...detail, votes: [], acts: [] };
    },
    act: async (review, act, signal) => actOn(review, act, await me(signal), door, signal),
    plan: (proposal) => planMergeRequests(proposal, address),
    submit: async (proposal, push, signal) =>
      submitMergeRequests(proposal, { address, door, me: await me(signal), push, wait, signal }),
  };
}
