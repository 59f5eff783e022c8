// Steps that a person would simply do again, and looking until something is seen.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/**
 * Does a step up to five times, and throws what the last one threw. For steps that VS Code can swallow: a key that is
 * pressed while it moves the focus is lost, and a line that moves as a lens arrives is no longer under the mouse. The step
 * is given how long it may wait for what it brings about, in milliseconds: longer each time, as the machine may be slow.
 */
export async function retry<T>(step: (patience: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step(1_500 * 2 ** attempt);
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Reads until it reads what is wanted; fails with the difference after half a minute. */
export async function eventually<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  for (const end = performance.now() + 30_000; ; await setTimeout(50)) {
    const found = await read();
    if (isDeepStrictEqual(found, wanted)) return;
    if (performance.now() > end) assert.deepEqual(found, wanted);
  }
}
