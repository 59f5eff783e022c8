// Remembers values up to a total size, and forgets those first that were not asked for the longest time.

/** A bounded memory of values by key. */
export interface ByteCache<T> {
  get(key: string): T | undefined;
  /** Keeps a value of this many bytes; one that is larger than a quarter of the limit is not kept. */
  set(key: string, value: T, bytes: number): void;
}

/** A cache that holds at most `limit` bytes. */
export function byteCache<T>(limit: number): ByteCache<T> {
  const kept = new Map<string, { value: T; bytes: number }>();
  /**
   * All before it are forgotten or asked for again, so it stands at the oldest. Begun anew it passes the gaps of those, kept it holds every
   * former state of the map since it was moved last: so it is begun anew when as many were asked for again as are kept.
   */
  let oldest = kept.entries();
  let again = 0;
  let total = 0;
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      if (++again > kept.size) [oldest, again] = [kept.entries(), 0];
      return found.value;
    },
    set(key, value, bytes) {
      if (bytes > limit / 4 || kept.has(key)) return;
      kept.set(key, { value, bytes });
      total += bytes;
      while (total > limit) {
        const [key, { bytes: freed }] = oldest.next().value!;
        kept.delete(key);
        total -= freed;
      }
    },
  };
}
