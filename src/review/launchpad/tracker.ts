// Launchpad's bugs with their state in each series, read anonymously.
import { mapLimit } from '../../base/limit';
import { readAgain, type Seen } from '../again';
import type { Bug, Tracker } from '../bugs';
import type { Http } from '../http';
import { plain } from '../text';
import { readBug, readTasks } from './schema';

const WIDTH = 3;

/** Launchpad, at the address of its interface. */
export function launchpadTracker(http: Http, api = new URL('https://api.launchpad.net/devel/')): Tracker {
  const seen: Seen = new Map();
  const read = (path: string, signal: AbortSignal) =>
    readAgain(path, seen, (question) => http.json(new URL(path, api), signal, question));

  async function one(id: string, signal: AbortSignal): Promise<[string, Bug][]> {
    const bug = readBug(await read(`bugs/${id}`, signal));
    if (!bug) return [];
    const tasks = readTasks(await read(`bugs/${id}/bug_tasks`, signal));
    const [first] = tasks;
    const series = tasks.map(({ bug_target_name, status }) => ({
      name: plain(bug_target_name, 80),
      state: plain(status, 40),
    }));
    const open = tasks.some(({ is_complete }) => is_complete !== true);
    return [[id, { title: plain(bug.title), state: plain(first?.status ?? '', 40), open, series: series.slice(1) }]];
  }

  return {
    idOf({ hostname, pathname, protocol }) {
      if (protocol !== 'https:' || !/^(?:bugs\.)?launchpad\.net$/.test(hostname)) return undefined;
      return /\/(?:bugs|\+bug)\/(\d{1,10})\/?$/.exec(pathname)?.[1];
    },
    read: async (ids, signal) => new Map((await mapLimit(ids, WIDTH, (id) => one(id, signal), signal)).flat()),
  };
}
