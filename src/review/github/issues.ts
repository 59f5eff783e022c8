// Issues on GitHub, read by REST with the person's token where there is one.
import { mapLimit } from '../../base/limit';
import { readAgain, type Seen } from '../again';
import type { Bug, Tracker } from '../bugs';
import type { Credentials } from '../credentials';
import type { Http } from '../http';
import { plain } from '../text';
import { githubAddress } from './address';
import { createDoor } from './door';
import { readRestIssue } from './schema';

/** Issues of all projects of a host; `address` is its web address, where it is not `https://` and the host. */
export function githubIssues(http: Http, credentials: Credentials, host: string, address?: string): Tracker {
  const seen: Seen = new Map();

  async function one(id: string, signal: AbortSignal): Promise<[string, Bug][]> {
    const [, project = '', number = ''] = /^(.*)#(\d+)$/.exec(id) ?? [];
    const door = createDoor(githubAddress({ host, project, ...(address ? { address } : {}) }), http, credentials);
    const path = `repos/${project}/issues/${number}`;
    const issue = readRestIssue(await readAgain(path, seen, (question) => door.rest(path, signal, question)));
    if (!issue) return [];
    const reason = issue.state_reason && issue.state !== 'open' ? ` (${issue.state_reason.replaceAll('_', ' ')})` : '';
    return [
      [
        id,
        {
          title: plain(issue.title),
          state: plain(`${issue.state}${reason}`, 60),
          open: issue.state === 'open',
          series: [],
        },
      ],
    ];
  }

  return {
    idOf({ host: theirs, pathname, protocol }) {
      if (protocol !== 'https:' || theirs !== host) return undefined;
      const [, project, number] =
        /^\/([A-Za-z0-9][\w-]*\/(?!\.{1,2}\/)[\w.-]+)\/issues\/(\d{1,9})\/?$/.exec(pathname) ?? [];
      return project && `${project}#${number}`;
    },
    read: async (ids, signal) => new Map((await mapLimit(ids, 3, (id) => one(id, signal), signal)).flat()),
  };
}
