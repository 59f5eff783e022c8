// What Fishladder asks of a review system; each forge implements it in its own folder.
import type { ForgeError } from './error';
import type { Proposal, PushAnswer, PushRequest, SubmitPlan, Submitted } from './submission';
import type { Act, ReviewDetail } from './thread';
import type { Knowledge, Review, Sought } from './types';

/** Whether a forge answers. `version` is empty when it answers but does not say; `fault` is why it could not be used. */
export type ForgeHealth =
  | { host: string; reachable: true; version: string }
  | { host: string; reachable: false; fault: ForgeError };

/** Who the forge takes us for. `name` is what it calls them in sentences, `user` what they sign in with. */
export interface Account {
  user: string;
  name: string;
}

/** A review system that can be asked about fixes, and told what a person wants of a review. Faults are `ForgeError`s. */
export interface Forge {
  /** Host name, with the port if it is not the usual one. */
  readonly host: string;
  /** Where git fetches the `ref` of a review from: an address without a secret, or the name of a remote; empty where reviews are no commits. */
  readonly fetchFrom: string;
  /**
   * All reviews of these fixes, on every branch, whoever proposed them; each fix asked for has an entry by its `id`, empty when there is
   * no review. Throws `ForgeError`, or the signal's reason when it was aborted.
   */
  find(sought: readonly Sought[], signal: AbortSignal): Promise<Map<string, Review[]>>;
  /** Takes what was found in an earlier run, so that `find` need not search again, nor read in full what has not changed (`Review.record`). */
  remember(known: readonly Knowledge[]): void;
  /** Tries the forge. Faults are part of the answer; throws only the signal's reason. */
  check(signal: AbortSignal): Promise<ForgeHealth>;
  /** Who is signed in; undefined when nobody is. Throws `forge-forbidden` where the forge does not take the credential. */
  account(signal: AbortSignal): Promise<Account | undefined>;
  /** What is read only when a person looks at one review: its threads, and what they may do. */
  detail(review: Review, signal: AbortSignal): Promise<ReviewDetail>;
  /** Does one thing to a review, pinned to the patch set that `review` shows. Throws `forge-moved` when there is a newer one. */
  act(review: Review, act: Act, signal: AbortSignal): Promise<void>;
  /** What `submit` would do with these patches, for a person to agree to; asks nobody. */
  plan(proposal: Proposal): SubmitPlan;
  /**
   * Puts the patches of one branch up for review, or brings their reviews up to date. Doing it again after it was cut off at any point
   * ends in the same reviews. Throws `forge-refused` with the forge's reason as a sentence and its remedy.
   */
  submit(proposal: Proposal, push: Push, signal: AbortSignal): Promise<Submitted[]>;
}

/** Pushes one commit; the caller has git do it. A refusal by the other side is an answer, not an error. */
export type Push = (request: PushRequest, signal: AbortSignal) => Promise<PushAnswer>;
