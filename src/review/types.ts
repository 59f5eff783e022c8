// What a forge knows of a fix, in our own words: the values that every forge maps to and every surface shows.
import type { Fault } from '../base/fault';

/**
 * Where a fix stands on one branch.
 * `needs-you`: its author has to do something before anyone else can go on; `not-submitted`: the forge has no review of it;
 * `unknown`: the forge's answer could not be understood; `offline`: the forge was never reached.
 */
export type ReviewState =
  | 'draft'
  | 'in-review'
  | 'needs-you'
  | 'approved'
  | 'merged'
  | 'abandoned'
  | 'not-submitted'
  | 'unknown'
  | 'offline';

/** The states that a review itself can have; the other two are states of what we know. */
export type KnownState = Exclude<ReviewState, 'not-submitted' | 'offline'>;

/**
 * A fix as forges know it. `id` is what the answer is filed under: the Change-Id where there is one, else the fix's name. `addresses` are the
 * reviews that its patches name (`Forwarded`), `commits` the full ids of upstream commits that are the fix, `heads` the branches that a submit pushes it as, `changes` what its patches change (`changedLines`).
 */
export interface Sought {
  id: string;
  title: string;
  addresses: string[];
  commits: string[];
  heads: string[];
  changes: string[];
}

/** What names a review for good: the forge's host (with its port if it has one), the project and the number there. */
export interface ReviewKey {
  host: string;
  project: string;
  number: number;
}

/** The vote that counts on one label. `text` is the forge's own word for that value, `by` the names of those who gave it. */
export interface Vote {
  label: string;
  value: number;
  text: string;
  by: string[];
}

/** One condition for merging. `unknown`: the forge could not evaluate it. */
export interface Requirement {
  name: string;
  state: 'satisfied' | 'unsatisfied' | 'overridden' | 'unknown';
}

/** A CI job that did not succeed. `result` is the CI's own word, such as `FAILURE` or `TIMED_OUT`. */
export interface CiJob {
  name: string;
  result: string;
  voting: boolean;
  url?: string;
}

/** The newest word of one CI on one of its pipelines, for the current patch set. Without `voting` it decides nothing. */
export interface CiReport {
  reporter: string;
  /** Empty when the reporter does not name one. */
  pipeline: string;
  state: 'passed' | 'failed' | 'running';
  voting: boolean;
  failing: CiJob[];
}

/** What CI says of the current patch set: the reports that vote, taken together. `none`: none of them voted. */
export interface CiVerdict {
  state: 'passed' | 'failed' | 'running' | 'none';
  /** The pipeline that decided; empty with `none`. */
  pipeline: string;
  /** Jobs that made the deciding report what it is; empty unless it failed. */
  failing: CiJob[];
  /** One entry for each reporter and pipeline, those included that do not vote. */
  reports: CiReport[];
}

/** Who has to act next, and why, in one line. */
export interface NextActor {
  who: 'you' | 'reviewers' | 'author' | 'ci' | 'nobody';
  why: string;
}

/** One review, as the forge had it when it was asked. */
export interface Review {
  key: ReviewKey;
  url: string;
  branch: string;
  /** Empty where the forge has none. */
  changeId: string;
  subject: string;
  state: KnownState;
  /** Why the state is `unknown`. */
  reason?: string;
  votes: Vote[];
  ci: CiVerdict;
  requirements: Requirement[];
  /** Comment threads that wait for an answer. */
  unresolved: number;
  /** 1-based number of the current patch set; 0 when the forge did not say. */
  patchSet: number;
  /** Full id of the current patch set's commit; empty when the forge did not say. */
  commit: string;
  /** What git fetches the current patch set by, such as `refs/changes/34/1234/5`; empty when the forge did not say. */
  ref: string;
  owner: string;
  /** Names of the people who are asked to review, the owner left out. */
  reviewers: string[];
  /** Epoch milliseconds of the last change at the forge; 0 when it did not say. */
  updated: number;
  next: NextActor;
  /** What the forge calls this state of it for this person: while that is the same, nothing else has changed. Absent where it does not tell. */
  record?: string;
}

/**
 * What is known of one fix, by its `Sought.id`: its reviews on all branches at `asOf` (epoch milliseconds). `asOf` is 0 when no answer ever came;
 * `fault` is why the newest try failed, and then the reviews are the last good ones.
 */
export interface Knowledge {
  id: string;
  reviews: Review[];
  asOf: number;
  fault?: Fault;
}
