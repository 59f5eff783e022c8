// The way to a host for whoever works in a terminal: what git's configuration and the environment say, as git itself takes it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isErrno, systemWords } from '../base/fault';
import { addressSettings } from '../git/address-settings';
import { networkRunner } from '../git/network';
import { ForgeError } from '../review/error';
import { proxyFor, type Route, type Routes } from '../review/route';

/**
 * Routes for a folder; each host's is found once. `GIT_SSL_CAINFO`, else git's `http.sslCAInfo`, names the file of the authorities that are trusted there, as it
 * does for git; those of `NODE_EXTRA_CA_CERTS` are trusted besides, and read by node itself where git names none.
 */
export function terminalRoutes(folder: string, environment: NodeJS.ProcessEnv): Routes {
  const ask = addressSettings(networkRunner({ command: 'git', folder, environment }, async () => undefined));
  const known = new Map<string, Promise<Route>>();
  const find = async (address: URL, signal: AbortSignal): Promise<Route> => {
    const settings = await ask(address, signal);
    const proxy = proxyFor(address, environment, settings.get('proxy'));
    const isSecure = address.protocol === 'https:';
    const authorities = isSecure ? await authoritiesOf(address, folder, environment, settings) : undefined;
    return { ...(proxy && { proxy }), ...(authorities && { authorities }) };
  };
  return (address, signal) => {
    const route = known.get(address.origin) ?? find(address, signal);
    known.set(address.origin, route);
    route.catch(() => known.delete(address.origin));
    return route;
  };
}

async function authoritiesOf(
  { host }: URL,
  folder: string,
  environment: NodeJS.ProcessEnv,
  settings: ReadonlyMap<string, string>,
): Promise<Route['authorities']> {
  const own = environment.GIT_SSL_CAINFO;
  const named = own || settings.get('sslcainfo');
  if (!named) return undefined;
  const setting = own ? 'GIT_SSL_CAINFO' : "git's http.sslCAInfo";
  const path = resolve(folder, named.replace(/^~(?=\/)/, environment.HOME ?? '~'));
  const more = environment.NODE_EXTRA_CA_CERTS;
  const extra = more ? await readFile(more, 'utf8').catch(() => '') : '';
  try {
    return { pem: `${await readFile(path, 'utf8')}\n${extra}`, setting };
  } catch (error) {
    const why = isErrno(error) ? systemWords(error) : String(error);
    throw new ForgeError(
      'forge-route',
      host,
      `The certificates of the authorities that are trusted for ${host} cannot be read: ${path}, ${why}.`,
      `Set ${setting} to a file of certificates (PEM).`,
    );
  }
}
