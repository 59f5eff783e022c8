// What was read of single reviews when a person looked at them; like the store of reviews, the one place that asks for it.
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { Fault } from '../base/fault';
import type { Forge } from './forge';
import { readDetails, writeDetails } from './schema';
import type { CacheStorage } from './store';
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
  /** Reads what an earlier run has read, once; later calls wait for the same reading. Never fails. */
  load(): Promise<void>;
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

/** Characters of them that are kept on disk. */
const MOST_TEXT = 4_000_000;

/** What a store of details needs. `now` gives epoch milliseconds. */
export interface DetailOptions {
  forge: Pick<Forge, 'host' | 'detail'>;
  storage: CacheStorage;
  now: () => number;
}

/** Makes an empty store; nothing is read or asked until a method is called. */
export function createDetailStore({ forge, storage, now }: DetailOptions): DetailStore {
  const changed = new Emitter<void>();
  const read = new Map<string, string>();
  const flights = new Map<string, Promise<void>>();
  let known: ReadonlyMap<string, KnownDetail> = new Map();
  let loading: Promise<void> | undefined;
  let writing = Promise.resolve();

  async function readAll(): Promise<void> {
    const text = await storage.read().catch(() => undefined);
    const earlier = text === undefined ? [] : readDetails(text, forge.host);
    if (earlier.length === 0) return;
    known = new Map([
      ...earlier.map(({ url, detail, asOf }): [string, KnownDetail] => [url, { detail, asOf }]),
      ...known,
    ]);
    changed.fire();
  }

  function load(): Promise<void> {
    loading ??= readAll();
    return loading;
  }

  /** What cannot be written is not worth a fault: the next start asks again. */
  function save(): void {
    const all = [...known].flatMap(([url, { detail, asOf }]) => (detail ? [{ url, detail, asOf }] : []));
    const text = writeDetails(forge.host, all, MOST_TEXT);
    writing = writing.then(() => storage.write(text)).catch(() => {});
  }

  function learn(url: string, what: KnownDetail): void {
    const next = new Map([...known].filter(([each]) => each !== url));
    next.set(url, what);
    for (const old of [...next.keys()].slice(0, Math.max(0, next.size - MOST))) next.delete(old);
    known = next;
    changed.fire();
  }

  async function ask(review: Review, signal: AbortSignal): Promise<void> {
    const { url } = review;
    await load();
    try {
      const detail = await forge.detail(review, signal);
      read.set(url, stateOf(review));
      learn(url, { detail, asOf: now() });
      save();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { detail, asOf = 0 } = known.get(url) ?? {};
      read.set(url, stateOf(review));
      learn(url, { ...(detail && { detail }), asOf, fault: error });
    }
    await writing;
  }

  function refresh(review: Review, signal: AbortSignal): Promise<void> {
    const flight = ask(review, signal).finally(() => {
      if (flights.get(review.url) === flight) flights.delete(review.url);
    });
    flights.set(review.url, flight);
    return flight;
  }

  return {
    load,
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
