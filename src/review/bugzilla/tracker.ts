// Bugs of a Bugzilla, many in one request, read anonymously.
import type { Bug, Tracker } from '../bugs';
import type { Http } from '../http';
import { plain } from '../text';
import { readBugs } from './schema';

const AT_ONCE = 100;

/** The Bugzilla of a host, at its web address, which ends in a slash. */
export function bugzillaTracker(http: Http, host: string, base = new URL(`https://${host}/`)): Tracker {
  return {
    idOf({ hostname, pathname, protocol, searchParams }) {
      if (protocol !== 'https:' || hostname !== host) return undefined;
      const id = pathname === '/show_bug.cgi' ? searchParams.get('id') : pathname.slice(1);
      return /^\d{1,10}$/.exec(id ?? '')?.[0];
    },
    async read(ids, signal) {
      const found = new Map<string, Bug>();
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        const address = new URL('rest/bug', base);
        address.searchParams.set('id', ids.slice(start, start + AT_ONCE).join(','));
        address.searchParams.set('include_fields', 'id,summary,status,resolution,is_open');
        for (const { id, summary, status, resolution, is_open } of readBugs((await http.json(address, signal)).data)) {
          const state = plain([status, resolution].filter(Boolean).join(' '), 60);
          const open = is_open === undefined ? {} : { open: is_open };
          found.set(`${id}`, { title: plain(summary), state, series: [], ...open });
        }
      }
      return found;
    },
  };
}
