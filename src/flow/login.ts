// What git signs in with where a forge's repository is.
import type { Login } from '../git/git';
import type { Ladder } from './ladder';

/**
 * What to sign in with at an address, or at that of a remote. Nothing is sent in clear text to another machine, nor to an address that names a
 * user of its own.
 */
export async function loginFor({ git, host }: Ladder, to: string, signal: AbortSignal): Promise<Login | undefined> {
  const configuration = /^[\w.-]+$/.test(to) ? await git.configuration() : new Map<string, string>();
  const address = configuration.get(`remote.${to}.pushurl`) ?? configuration.get(`remote.${to}.url`) ?? to;
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, host: name, hostname, username } = new URL(address);
  const isOpen = protocol === 'http:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (isOpen || !/^https?:$/.test(protocol) || username !== '') return undefined;
  const credential = await host.credentials.get(name, signal);
  return credential && { scope: origin, ...credential };
}
