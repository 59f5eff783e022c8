// What git signs in with at a forge's host, as the person gave it for that host.
import type { Login } from '../git/git';
import { mayCarrySecret } from '../review/credentials';
import type { Ladder } from './ladder';

/** The login for a web address; undefined for other ways to a host, for ways that others can read on, and where nobody is signed in. */
export async function loginFor({ host }: Ladder, address: string, signal: AbortSignal): Promise<Login | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !mayCarrySecret(url)) return undefined;
  const credential = await host.credentials.get(url.host, signal);
  return credential && { scope: url.origin, ...credential };
}
