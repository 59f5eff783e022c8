// What git signs in with where a forge's repository is.
import type { Login } from '../git/git';
import { mayCarrySecret } from '../review/credentials';
import type { Ladder } from './ladder';

/**
 * What to sign in with at an address, or at that of a remote. Nothing is sent in clear text to another machine, nor to an address that names a
 * user of its own.
 */
export async function loginFor({ git, host }: Ladder, to: string, signal: AbortSignal): Promise<Login | undefined> {
  const configuration = /^[\w.-]+$/.test(to) ? await git.configuration() : new Map<string, string>();
  const address = configuration.get(`remote.${to}.pushurl`) ?? configuration.get(`remote.${to}.url`) ?? to;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || !mayCarrySecret(url) || url.username !== '') return undefined;
  const credential = await host.credentials.get(url.host, signal);
  return credential && { scope: url.origin, ...credential };
}
