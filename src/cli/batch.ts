// `fishladder port --batch`: answers pairs of commits, one line of JSON each, in the order they were asked.
import { availableParallelism } from 'node:os';
import { Fault } from '../base/fault';
import type { Ladder } from '../flow/ladder';
import { openTable } from '../lineage/open';
import type { Call } from './arguments';
import type { Pair } from './batch-answer';
import { type Answerer, threads } from './batch-threads';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Pairs under way at a time in a thread: while one waits for git's objects, another one merges. */
const WIDTH = 4;
/** Threads at most, as each has caches of its own: two stay below 500 MB together on large histories. */
const THREADS = 2;
/** Answers that wait for an earlier one, or for a reader of standard output, before no further line is read. */
const MOST_WAITING = 200;

/** Ports each pair in memory; with `--write-tree` also stores the resulting tree. An answer is written as soon as all before it are. */
export async function runBatch(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  if (words.length > 0) throw usageFault(`'port --batch' takes its pairs from standard input, not '${words[0]}'.`);
  const stray = (['to', 'dry-run', 'force', 'explain'] as const).find((name) => options[name] !== undefined);
  if (stray) throw usageFault(`--${stray} does not go with --batch.`);
  const { folder, host, signal } = terminal;
  const count = Math.min(THREADS, availableParallelism());
  const all = threads(terminal.thread, count, {
    settings: { command: ladder.settings.git ?? 'git', folder, environment: host.environment },
    table: await openTable(ladder.git, signal),
    wishes: { writeTree: options['write-tree'] === true, chains: options['with-prerequisites'] === true },
  });
  signal.addEventListener('abort', all.dispose);
  try {
    await answerLines(all, WIDTH * count, terminal);
  } finally {
    all.dispose();
  }
  return EXIT.done;
}

/** Answers the lines of standard input, so many at a time; the first failure ends it. Throws `bad-pair` when all before that line are answered. */
async function answerLines(all: Answerer, width: number, terminal: Terminal): Promise<void> {
  const failure = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let last: Promise<void> = Promise.resolve();
  let [number, waiting] = [0, 0];
  for await (const line of terminal.lines(failure.signal)) {
    number++;
    if (line.trim() === '') continue;
    if (underWay.size >= width) await Promise.race(underWay);
    if (waiting >= MOST_WAITING) await last;
    terminal.signal.throwIfAborted();
    if (failure.signal.aborted) break;
    const pair = readPair(line);
    if (!pair) {
      await last;
      throw badPair(number);
    }
    const job = all.answer(pair);
    const done: Promise<unknown> = job.finally(() => underWay.delete(done));
    underWay.add(done);
    waiting++;
    last = Promise.all([job, last]).then(async ([text]) => {
      await terminal.out(text);
      waiting--;
    });
    done.catch(() => {});
    last.catch(() => failure.abort());
  }
  terminal.signal.throwIfAborted();
  await last;
}

function readPair(line: string): Pair | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  const pair = value as { commit?: unknown; onto?: unknown } | null | undefined;
  if (typeof pair?.commit === 'string' && typeof pair.onto === 'string')
    return { commit: pair.commit, onto: pair.onto };
  return undefined;
}

function badPair(number: number): Fault {
  return new Fault(
    'bad-pair',
    `Line ${number} of standard input is not a pair of commits.`,
    'Write each as {"commit":"REV","onto":"REV"} on a line of its own.',
  );
}
