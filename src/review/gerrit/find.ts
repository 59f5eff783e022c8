// Finds the reviews of many Change-Ids in few questions.
import { ForgeError } from '../error';
import { answerFault } from './answer';
import type { Door } from './door';
import { type ReadChange, readPage } from './schema';

/** Keeps the address of a query below the 6 to 8 KB that proxies take. */
const idsPerQuery = 100;
const changesPerPage = 100;
const maxPages = 50;
const options = ['LABELS', 'DETAILED_LABELS', 'CURRENT_REVISION', 'MESSAGES', 'DETAILED_ACCOUNTS'];
/** Options that servers before 3.5 answer 400 to. */
const newerOptions = ['SUBMIT_REQUIREMENTS', 'SKIP_DIFFSTAT'];

/** Gives every change that has one of these Change-Ids, once each. Throws `ForgeError`. */
export type FindChanges = (ids: readonly string[], signal: AbortSignal) => Promise<ReadChange[]>;

/** Makes the finder for one project; empty for all. It remembers what the server is too old for. */
export function createFinder(door: Door, project: string): FindChanges {
  const scope = project === '' ? '' : `project:"${project.replaceAll('"', '')}" `;
  let olderServer = false;

  async function page(query: string, start: number, signal: AbortSignal): Promise<unknown> {
    const ask = (names: string[]) => {
      const params = new URLSearchParams({ q: query, n: `${changesPerPage}` });
      if (start > 0) params.set('S', `${start}`);
      for (const name of names) params.append('o', name);
      return door.read(`changes/?${params}`, signal);
    };
    if (olderServer) return ask(options);
    try {
      return await ask([...options, ...newerOptions]);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== 'forge-rejected') throw error;
      const answer = await ask(options);
      olderServer = true;
      return answer;
    }
  }

  async function query(ids: readonly string[], signal: AbortSignal): Promise<ReadChange[]> {
    const terms = ids.map((id) => `change:${id}`).join(' OR ');
    const found = new Map<number, ReadChange>();
    let start = 0;
    for (let count = 0; count < maxPages; count++) {
      const read = readPage(await page(`${scope}(${terms})`, start, signal));
      if (!read) throw answerFault(door, 'it is not a list of changes');
      const before = found.size;
      for (const change of read.changes) found.set(numberOf(change), change);
      if (!read.more) return [...found.values()];
      if (found.size === before) break;
      start += read.changes.length;
    }
    throw answerFault(door, 'it does not come to an end');
  }

  return async (ids, signal) => {
    const found: ReadChange[] = [];
    for (let start = 0; start < ids.length; start += idsPerQuery) {
      found.push(...(await query(ids.slice(start, start + idsPerQuery), signal)));
    }
    return found;
  };
}

function numberOf(change: ReadChange): number {
  return change.kind === 'whole' ? change.change._number : change.identity._number;
}
