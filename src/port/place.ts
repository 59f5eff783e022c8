// What the decisions about a fix's files lean on: the target, the base, and what is known of moves.
import type { Bytes } from '../base/bytes';
import type { Means } from './settle';
import type { Snapshot } from './types';

/** What the decision about a file leans on. */
export interface Place extends Means {
  target: Snapshot;
  /** What the fix started from; undefined when only its files are known. */
  base: Snapshot | undefined;
  /** Where the target has moved a file of the base, old path to new path; looked up when first asked for. */
  moves(): Promise<ReadonlyMap<Bytes, Bytes>>;
  /** Paths that the fix itself takes away. */
  removed: ReadonlySet<Bytes>;
}
