// Issues on a GitLab, those of one project in one request, with the person's token where there is one.
import type { Bug, Tracker } from '../bugs';
import type { Credentials } from '../credentials';
import type { Http } from '../http';
import { plain } from '../text';
import { gitlabAddress } from './address';
import { createDoor } from './door';
import { readIssues } from './schema';

const AT_ONCE = 100;

/** Issues of all projects of a host; `address` is its web address, where it is not `https://` and the host. */
export function gitlabIssues(http: Http, credentials: Credentials, host: string, address?: string): Tracker {
  return {
    idOf({ host: theirs, pathname, protocol }) {
      if (protocol !== 'https:' || theirs !== host) return undefined;
      const [, project, number] =
        /^\/([\w.-]+(?:\/(?!-\/)[\w.-]+)+?)(?:\/-)?\/(?:issues|work_items)\/(\d{1,9})\/?$/.exec(pathname) ?? [];
      return project && `${project}#${number}`;
    },
    async read(ids, signal) {
      const found = new Map<string, Bug>();
      for (const project of new Set(ids.map((id) => id.replace(/#\d+$/, '')))) {
        const door = createDoor(gitlabAddress({ host, project, ...(address ? { address } : {}) }), http, credentials);
        const numbers = ids.filter((id) => id.startsWith(`${project}#`)).map((id) => id.slice(project.length + 1));
        for (let start = 0; start < numbers.length; start += AT_ONCE) {
          const asked = numbers.slice(start, start + AT_ONCE).map((number) => `iids[]=${number}`);
          const path = `${door.project}issues?scope=all&state=all&per_page=100&${asked.join('&')}`;
          for (const { iid, title, state } of readIssues(await door.find(path, signal)))
            found.set(`${project}#${iid}`, {
              title: plain(title),
              state: plain(state, 40),
              open: state === 'opened',
              series: [],
            });
        }
      }
      return found;
    },
  };
}
