// The one place that holds what is known of reviews: surfaces read it and listen, nobody else asks the forge.
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { Fault } from '../base/fault';
import type { Forge } from './forge';
import { readCache, writeCache } from './schema';
import type { Knowledge, Sought } from './types';

/** Where the cache is kept between runs; `write` replaces it as one step. What is lost here is only asked again. */
export interface CacheStorage {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** What a store needs. `now` gives epoch milliseconds; `reader` is the product and version that reads the forge's answers. */
export interface StoreOptions {
  forge: Pick<Forge, 'host' | 'find' | 'remember'>;
  storage: CacheStorage;
  reader: string;
  now: () => number;
}

/** What is known of the reviews of one forge, by `Sought.id`. */
export interface ReviewStore extends Disposable {
  readonly host: string;
  /** Reads the cache, once; later calls wait for the same reading. Never fails. */
  load(): Promise<void>;
  /** What is known now, from memory; undefined when this fix was never asked for. */
  get(id: string): Knowledge | undefined;
  /**
   * Asks the forge and resolves when the answer is in. A fix that is being asked for already is not asked for twice. A fault of
   * the forge becomes part of the knowledge, which keeps the last good reviews; rejects only with the signal's reason, which stops
   * the asking itself when nobody else waits for it.
   */
  refresh(sought: readonly Sought[], signal: AbortSignal): Promise<void>;
  /** Fires with the ids whose knowledge is new. */
  readonly onDidChange: Event<readonly string[]>;
}

/** The newest entries that are kept; a Gerrit review takes about 2 KB. */
const maxEntries = 2000;

/** One question under way; `end` lets it be asked anew, and stops it if it has no answer yet. */
interface Flight {
  done: Promise<void>;
  waiters: number;
  end(): void;
}

/** Makes an empty store; nothing is read, asked or written until a method is called. */
export function createReviewStore({ forge, storage, reader, now }: StoreOptions): ReviewStore {
  const known = new Map<string, Knowledge>();
  const flights = new Map<string, Flight>();
  const changed = new Emitter<readonly string[]>();
  let loading: Promise<void> | undefined;
  let writing = Promise.resolve();

  async function read(): Promise<void> {
    const text = await storage.read().catch(() => undefined);
    const entries = text === undefined ? [] : readCache(text, forge.host, reader);
    forge.remember(entries);
    for (const entry of entries) if (!known.has(entry.id)) known.set(entry.id, entry);
    if (entries.length > 0) changed.fire(entries.map(({ id }) => id));
  }

  function load(): Promise<void> {
    loading ??= read();
    return loading;
  }

  /** A cache that cannot be written is not worth a fault: the next start asks again. */
  function save(): void {
    const newest = [...known.values()].filter((each) => each.asOf > 0).sort((a, b) => b.asOf - a.asOf);
    for (const old of newest.splice(maxEntries)) known.delete(old.id);
    const text = writeCache(forge.host, reader, newest);
    writing = writing.then(() => storage.write(text)).catch(() => {});
  }

  async function ask(sought: readonly Sought[], signal: AbortSignal): Promise<void> {
    await load();
    try {
      const found = await forge.find(sought, signal);
      const asOf = now();
      for (const { id } of sought) known.set(id, { id, reviews: found.get(id) ?? [], asOf });
      save();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      for (const { id } of sought) {
        const { reviews = [], asOf = 0 } = known.get(id) ?? {};
        known.set(id, { id, reviews, asOf, fault: error });
      }
    }
    changed.fire(sought.map(({ id }) => id));
    await writing;
  }

  function start(sought: readonly Sought[]): void {
    const controller = new AbortController();
    const end = () => {
      controller.abort();
      for (const { id } of sought) flights.delete(id);
    };
    const flight: Flight = { done: ask(sought, controller.signal), waiters: 0, end };
    for (const { id } of sought) flights.set(id, flight);
  }

  return {
    host: forge.host,
    load,
    get: (id) => known.get(id),
    async refresh(sought, signal) {
      signal.throwIfAborted();
      const missing = new Map(sought.filter(({ id }) => !flights.has(id)).map((each) => [each.id, each]));
      if (missing.size > 0) start([...missing.values()]);
      const flightsNow = new Set(sought.map(({ id }) => flights.get(id)).filter((flight) => flight !== undefined));
      await Promise.all([...flightsNow].map((flight) => join(flight, signal)));
    },
    onDidChange: changed.event,
    dispose() {
      for (const flight of flights.values()) flight.end();
      changed.dispose();
    },
  };
}

/** Waits for a flight; the last one who stops waiting ends it. */
async function join(flight: Flight, signal: AbortSignal): Promise<void> {
  flight.waiters++;
  let leave = () => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    await Promise.race([flight.done, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    if (--flight.waiters === 0) flight.end();
  }
}
