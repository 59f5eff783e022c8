// The threads that answer the pairs of `port --batch`, side by side.
import { Worker } from 'node:worker_threads';
import type { Disposable } from '../base/disposable';
import type { PairWishes } from '../flow/port-pair';
import type { GitSettings } from '../git/command';
import type { Table } from '../lineage/table';
import { type Pair, refusedAnswer } from './batch-answer';

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

const TOO_MUCH = `The pair needs more than ${MOST_MEMORY} MB of memory.`;

/**
 * So many threads as one, each started when all before it have a pair; the next one goes to the thread that has the fewest. The pairs of
 * a thread that is out of memory are asked again, one after the other in a thread of their own; what needs too much even so is refused.
 */
export function threads(file: string, count: number, work: ThreadWork): Answerer {
  const place = () => ({ one: thread(file, work), load: 0 });
  const all = Array.from({ length: count }, place);
  const alone = place();
  let turn: Promise<unknown> = Promise.resolve();
  const ask = async (at: ReturnType<typeof place>, pair: Pair): Promise<string | OutOfMemory> => {
    const { one } = at;
    at.load++;
    try {
      return await one.answer(pair);
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error;
      if (at.one === one) at.one = thread(file, work);
      return error;
    } finally {
      at.load--;
    }
  };
  const askAlone = async (pair: Pair) => {
    const answer = turn.then(() => ask(alone, pair));
    turn = answer.catch(() => {});
    return answer;
  };
  return {
    async answer(pair) {
      const free = all.reduce((best, next) => (next.load < best.load ? next : best));
      const answer = await ask(free, pair);
      if (typeof answer === 'string') return answer;
      const last = await askAlone(pair);
      return typeof last === 'string' ? last : refusedAnswer(pair, TOO_MUCH);
    },
    dispose: () => {
      for (const { one } of [...all, alone]) one.dispose();
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
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new OutOfMemory() : error),
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
    dispose: () => {
      end(new Error('The thread was ended.'));
      void worker?.terminate();
    },
  };
}

/** The pairs that a thread had under way need more than it may take. */
class OutOfMemory extends Error {}
