// Pairs to port: real backports of a repository's history, or those of a made-up repository of nova's size.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../demo/repository';

/** A commit, and the commit that it was, or would be, carried onto. */
export interface Pair {
  commit: string;
  onto: string;
}

/** Backports spread evenly over a repository's history: the commit that the last `(cherry picked from commit …)` line names, onto the backport's parent. */
export function historicPairs(repository: string, most: number): Pair[] {
  const args = [
    'log',
    '--all',
    '--no-merges',
    '--fixed-strings',
    '--grep=(cherry picked from commit ',
    '--format=%H %P%n%B%x00',
  ];
  const log = execFileSync('git', args, { cwd: repository, encoding: 'latin1', maxBuffer: 2 ** 30 });
  const pairs = log.split('\0').flatMap((entry) => {
    const onto = /^\s*[0-9a-f]{40} ([0-9a-f]{40})\n/.exec(entry)?.[1];
    const commit = [...entry.matchAll(/^\(cherry picked from commit ([0-9a-f]{40})\)$/gm)].at(-1)?.[1];
    return onto && commit ? [{ commit, onto }] : [];
  });
  const step = Math.max(1, Math.floor(pairs.length / (most * 2)));
  const wanted = pairs.filter((_, index) => index % step === 0);
  const input = wanted.map(({ commit }) => `${commit}\n`).join('');
  const checked = execFileSync('git', ['cat-file', '--batch-check'], {
    cwd: repository,
    input,
    encoding: 'utf8',
  }).split('\n');
  return wanted.filter((_, index) => checked[index]?.includes(' commit ')).slice(0, most);
}

const FILES = 3200;
const LINES = 200;

/** A repository with as many files as nova (3,200; 25 MB) and three branches that went apart; gives its path and its pairs. */
export function madeUpPairs(count: number): { repository: string; pairs: Pair[] } {
  const repository = mkdtempSync(join(tmpdir(), 'fishladder-bench-'));
  git(repository, 'init', '--quiet', '--bare');
  const stream: string[] = [];
  const paths = Array.from({ length: FILES }, (_, n) => `part${n % 40}/unit${n % 8}/file${n}.py`);
  const text = (n: number, edits: readonly number[]) =>
    Array.from({ length: LINES }, (_, line) =>
      edits.includes(line) ? `edited = ${n * line}\n` : `value_${line} = compute(${n}, ${line})\n`,
    ).join('');
  const commit = (branch: string, from: string, files: readonly [string, string][]) => {
    stream.push(
      `commit refs/heads/${branch}\ncommitter A <a@example.org> 1790000000 +0000\ndata 2\nx\n${from ? `from ${from}\n` : ''}`,
    );
    for (const [path, content] of files) stream.push(`M 100644 inline ${path}\ndata ${content.length}\n${content}\n`);
  };
  commit(
    'stable',
    '',
    paths.map((path, n) => [path, text(n, [])]),
  );
  commit(
    'master',
    'refs/heads/stable',
    paths.filter((_, n) => n % 3 === 0).map((path, n) => [path, text(n * 3, [10, 150])]),
  );
  commit(
    'older',
    'refs/heads/stable',
    paths.flatMap((path, n) => (n % 3 === 1 ? [[path, text(n, [20])]] : [])),
  );
  for (let n = 0; n < count; n++) {
    const file = (n * 7) % FILES;
    const edits = file % 3 === 0 ? [10, 150, 80] : [80];
    commit('master', '', [[paths[file] ?? '', text(file, edits)]]);
  }
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository, input: stream.join('') });
  const ontos = ['stable', 'older'].map((name) => git(repository, 'rev-parse', name).trim());
  const commits = git(repository, 'rev-list', `--max-count=${count}`, 'master').trim().split('\n');
  return { repository, pairs: commits.map((commit, n) => ({ commit, onto: ontos[n % 2] ?? '' })) };
}
