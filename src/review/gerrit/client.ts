// Asks a Gerrit server about many Change-Ids at once, anonymously and read-only.
import { ForgeError } from '../error';
import type { Forge } from '../forge';
import type { Http } from '../http';
import type { Review } from '../types';
import { toReview } from './map';
import { type ReadChange, readPage, readVersion } from './schema';

/** What a Gerrit client needs; `me` is the user's mail address if it is known, to say `you`. */
export interface GerritOptions {
  /** Base address as `gerritAddress` gives it. */
  address: string;
  /** The only project that is asked about; empty for all. */
  project: string;
  http: Http;
  me?: string;
}

/** Keeps the address of a query below the 6 to 8 KB that proxies take. */
const idsPerQuery = 100;
const changesPerPage = 100;
const maxPages = 50;
const options = ['LABELS', 'DETAILED_LABELS', 'CURRENT_REVISION', 'MESSAGES', 'DETAILED_ACCOUNTS'];
/** Options that servers before 3.5 answer 400 to. */
const newerOptions = ['SUBMIT_REQUIREMENTS', 'SKIP_DIFFSTAT'];

/** A Gerrit server, for one project, as a forge. */
export function createGerrit({ address, project, http, me }: GerritOptions): Pick<Forge, 'host' | 'find' | 'check'> {
  const base = new URL(address);
  const scope = project === '' ? '' : `project:"${project.replaceAll('"', '')}" `;
  const context = { base: address, ...(me === undefined ? {} : { me }) };
  let olderServer = false;

  async function page(query: string, start: number, signal: AbortSignal): Promise<unknown> {
    const ask = (names: string[]) => {
      const url = new URL('changes/', base);
      url.searchParams.set('q', query);
      url.searchParams.set('n', `${changesPerPage}`);
      if (start > 0) url.searchParams.set('S', `${start}`);
      for (const name of names) url.searchParams.append('o', name);
      return http.json(url, signal).then(({ data }) => data);
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
      if (!read) throw unusable(base.host, 'it is not a list of changes');
      const before = found.size;
      for (const change of read.changes) found.set(numberOf(change), change);
      if (!read.more) return [...found.values()];
      if (found.size === before) break;
      start += read.changes.length;
    }
    throw unusable(base.host, 'it does not come to an end');
  }

  /** Some servers tell their version only to those who signed in, and still answer everyone's queries. */
  async function answersQueries(signal: AbortSignal): Promise<boolean> {
    try {
      return readPage((await http.json(new URL('changes/?q=status:open&n=1', base), signal)).data) !== undefined;
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      return false;
    }
  }

  return {
    host: base.host,
    async find(sought, signal) {
      const result = new Map<string, Review[]>(sought.map(({ id }) => [id, []]));
      const ids = [...result.keys()].filter((id) => /^I[0-9a-f]{40}$/.test(id));
      for (let start = 0; start < ids.length; start += idsPerQuery) {
        for (const change of await query(ids.slice(start, start + idsPerQuery), signal)) {
          const review = toReview(change, context);
          result.get(review.changeId)?.push(review);
        }
      }
      return result;
    },
    async check(signal) {
      try {
        const version = readVersion((await http.json(new URL('config/server/version', base), signal)).data);
        if (version === '') throw unusable(base.host, 'it is not a version');
        return { host: base.host, reachable: true, version };
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        const guarded = error.code === 'forge-absent' || error.code === 'forge-forbidden';
        if (guarded && (await answersQueries(signal))) return { host: base.host, reachable: true, version: '' };
        return { host: base.host, reachable: false, fault: error };
      }
    },
  };
}

function numberOf(change: ReadChange): number {
  return change.kind === 'whole' ? change.change._number : change.identity._number;
}

function unusable(host: string, why: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    host,
    `The answer of ${host} cannot be used: ${why}.`,
    'Check that the review server address is a Gerrit server.',
  );
}
