// Asks a Gerrit server for changes that fit any of many terms: in few requests of a size that servers and proxies take.
import { ForgeError } from '../error';
import { answerFault } from './answer';
import type { Door } from './door';
import { type ReadChange, readPage } from './schema';

/** What is asked of each change: `light` is enough to see whether it has changed, `full` is all that a review is made of. */
export type Depth = 'light' | 'full';

/** All changes that fit one of the terms, once each. Throws `ForgeError`. */
export type Query = (terms: readonly string[], depth: Depth, signal: AbortSignal) => Promise<ReadChange[]>;

/** Characters of one request's terms; with the options it stays below the 8 KB that Jetty and Apache take. */
const longest = 7000;
/** Changes a page. A full one is 3 to 40 KB, most of it what CI said. */
const pageSize = { light: 500, full: 170 };
const maxPages = 50;
const always = { light: [], full: ['LABELS', 'DETAILED_LABELS', 'CURRENT_REVISION', 'MESSAGES', 'DETAILED_ACCOUNTS'] };
/** Options that servers before 3.5 answer 400 to. */
const newer = { light: ['SKIP_DIFFSTAT'], full: ['SUBMIT_REQUIREMENTS', 'SKIP_DIFFSTAT'] };

/** Makes the question for one project; empty for all. It remembers what the server is too old for, and how much it may be asked for at once. */
export function createQuery(door: Door, project: string): Query {
  const scope = scopeOf(project);
  const size = { ...pageSize };
  let olderServer = false;

  async function page(query: string, depth: Depth, start: number, signal: AbortSignal): Promise<unknown> {
    const ask = (options: readonly string[]) => {
      const params = new URLSearchParams({ q: query, n: `${size[depth]}` });
      if (start > 0) params.set('S', `${start}`);
      for (const option of options) params.append('o', option);
      return door.read(`changes/?${params}`, signal);
    };
    if (olderServer) return ask(always[depth]);
    try {
      return await ask([...always[depth], ...newer[depth]]);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== 'forge-rejected') throw error;
      const answer = await ask(always[depth]);
      olderServer = true;
      return answer;
    }
  }

  async function pages(terms: readonly string[], depth: Depth, signal: AbortSignal): Promise<ReadChange[]> {
    const query = `${scope}(${terms.join(' OR ')})`;
    const found = new Map<number, ReadChange>();
    let start = 0;
    for (let count = 0; count < maxPages; count++) {
      const read = readPage(await page(query, depth, start, signal));
      if (!read) throw answerFault(door, 'it is not a list of changes');
      const before = found.size;
      for (const change of read.changes) found.set(numberOf(change), change);
      if (!read.more) return [...found.values()];
      if (found.size === before) break;
      start += read.changes.length;
    }
    throw answerFault(door, 'it does not come to an end');
  }

  async function batch(terms: readonly string[], depth: Depth, signal: AbortSignal): Promise<ReadChange[]> {
    for (;;) {
      try {
        return await pages(terms, depth, signal);
      } catch (error) {
        if (!(error instanceof ForgeError) || error.code !== 'forge-too-large' || size[depth] < 10) throw error;
        size[depth] = Math.floor(size[depth] / 4);
      }
    }
  }

  return async (terms, depth, signal) => {
    const asked = [...batches(terms, pageSize[depth])].map((each) => batch(each, depth, signal));
    const found = (await Promise.all(asked)).flat();
    return [...new Map(found.map((change) => [numberOf(change), change])).values()];
  };
}

/** What keeps a query to one project, to be put before its terms; empty for all projects. */
export function scopeOf(project: string): string {
  return project === '' ? '' : `project:"${project.replaceAll('"', '')}" `;
}

/** Terms by requests; as many terms as changes a page, since most have one, so that the pages come side by side. */
function* batches(terms: readonly string[], most: number): Generator<string[]> {
  let batch: string[] = [];
  let length = 0;
  for (const term of terms) {
    const more = encodeURIComponent(term).length + '+OR+'.length;
    if (length + more > longest || batch.length === most) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(term);
    length += more;
  }
  if (batch.length > 0) yield batch;
}

/** A change's number at its server. */
export function numberOf(change: ReadChange): number {
  return change.kind === 'whole' ? change.change._number : change.identity._number;
}
