// A Gerrit server, for one project, as a forge.
import type { Credentials } from '../credentials';
import type { Forge } from '../forge';
import type { Http } from '../http';
import { actOn } from './act';
import { anonymousWhereRefused, detailOf } from './detail';
import { createDoor } from './door';
import { createFinder } from './find';
import { healthOf } from './health';
import { nameOf } from './people';
import { planOf } from './plan';
import { submitTo } from './submit';

/** What a Gerrit client needs. */
export interface GerritOptions {
  /** Base address as `gerritAddress` gives it. */
  address: string;
  /** The only project that is asked about; empty for all. */
  project: string;
  http: Http;
  credentials: Credentials;
  /** The person's mail address if it is known, to say `you` where nobody is signed in. */
  me?: string;
  /** Where git pushes to: an address, or the name of a remote. */
  pushTo: string;
}

/** Makes the forge; nothing is asked until a method is called. */
export function createGerrit({ address, project, http, credentials, me, pushTo }: GerritOptions): Forge {
  const door = createDoor({ address, http, credentials });
  const { host } = door.base;
  const finder = createFinder(door, project);
  return {
    host,
    fetchFrom: pushTo === `${address}a/${project}` ? `${address}${project}` : pushTo,
    async find(sought, signal) {
      if (sought.length === 0) return new Map();
      const self = await door.self(signal).catch(anonymousWhereRefused);
      return finder.find(sought, self ?? (me === undefined ? {} : { email: me }), signal);
    },
    remember: finder.remember,
    check: (signal) => healthOf(door, signal),
    async account(signal) {
      const self = await door.self(signal);
      return self && { user: self.username ?? nameOf(self), name: nameOf(self) };
    },
    detail: (review, signal) => detailOf(door, review, signal),
    act: (review, act, signal) => actOn(door, review, act, signal),
    plan: (proposal) => planOf(host, proposal, pushTo),
    submit: (proposal, push, signal) => submitTo({ door, project, pushTo }, proposal, push, signal),
  };
}
