// Runs many asynchronous jobs with only so many at a time.

/** Maps items in order with at most `width` jobs under way; stops starting jobs once one fails or the signal aborts. */
export async function mapLimit<T, R>(
  items: readonly T[],
  width: number,
  job: (item: T, index: number) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      signal?.throwIfAborted();
      const index = next++;
      try {
        results[index] = await job(items[index] as T, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
