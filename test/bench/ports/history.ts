// Real ports of a repository's history: what was carried, onto what, and what a person made of it.
import { execFileSync } from 'node:child_process';

/** A commit, the commit that it was carried onto, and what the person committed there. */
export interface HistoricPort {
  commit: string;
  onto: string;
  human: string;
  /** The commit that the change began as: the same for all its ports. */
  change: string;
  /** Year of the person's commit. */
  year: number;
}

/** The ports, those whose source is not in the repository, and how many there are whose source is a merge. */
export interface History {
  ports: HistoricPort[];
  absent: HistoricPort[];
  merges: number;
}

/** Which commit counts as the source: the nearest one that was ported already, or the original. */
export type Source = 'last' | 'first';

/**
 * All commits with a `(cherry picked from commit …)` line, taken as ports of the commit that its last (or first) such line
 * names onto their parent. With `reverse` the port's commit is carried onto the parent of its source instead.
 */
export function historyOf(repository: string, source: Source, reverse: boolean): History {
  const format = [
    'log',
    '--all',
    '--no-merges',
    '--fixed-strings',
    '--grep=(cherry picked from commit ',
    '--format=%H %P%n%ct%n%B%x00',
  ];
  const found = git(repository, format)
    .split('\0')
    .flatMap((entry) => {
      const [, human, onto, time] = /^\s*([0-9a-f]{40}) ([0-9a-f]{40})\n(\d+)\n/.exec(entry) ?? [];
      const lines = [...entry.matchAll(/^\s*\(cherry picked from commit ([0-9a-f]{40})\)\s*$/gm)].map(([, id]) => id);
      const commit = source === 'last' ? lines.at(-1) : lines[0];
      if (!human || !onto || !commit) return [];
      return { commit, onto, human, change: lines[0] ?? commit, year: new Date(Number(time) * 1000).getUTCFullYear() };
    });
  const asked = [...new Set(found.map(({ commit }) => commit))];
  const facts = git(
    repository,
    ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    asked.map((id) => `${id}\n`).join(''),
  );
  const present = new Set(
    facts
      .split('\n')
      .filter((line) => line.endsWith(' commit'))
      .map((line) => line.slice(0, 40)),
  );
  const known = found.filter(({ commit }) => present.has(commit));
  const parents = parentsOf(repository, [...present]);
  const ports = known.filter(({ commit }) => parents.get(commit)?.length === 1);
  const turned = ports.map((port) => ({
    ...port,
    commit: port.human,
    onto: parents.get(port.commit)?.[0] ?? '',
    human: port.commit,
  }));
  const absent = found.filter(({ commit }) => !present.has(commit));
  return { ports: reverse ? turned : ports, absent, merges: known.length - ports.length };
}

/** So many ports in a random order that a seed fixes; all of them, in that order, where there are fewer. */
export function sampleOf(ports: readonly HistoricPort[], count: number, seed: number): HistoricPort[] {
  return shuffled(ports, seed).slice(0, count);
}

/** The items in a random order that a seed fixes. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items];
  let state = seed;
  for (let at = mixed.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

function parentsOf(repository: string, commits: readonly string[]): Map<string, string[]> {
  const lines = git(
    repository,
    ['rev-list', '--no-walk=unsorted', '--parents', '--stdin'],
    commits.map((id) => `${id}\n`).join(''),
  );
  return new Map(
    lines
      .split('\n')
      .map((line) => line.split(' '))
      .map(([id = '', ...parents]) => [id, parents]),
  );
}

/** What git prints, a character a byte. */
export function git(cwd: string, args: readonly string[], input = ''): string {
  return execFileSync('git', args, { cwd, input, encoding: 'latin1', maxBuffer: 2 ** 30 });
}
