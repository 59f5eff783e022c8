// The threads that answer the pairs of `port --batch`, side by side.
import { Worker } from 'node:worker_threads';
import type { Disposable } from '../base/disposable';
import { Fault } from '../base/fault';
import type { PairWishes } from '../flow/port-pair';
import type { GitSettings } from '../git/command';
import type { Table } from '../lineage/table';
import type { Pair } from './batch-answer';

/** What a thread is started with. */
export interface ThreadWork {
  settings: Pick<GitSettings, 'command' | 'folder' | 'environment'>;
  table: Table;
  wishes: PairWishes;
}

/** A pair for a thread; its answer has the same number. */
export interface ThreadQuestion {
  number: number;
  pair: Pair;
}

/** A thread's answer, with the line feed at its end. */
export interface ThreadAnswer {
  number: number;
  text: string;
}

/** Answers pairs, each with a line of JSON. */
export interface Answerer extends Disposable {
  /** Rejects with the reason when the thread ends first, or has ended. */
  answer(pair: Pair): Promise<string>;
  /** Ends at once what is under way. */
  dispose(): void;
}

/** Megabytes of objects that live long, and of new ones; the less a thread may take, the sooner V8 tidies up. */
const [MOST_MEMORY, MOST_NEW] = [1024, 16];

/** So many threads as one, each started when all before it have a pair; the next one goes to the thread that has the fewest. */
export function threads(file: string, count: number, work: ThreadWork): Answerer {
  const all = Array.from({ length: count }, () => ({ one: thread(file, work), load: 0 }));
  return {
    async answer(pair) {
      const free = all.reduce((best, next) => (next.load < best.load ? next : best));
      free.load++;
      return free.one.answer(pair).finally(() => free.load--);
    },
    dispose: () => {
      for (const { one } of all) one.dispose();
    },
  };
}

/** A thread that runs this file; it starts with the first pair. */
function thread(file: string, work: ThreadWork): Answerer {
  const waiting = new Map<number, { resolve(text: string): void; reject(error: unknown): void }>();
  let asked = 0;
  let worker: Worker | undefined;
  let ended: { reason: unknown } | undefined;
  const end = (reason: unknown) => {
    ended ??= { reason };
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const start = () => {
    const resourceLimits = { maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: MOST_NEW };
    const started = new Worker(file, { workerData: work, resourceLimits });
    started.on('message', ({ number, text }: ThreadAnswer) => {
      waiting.get(number)?.resolve(text);
      waiting.delete(number);
    });
    started.once('error', (error: Error & { code?: string }) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : error),
    );
    started.once('exit', () => end(new Error('The thread was ended.')));
    return started;
  };
  return {
    answer: (pair) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(ended.reason);
          return;
        }
        worker ??= start();
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ number: asked++, pair } satisfies ThreadQuestion);
      }),
    dispose: () => void worker?.terminate(),
  };
}

function outOfMemory(): Fault {
  const next = 'Ask for the pairs that have no answer yet again, each by itself.';
  return new Fault('out-of-memory', `The pairs under way need more than ${MOST_MEMORY} MB of memory.`, next);
}
