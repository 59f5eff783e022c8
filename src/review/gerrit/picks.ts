// Finds reviews that are a fix under another Change-Id: of its very commit, or of a pick of it that says so.
import { ForgeError } from '../error';
import type { Sought } from '../types';
import type { Door } from './door';
import { scopeOf } from './query';
import { readPage } from './schema';

/** The numbers of such reviews, by `Sought.id`, as far as they are known by now. */
export type Picks = (
  sought: readonly Sought[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, ReadonlySet<number>>>;

/** Commits of one request, which keeps its address below 7 KB. */
const atOnce = 60;

/** Makes the search. Each call costs one request at most: commits take turns, the ones that were never asked for first. */
export function createPicks(door: Door, project: string): Picks {
  const found = new Map<string, Set<number>>();
  const askedAt = new Map<string, number>();
  let turn = 0;
  let isAnswered = true;

  async function ask(commits: readonly string[], signal: AbortSignal): Promise<[commit: string, number: number][]> {
    const terms = commits.flatMap((commit) => [`commit:${commit}`, `message:${commit}`]);
    const params = new URLSearchParams({ q: `${scopeOf(project)}(${terms.join(' OR ')})`, n: '500' });
    for (const option of ['CURRENT_REVISION', 'CURRENT_COMMIT']) params.append('o', option);
    const page = readPage(await door.read(`changes/?${params}`, signal));
    return (page?.changes ?? []).flatMap((read) => {
      if (read.kind !== 'whole') return [];
      const { current_revision: revision = '', revisions, _number: number } = read.change;
      const message = revisions?.[revision]?.commit?.message ?? '';
      const sources = [...message.matchAll(/^\(cherry picked from commit ([0-9a-f]{40})\)$/gm)].map(
        (match) => match[1] ?? '',
      );
      return [revision, ...sources].map((commit): [string, number] => [commit, number]);
    });
  }

  return async (sought, signal) => {
    turn++;
    const all = [...new Set(sought.flatMap(({ commits }) => commits.filter((each) => /^[0-9a-f]{40}$/.test(each))))];
    const asked = all.sort((a, b) => (askedAt.get(a) ?? 0) - (askedAt.get(b) ?? 0)).slice(0, atOnce);
    if (asked.length === 0 || !isAnswered) return found;
    try {
      const answer = await ask(asked, signal);
      for (const commit of asked) askedAt.set(commit, turn);
      for (const { id, commits } of sought) {
        const numbers = answer.filter(([commit]) => commits.includes(commit)).map(([, number]) => number);
        if (numbers.length > 0) found.set(id, new Set([...(found.get(id) ?? []), ...numbers]));
      }
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== 'forge-rejected') throw error;
      isAnswered = false;
    }
    return found;
  };
}
