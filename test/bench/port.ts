// Time per ported pair, beside what a person would use: git cherry-pick in a working tree, and git merge-tree.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { git, gitEnv } from '../demo/repository';
import { execute } from '../ladder/execute';
import { historicPairs, madeUpPairs, type Pair } from './pairs';
import { median, printTable } from './table';

const PAIRS = 200;
/** Pairs for the slow ways: each takes a second or more in a working tree. */
const SLOW_PAIRS = 15;

/**
 * Ports the same pairs in three ways and prints milliseconds a pair. FISHLADDER_BENCH_REPOSITORY names a clone with real
 * backports (nova, say); without it a made-up repository of nova's size serves.
 */
export async function measurePorts(): Promise<void> {
  if ((await execute(['npm', 'run', '--silent', 'build'])) !== 0) throw new Error('The build failed.');
  const given = process.env.FISHLADDER_BENCH_REPOSITORY;
  const { repository, pairs } = given ? { repository: given, pairs: historicPairs(given, PAIRS) } : madeUpPairs(PAIRS);
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-bench-'));
  try {
    const clone = join(folder, 'clone');
    git(folder, 'clone', '--quiet', '--shared', '--no-checkout', repository, clone);
    const slow = pairs.slice(0, SLOW_PAIRS);
    const ways: [string, number[]][] = [
      ['fishladder port --batch', await timeBatch(clone, pairs)],
      ['git merge-tree, a process a pair', slow.map((pair) => timed(() => mergeTree(clone, pair)))],
      ['git cherry-pick -x + format-patch', timeCherryPick(clone, join(folder, 'tree'), slow)],
    ];
    const best = median(ways[0]?.[1] ?? []);
    const rows = ways.map(([name, times]) => [
      name,
      `${times.length}`,
      median(times).toFixed(1),
      percentile(times, 90).toFixed(1),
      `${(median(times) / best).toFixed(0)}×`,
    ]);
    printTable(
      `Porting a pair (${given ?? 'made-up repository'})`,
      ['way', 'pairs', 'ms median', 'ms p90', 'to ours'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (!given) rmSync(repository, { recursive: true, force: true });
  }
}

/** Milliseconds from asking to the answer, one pair at a time, in one process; the first pair warms up and is left out. */
async function timeBatch(folder: string, pairs: readonly Pair[]): Promise<number[]> {
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'port', '--batch'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const times: number[] = [];
  for (const pair of pairs) {
    const start = performance.now();
    child.stdin.write(`${JSON.stringify(pair)}\n`);
    if ((await answers.next()).done) throw new Error('fishladder ended early');
    times.push(performance.now() - start);
  }
  child.stdin.end();
  return times.slice(1);
}

/** The three commits that make git 2.38's merge-tree take a base of our choice, and the merge. */
function mergeTree(folder: string, { commit, onto }: Pair): void {
  const tree = (revision: string, ...parents: string[]) =>
    git(folder, 'commit-tree', '-m', 'x', ...parents.flatMap((parent) => ['-p', parent]), `${revision}^{tree}`).trim();
  const base = tree(`${commit}^`);
  tolerant(() => git(folder, 'merge-tree', '--write-tree', tree(onto, base), tree(commit, base)));
}

function timeCherryPick(folder: string, worktree: string, pairs: readonly Pair[]): number[] {
  git(folder, 'worktree', 'add', '--quiet', '--detach', worktree, pairs[0]?.onto ?? 'HEAD');
  return pairs.map(({ commit, onto }) =>
    timed(() => {
      git(worktree, 'checkout', '--quiet', '--detach', '--force', onto);
      if (!tolerant(() => git(worktree, 'cherry-pick', '-x', commit)))
        tolerant(() => git(worktree, 'cherry-pick', '--abort'));
      else
        execFileSync('git', ['format-patch', '--stdout', '-1'], { cwd: worktree, env: gitEnv(), maxBuffer: 2 ** 28 });
    }),
  );
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** False when the work fails, as git does at a conflict. */
function tolerant(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
