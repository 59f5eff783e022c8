// Where GitHub answers: github.com, GitHub Enterprise, and Enterprise with data residency.
import { ForgeError } from '../error';
import { plain, webAddress } from '../text';

/** GitHub's addresses, each ending in a slash but `graphql`, and the project's two names. */
export interface GithubAddress {
  web: URL;
  rest: URL;
  graphql: URL;
  owner: string;
  name: string;
}

/**
 * The addresses for `owner/name` on a host (docs.github.com, "About the REST API"); `web` is the web address, where it is not `https://`
 * and the host. Throws `ForgeError` `forge-address`.
 */
export function githubAddress({
  host,
  project,
  address,
}: {
  host: string;
  project: string;
  address?: string;
}): GithubAddress {
  const [, owner = '', name = ''] = /^([A-Za-z0-9][\w-]*)\/(?!\.{1,2}$)([\w.-]+)$/.exec(project) ?? [];
  const text = `${address ?? `https://${host}`}/`.replace(/\/+$/, '/');
  const web = webAddress(text);
  if (owner === '' || web === undefined) {
    throw new ForgeError(
      'forge-address',
      plain(host, 100),
      `The project "${plain(project, 100)}" on "${plain(text, 100)}" is none of GitHub's.`,
      'Its address is like https://github.com/owner/name; set the remote, or name the forge in .fishladder.json.',
    );
  }
  const base = new URL(web);
  const api = apiOf(base);
  return { web: base, ...api, owner, name };
}

function apiOf(web: URL): { rest: URL; graphql: URL } {
  const own = web.host === 'github.com' || web.host.endsWith('.ghe.com');
  if (own) return { rest: new URL(`https://api.${web.host}/`), graphql: new URL(`https://api.${web.host}/graphql`) };
  return { rest: new URL('api/v3/', web), graphql: new URL('api/graphql', web) };
}

/** The number of a pull request of this project at a web address; undefined for any other address. */
export function pullNumber({ web, owner, name }: GithubAddress, text: string): number | undefined {
  if (!URL.canParse(text) || new URL(text).host !== web.host) return undefined;
  const [, theirs, project, number] = /\/([^/]+)\/([^/]+)\/pull\/(\d{1,9})(?:\/|$)/.exec(new URL(text).pathname) ?? [];
  const same = theirs?.toLowerCase() === owner.toLowerCase() && project?.toLowerCase() === name.toLowerCase();
  return same ? Number(number) : undefined;
}
