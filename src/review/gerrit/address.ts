// Where a Gerrit server answers: from `.gitreview`, or from the address that the user set.
import { ForgeError } from '../error';
import { plain } from '../text';

/** What a repository and the user say of the review server. */
export interface AddressSource {
  /** Host name from `.gitreview`; empty where only `override` counts. */
  host: string;
  /** `scheme` of `.gitreview`, which is how git talks to it: only `http` says something about the web address. */
  scheme?: string;
  /** The web address that the user set, such as `https://review.example.org/r/`. */
  override?: string;
}

/**
 * The address to ask: http or https, ending in a slash, without user, query or fragment. Throws `ForgeError` with the code
 * `forge-address` for anything else.
 */
export function gerritAddress(source: AddressSource): string {
  const text = source.override ?? `${source.scheme === 'http' ? 'http' : 'https'}://${source.host}/`;
  if (source.override === undefined && !/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(source.host)) {
    throw rejected(text, 'the host in .gitreview is not a host name');
  }
  if (!URL.canParse(text)) throw rejected(text, 'it is not an address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw rejected(text, 'only http and https are asked');
  if (url.username !== '' || url.password !== '') throw rejected(url.host, 'it holds a user name or password');
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return `${url.origin}${path}`;
}

/**
 * Where git pushes to: the remote that git-review made (`gitreview.remote`, else `gerrit`) if it leads to the same host, as it is how the
 * person reaches it already; else `/a/<project>` below the web address, which takes the HTTP password. Never holds a secret.
 */
export function gerritPushAddress(
  address: string,
  project: string,
  configuration: ReadonlyMap<string, string>,
): string {
  const name = configuration.get('gitreview.remote') ?? 'gerrit';
  const url = configuration.get(`remote.${name}.pushurl`) ?? configuration.get(`remote.${name}.url`) ?? '';
  const host = /^(?:(?:https?|ssh|git\+ssh):\/\/)?(?:[^@/\s]*@)?([\w.-]+)[:/]/.exec(url)?.[1];
  if (host === undefined || host !== new URL(address).hostname) return `${address}a/${project}`;
  return URL.canParse(url) && new URL(url).password !== '' ? name : url;
}

function rejected(text: string, why: string): ForgeError {
  const shown = plain(text, 100);
  return new ForgeError(
    'forge-address',
    shown,
    `The review server address "${shown}" cannot be used: ${why}.`,
    'Set the review server address to something like https://review.example.org/.',
  );
}
