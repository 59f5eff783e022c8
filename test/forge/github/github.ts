// What the tests of GitHub share: a client of the stand-in, signed in or not.
import type { Forge } from '../../../src/review/forge';
import { githubAddress } from '../../../src/review/github/address';
import { createGithub } from '../../../src/review/github/client';
import { createHttp } from '../../../src/review/http';
import type { Sought } from '../../../src/review/types';
import type { GithubServer } from '../../fakes/github';
import { signedIn } from '../hosted-world';

export const never = new AbortController().signal;

export function clientOf(server: GithubServer, credentials = signedIn(server.url, 'alice')): Forge {
  const { host } = new URL(server.url);
  return createGithub({
    address: githubAddress({ host, project: server.world.project, address: server.url }),
    http: createHttp({ userAgent: 'fishladder/0 (test)', timeout: 30_000 }),
    credentials,
    wait: async () => {},
  });
}

export function sought(id: string, own: Partial<Sought> = {}): Sought {
  return { id, title: id, addresses: [], commits: [], heads: [], changes: [], ...own };
}
