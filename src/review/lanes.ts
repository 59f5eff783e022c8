// Lets only so many jobs run at once for each key; the others wait in order.
import { setMaxListeners } from 'node:events';

/** Runs a job when there is room for its key. Rejects with the signal's reason when it is aborted while it waits. */
export type Lanes = <T>(key: string, signal: AbortSignal, job: () => Promise<T>) => Promise<T>;

/** Makes lanes of this width: at most `width` jobs at a time for one key. */
export function createLanes(width: number): Lanes {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();
  return async (key, signal, job) => {
    signal.throwIfAborted();
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running >= width) await turn(lane.waiting, signal);
    else lane.running++;
    try {
      return await job();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else if (--lane.running === 0) lanes.delete(key);
    }
  };
}

/** Resolves when a running job hands its place over. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(start), 1);
      reject(signal.reason);
    };
    waiting.push(start);
    // As many may wait as there are questions; Node warns of more than ten otherwise.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', leave, { once: true });
  });
}
