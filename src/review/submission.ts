// What leaves the machine when patches are put up for review, as values that can be shown before anything does.
import type { Review } from './types';

/** One patch as a commit of this repository. */
export interface ProposedPatch {
  /** The fix's name in the queue. */
  fix: string;
  /** Full id of the commit; it is in the object store and no branch has it. */
  commit: string;
  /** The first line of its message, and the whole message; both as text. */
  title: string;
  message: string;
  /** Its Change-Id; empty where the community has none. */
  changeId: string;
  /** The review that it has already on this branch. */
  review?: Review;
}

/** Patches of one branch that lean on each other, the lowest first: each commit's parent is the one before. */
export interface Proposal {
  branch: string;
  /** The upstream commit that the lowest patch stands on. */
  base: string;
  patches: readonly ProposedPatch[];
  /** What belongs together at the forge; the name of the fix. */
  topic: string;
  hashtags: readonly string[];
  /** True: also what was perhaps sent already; the person was told. */
  force: boolean;
  /** Work in progress: nobody is asked to review yet. */
  wip: boolean;
  /** Account names or mail addresses, as the forge takes them. */
  reviewers: readonly string[];
}

/** What will be done, step by step. `to` is where it goes (an address without a secret), `steps` are whole sentences. */
export interface SubmitPlan {
  host: string;
  branch: string;
  to: string;
  steps: string[];
}

/** One push. `to` is an address or the name of a remote, `options` go as push options (`git push -o`). */
export interface PushRequest {
  to: string;
  commit: string;
  ref: string;
  options: readonly string[];
  /** The commit that a ref of our own has there now, so that nobody else's is overwritten; empty when it must be new; undefined for refs that only take. */
  replaces?: string;
}

/**
 * What came of a push. `words` is all that the other side said, without control characters, one line an entry; `reason` is git's own word
 * for the refusal, such as `no new changes`.
 */
export type PushAnswer =
  | { kind: 'done'; words: string[] }
  | { kind: 'up-to-date'; words: string[] }
  | { kind: 'refused'; reason: string; words: string[] };

/** A patch that is up for review now. `commit` is the one that the review shows. */
export interface Submitted {
  fix: string;
  url: string;
  commit: string;
  /** False when the review had this patch already. */
  changed: boolean;
}

/** One mail with one commit's patch. `prefix` is what stands in the subject's brackets; ids are without angle brackets. */
export interface Letter {
  commit: string;
  prefix: string;
  messageId: string;
  /** The mail that it answers: an earlier version, or the first of its series. */
  inReplyTo?: string;
  from: string;
  to: readonly string[];
  cc: readonly string[];
}

/** What came of sending: `words` is what the mail program said. */
export type SendAnswer = { kind: 'done' } | { kind: 'refused'; words: string[] };

/** Sends one mail as the person does, with `git send-email`; the caller has git do it. */
export type Send = (letter: Letter, signal: AbortSignal) => Promise<SendAnswer>;
