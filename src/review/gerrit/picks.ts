// Finds reviews that are a fix under another Change-Id: of its very commit, of a pick of it that says so, or of its title with its changed lines.
import { ForgeError } from '../error';
import type { Knowledge, Review, Sought } from '../types';
import { bareTitle, createAlike, isTelling } from './alike';
import type { Door } from './door';
import { scopeOf } from './query';
import { type ChangeInfo, readPage } from './schema';

/** Such reviews. */
export interface Picks {
  /** Their numbers, by `Sought.id`, as far as they are known by now. */
  find(sought: readonly Sought[], signal: AbortSignal): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** Takes what was found in an earlier run; what has the fix's title still counts. */
  remember(known: readonly Knowledge[]): void;
}

/** Commits and titles of one request, whose address stays below 8 KB with them. */
const commitsAtOnce = 40;
const titlesAtOnce = 25;
/** A title is looked for again after so many calls; what was pushed meanwhile without naming its source may wait. */
const titlesEvery = 10;
/** Changes of an answer; more than these under such titles are not worth their reading. */
const most = 200;

/** Makes the search. Each call costs one request at most, and the patches of a few candidates: what is looked for takes turns, the ones first that never were. */
export function createPicks(door: Door, project: string): Picks {
  const found = new Map<string, Set<number>>();
  const earlier = new Map<string, Review[]>();
  const askedAt = new Map<string, number>();
  const alike = createAlike(door);
  let turn = 0;
  let isAnswered = true;

  function oldest(all: readonly string[], count: number): string[] {
    return [...new Set(all)].sort((a, b) => (askedAt.get(a) ?? 0) - (askedAt.get(b) ?? 0)).slice(0, count);
  }

  function add(id: string, numbers: readonly number[]): void {
    if (numbers.length > 0) found.set(id, new Set([...(found.get(id) ?? []), ...numbers]));
  }

  async function ask(terms: readonly string[], signal: AbortSignal): Promise<ChangeInfo[]> {
    const params = new URLSearchParams({ q: `${scopeOf(project)}(${terms.join(' OR ')})`, n: `${most}` });
    for (const option of ['CURRENT_REVISION', 'CURRENT_COMMIT']) params.append('o', option);
    const page = readPage(await door.read(`changes/?${params}`, signal));
    return (page?.changes ?? []).flatMap((read) => (read.kind === 'whole' ? [read.change] : []));
  }

  async function find(sought: readonly Sought[], signal: AbortSignal): Promise<typeof found> {
    turn++;
    for (const { id, title } of sought) {
      const still = earlier.get(id)?.filter(({ subject }) => bareTitle(subject) === bareTitle(title)) ?? [];
      add(
        id,
        still.map(({ key }) => key.number),
      );
    }
    const isDue = (title: string) => turn - (askedAt.get(title) ?? -titlesEvery) >= titlesEvery;
    const commits = oldest(
      sought.flatMap((fix) => fix.commits.filter((each) => /^[0-9a-f]{40}$/.test(each))),
      commitsAtOnce,
    );
    const titles = oldest(sought.filter(isTelling).map(titleOf).filter(isDue), titlesAtOnce);
    if (commits.length + titles.length === 0 || !isAnswered) return found;
    const terms = [
      ...commits.flatMap((commit) => [`commit:${commit}`, `message:${commit}`]),
      ...titles.map((title) => `message:"${title}"`),
    ];
    try {
      const changes = await ask(terms, signal);
      for (const each of [...commits, ...titles]) askedAt.set(each, turn);
      const named = changes.flatMap((change) =>
        sourcesOf(change).map((commit) => ({ commit, number: change._number })),
      );
      for (const { id, commits } of sought)
        add(
          id,
          named.filter(({ commit }) => commits.includes(commit)).map(({ number }) => number),
        );
      for (const [id, number] of await alike(sought, changes, signal)) add(id, [number]);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== 'forge-rejected') throw error;
      isAnswered = false;
    }
    return found;
  }

  return {
    find,
    remember: (known) => {
      for (const { id, reviews } of known)
        earlier.set(
          id,
          reviews.filter(({ changeId }) => changeId !== id),
        );
    },
  };
}

/** A title as the server takes it in a query: its words, at most so many that the address stays short. */
function titleOf({ title }: Sought): string {
  return bareTitle(title)
    .replace(/["\\\u0000-\u001f]/g, ' ')
    .slice(0, 80)
    .replace(/\s\S*$/, (end) => (bareTitle(title).length > 80 ? '' : end));
}

/** The commits that a change is or says that it was picked from. */
function sourcesOf({ current_revision: revision = '', revisions }: ChangeInfo): string[] {
  const message = revisions?.[revision]?.commit?.message ?? '';
  const sources = message.matchAll(/^\(cherry picked from commit ([0-9a-f]{40})\)$/gm);
  return [revision, ...[...sources].map((match) => match[1] ?? '')];
}
