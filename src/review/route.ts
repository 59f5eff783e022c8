// How a host is reached: straight, or through the proxy that the person's environment or git's configuration names, and whose certificates are trusted.
import { BlockList, isIP } from 'node:net';
import { ForgeError } from './error';
import { plain } from './text';

/** A proxy: where it is (with its user and password, if it has them), and which setting names it. */
export interface NamedProxy {
  address: URL;
  setting: string;
}

/** The way to a host. Without `proxy` it is the direct one; without `authorities` those hold that node trusts. */
export interface Route {
  proxy?: NamedProxy;
  /** Certificates of the authorities that are trusted, as PEM, and the setting that names their file. */
  authorities?: { pem: string; setting: string };
}

/** Tells the way to an address. Throws `ForgeError` where a setting makes no sense. */
export type Routes = (address: URL, signal: AbortSignal) => Promise<Route>;

/** The way of whoever leaves it to `fetch`: in the editor VS Code's own, which knows its proxies and authorities. */
export const direct: Routes = async () => ({});

/**
 * The proxy for an address, as git and curl choose it: what git's configuration says (`http.proxy`; empty: none), else `http_proxy` or `https_proxy`
 * by the address's scheme, else `all_proxy`, in lower case or capitals; and none for what `no_proxy` lists. Throws `forge-route`.
 */
export function proxyFor(
  address: URL,
  environment: NodeJS.ProcessEnv,
  configured: string | undefined,
): NamedProxy | undefined {
  const scheme = address.protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  const name = names.find((each) => environment[each]);
  const setting = configured === undefined ? name : "git's http.proxy";
  const text = configured ?? environment[name ?? ''] ?? '';
  if (setting === undefined || text === '') return undefined;
  if (isExempt(address, environment.no_proxy || environment.NO_PROXY || '')) return undefined;
  return { address: readProxy(address.host, text, setting), setting };
}

/** The proxy's place as it may be shown: without user and password. */
export function proxyPlace({ address }: NamedProxy): string {
  return `${address.hostname}:${address.port || (address.protocol === 'https:' ? 443 : 80)}`;
}

function readProxy(host: string, text: string, setting: string): URL {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '') return url;
  const why = url ? `it is of the kind ${plain(url.protocol, 20)}//` : 'it is no address';
  throw new ForgeError(
    'forge-route',
    host,
    `The proxy that ${setting} names cannot be used: ${why}.`,
    `Set ${setting} to an address like http://proxy.example.org:3128, or list ${host} in no_proxy.`,
  );
}

/** True when a list such as `localhost, .example.org, 10.0.0.0/8, review.example.net:8443` has the host; a domain holds for what is below it, too. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const own = port || (protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      const [, network = '', bits] = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
      if (isIP(network)) return isIn(host, network, Number(bits));
      const [, bracketed, name = entry, onPort] = /^(?:\[([\da-f:.]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
      if (onPort !== undefined && onPort !== own) return false;
      const domain = (bracketed ?? name).replace(/^\*?\./, '').replace(/\.$/, '');
      return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
    });
}

function isIn(host: string, network: string, bits: number): boolean {
  const family = (text: string) => (isIP(text) === 6 ? 'ipv6' : 'ipv4');
  if (isIP(host) === 0 || bits > (isIP(network) === 6 ? 128 : 32)) return false;
  const listed = new BlockList();
  listed.addSubnet(network, bits, family(network));
  return listed.check(host, family(host));
}
