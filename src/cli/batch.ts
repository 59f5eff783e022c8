// `fishladder port --batch`: answers pairs of commits, one line of JSON each, in the order they were asked.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { Ladder } from '../flow/ladder';
import { type PairWishes, portPair } from '../flow/port-pair';
import { fileWords, unchainedWords, warningWords } from '../flow/words';
import type { Git } from '../git/git';
import type { Lineage } from '../lineage/lineage';
import { openLineage } from '../lineage/open';
import type { Adaptation } from '../port/adapt/adapt';
import type { Call } from './arguments';
import { hundredths, regionsJson } from './file-json';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Two revisions of the repository. */
interface Pair {
  commit: string;
  onto: string;
}

/** Pairs under way at a time: while one waits for git's objects, another one merges. */
const WIDTH = 8;
/** A file whose regions are longer than this together, in bytes, gives only their lines. */
const MOST_BYTES = 50_000;

/** Ports each pair in memory; with `--write-tree` also stores the resulting tree. An answer is written as soon as all before it are. */
export async function runBatch({ git }: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  if (words.length > 0) throw usageFault(`'port --batch' takes its pairs from standard input, not '${words[0]}'.`);
  const stray = (['to', 'dry-run', 'force', 'explain'] as const).find((name) => options[name] !== undefined);
  if (stray) throw usageFault(`--${stray} does not go with --batch.`);
  const wishes = { writeTree: options['write-tree'] === true, chains: options['with-prerequisites'] === true };
  const lineage = await openLineage(git, terminal.signal);
  const underWay = new Set<Promise<unknown>>();
  let last: Promise<void> = Promise.resolve();
  let number = 0;
  for await (const line of terminal.lines()) {
    number++;
    if (line.trim() === '') continue;
    if (underWay.size >= WIDTH) await Promise.race(underWay);
    terminal.signal.throwIfAborted();
    const pair = readPair(line);
    if (!pair) {
      await last;
      throw badPair(number);
    }
    const job = answer(git, lineage, pair, wishes);
    const done: Promise<unknown> = job.finally(() => underWay.delete(done));
    underWay.add(done);
    last = Promise.all([job, last]).then(([value]) => terminal.out(`${JSON.stringify(value)}\n`));
    for (const promise of [done, last]) promise.catch(() => {});
  }
  terminal.signal.throwIfAborted();
  await last;
  return EXIT.done;
}

/** The chance of the least certain hunk, in hundredths. */
function confidenceOf(hunks: readonly Adaptation[]): number {
  return hundredths(Math.min(...hunks.map(({ chance }) => chance)));
}

/** A pair whose commits the repository lacks is refused, with the reason, so that the others still get their answers. */
async function answer(git: Git, lineage: Lineage, pair: Pair, wishes: PairWishes): Promise<object> {
  try {
    const { result, warnings, tree, proof, first, unchained, ...ids } = await portPair(git, lineage, pair, wishes);
    const files = result.files.map((file) => ({
      path: decode(file.path),
      outcome: file.kind,
      ...('hunks' in file && file.hunks.length > 0 ? { confidence: confidenceOf(file.hunks) } : {}),
      ...('trust' in file && file.trust !== undefined ? { trust: hundredths(file.trust) } : {}),
      ...('reason' in file ? { reason: fileWords(file) } : {}),
      ...(file.kind === 'conflict' ? regionsJson(file.reason, MOST_BYTES) : {}),
    }));
    return {
      ...ids,
      outcome: result.outcome,
      ...(proof ? { proof: proof.kinship, by: proof.commit, changed: proof.changed } : {}),
      files,
      warnings: warnings.map(warningWords),
      ...(first ? { prerequisites: first } : {}),
      ...(unchained ? { withoutPrerequisites: unchainedWords(unchained) } : {}),
      ...(tree ? { tree } : {}),
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...pair, outcome: 'refused', files: [], reason: error.message };
  }
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
