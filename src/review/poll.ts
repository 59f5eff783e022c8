// When to ask a forge again on one's own: a pure policy that is gentle to public servers.
import type { Fault } from '../base/fault';
import { ForgeError } from './error';

/** What the policy remembers of one forge. Times are epoch milliseconds; `interval` is the present one in milliseconds. */
export interface PollState {
  lastPoll: number;
  interval: number;
  /** Not before this time, because the forge asked for a pause. */
  notBefore: number;
}

const minute = 60_000;
const shortest = 5 * minute;
const longest = 30 * minute;

/** A forge that was never asked. */
export const neverPolled: PollState = { lastPoll: 0, interval: shortest, notBefore: 0 };

/** How a poll ended. */
export type PollResult = { kind: 'changed' } | { kind: 'unchanged' } | { kind: 'failed'; fault: Fault };

/**
 * The state after a poll that ended at `now`. News bring the shortest interval back, and each poll without news doubles it up to half
 * an hour; so does a failure, and a pause that the forge asked for is kept.
 */
export function afterPoll(state: PollState, result: PollResult, now: number): PollState {
  if (result.kind === 'changed') return { lastPoll: now, interval: shortest, notBefore: 0 };
  const interval = Math.min(state.interval * 2, longest);
  if (result.kind === 'unchanged') return { lastPoll: now, interval, notBefore: 0 };
  const pause = result.fault instanceof ForgeError ? (result.fault.retryAfter ?? 0) : 0;
  return { lastPoll: now, interval, notBefore: now + pause };
}

/** What the policy looks at besides its state. `random` is in 0..1 and spreads many users' polls. */
export interface PollSituation {
  now: number;
  focused: boolean;
  /** Reviews that may still move; with none there is nothing to ask for. */
  open: number;
  random: number;
}

/**
 * Milliseconds to wait before the next poll; undefined while there is no reason to poll at all (no focus, or nothing open).
 * A poll that is overdue still waits 15 to 60 seconds, so that coming back to the window does not ask at once.
 */
export function nextPoll(state: PollState, situation: PollSituation): number | undefined {
  if (!situation.focused || situation.open === 0) return undefined;
  const due = Math.max(state.lastPoll + state.interval, state.notBefore) - situation.now;
  return Math.max(due, 0) + Math.round((15 + 45 * situation.random) * 1000);
}
