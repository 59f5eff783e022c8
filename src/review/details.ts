// What was read of single reviews when a person looked at them; like the store of reviews, the one place that asks for it.
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { Fault } from '../base/fault';
import type { Forge } from './forge';
import type { ReviewDetail } from './thread';
import type { Review } from './types';

/** A review's detail as it was at `asOf` (epoch milliseconds). With `fault` the newest try failed; `detail` is the last good one, if any. */
export interface KnownDetail {
  detail?: ReviewDetail;
  asOf: number;
  fault?: Fault;
}

/** The details of one forge's reviews, by the review's address. */
export interface DetailStore extends Disposable {
  /** All that is known now; replaced when something is new, never changed. */
  all(): ReadonlyMap<string, KnownDetail>;
  /**
   * Reads a review's detail unless it was asked for since the review last changed. A fault of the forge becomes part of the knowledge;
   * rejects only with the signal's reason.
   */
  want(review: Review, signal: AbortSignal): Promise<void>;
  /** Reads it in any case. */
  refresh(review: Review, signal: AbortSignal): Promise<void>;
  readonly onDidChange: Event<void>;
}

/** The most details that are kept; the oldest go first. */
const MOST = 200;

/** Makes an empty store; nothing is asked until something is wanted. `now` gives epoch milliseconds. */
export function createDetailStore(forge: Pick<Forge, 'detail'>, now: () => number): DetailStore {
  const changed = new Emitter<void>();
  const read = new Map<string, string>();
  const flights = new Map<string, Promise<void>>();
  let known: ReadonlyMap<string, KnownDetail> = new Map();

  function learn(url: string, what: KnownDetail): void {
    const next = new Map([...known].filter(([each]) => each !== url));
    next.set(url, what);
    for (const old of [...next.keys()].slice(0, Math.max(0, next.size - MOST))) next.delete(old);
    known = next;
    changed.fire();
  }

  async function ask(review: Review, signal: AbortSignal): Promise<void> {
    const { url } = review;
    try {
      const detail = await forge.detail(review, signal);
      read.set(url, stateOf(review));
      learn(url, { detail, asOf: now() });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { detail, asOf = 0 } = known.get(url) ?? {};
      read.set(url, stateOf(review));
      learn(url, { ...(detail && { detail }), asOf, fault: error });
    }
  }

  function refresh(review: Review, signal: AbortSignal): Promise<void> {
    const flight = ask(review, signal).finally(() => {
      if (flights.get(review.url) === flight) flights.delete(review.url);
    });
    flights.set(review.url, flight);
    return flight;
  }

  return {
    all: () => known,
    want: async (review, signal) => {
      if (read.get(review.url) === stateOf(review)) return;
      await (flights.get(review.url) ?? refresh(review, signal));
    },
    refresh,
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

/** What changes when there is something new at a review. */
function stateOf({ patchSet, commit, updated, unresolved }: Review): string {
  return [patchSet, commit, updated, unresolved].join(' ');
}
