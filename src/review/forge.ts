// What Fishladder asks of a review system; each forge implements it in its own folder.
import type { ForgeError } from './error';
import type { Review } from './types';

/** Whether a forge answers. `version` is empty when it answers but does not say; `fault` is why it could not be used. */
export type ForgeHealth =
  | { host: string; reachable: true; version: string }
  | { host: string; reachable: false; fault: ForgeError };

/** A review system that can be asked about fixes. */
export interface Forge {
  /** Host name, with the port if it is not the usual one. */
  readonly host: string;
  /**
   * All reviews of these Change-Ids, on every branch; each Change-Id asked for has an entry, empty when there is no review
   * (or when it has not the form of one). Throws `ForgeError`, or the signal's reason when it was aborted.
   */
  find(changeIds: readonly string[], signal: AbortSignal): Promise<Map<string, Review[]>>;
  /** Tries the forge. Faults are part of the answer; throws only the signal's reason. */
  check(signal: AbortSignal): Promise<ForgeHealth>;
}
