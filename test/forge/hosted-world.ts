// A world of the forge contract where reviews are branches of a fork: GitHub's and GitLab's stand-ins differ in little else.
import type { Credentials } from '../../src/review/credentials';
import type { Forge, Push } from '../../src/review/forge';
import { headOf } from '../../src/review/head';
import type { Http } from '../../src/review/http';
import type { ProposedPatch } from '../../src/review/submission';
import type { Review } from '../../src/review/types';
import type { World } from './contract';

/** What a stand-in brings. `push` is told the fork's owner; it gives what the branch had, and sets it. */
export interface Hosted {
  url: string;
  client(credentials: Credentials, change?: (http: Http) => Http): Forge;
  branchOf(owner: string, head: string): string;
  push(owner: string, head: string, commit: string): void;
  merge(review: Review): void;
  vote: { label: string; value: number };
  close(): Promise<void>;
}

/** Signed in to this server only, with the token that the stand-ins know. */
export function signedIn(url: string, user: string): Credentials {
  const { host } = new URL(url);
  return { get: async (asked) => (asked === host ? { user, secret: `token-of-${user}` } : undefined) };
}

/** The world, with alice who writes and bob who reviews. */
export function hostedWorld(hosted: Hosted): World {
  const branch = 'main';
  let count = 0;
  const commit = () => (++count).toString(16).padStart(40, 'c');
  const push: Push = async ({ to, ref, commit: id, replaces }) => {
    const owner = /([^/]+)\/[^/]+\.git$/.exec(to)?.[1] ?? '';
    const head = ref.replace('refs/heads/', '');
    if (hosted.branchOf(owner, head) !== replaces) return { kind: 'refused', reason: 'stale info', words: [] };
    hosted.push(owner, head, id);
    return { kind: 'done', words: [] };
  };
  const patch = (): ProposedPatch => {
    const id = commit();
    return {
      fix: `fix-${count}`,
      commit: id,
      title: `Mend ${count}`,
      message: `Mend ${count}\n\nWhy.\n`,
      changeId: '',
    };
  };
  return {
    author: hosted.client(signedIn(hosted.url, 'alice')),
    reviewer: hosted.client(signedIn(hosted.url, 'bob')),
    nobody: hosted.client({ get: async () => undefined }),
    over: (who, change) => hosted.client(signedIn(hosted.url, who === 'author' ? 'alice' : 'bob'), change),
    push,
    branch,
    patches: async (many) => ({ base: commit(), patches: Array.from({ length: many }, patch), file: 'a.c' }),
    again: async (before) => ({ ...before, commit: commit() }),
    vote: hosted.vote,
    merge: async (review) => hosted.merge(review),
    sought: ({ fix, title }) => ({
      id: fix,
      title,
      addresses: [],
      commits: [],
      heads: [headOf(fix, branch)],
      changes: [],
    }),
    close: () => hosted.close(),
  };
}
