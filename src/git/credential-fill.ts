// Asks the person's own credential helpers what they know of a host.

import type { RunNetwork } from './network';
import { checkAddress } from './remote-name';

/** Asks the credential helpers of git's configuration about an address; they may not ask back. Undefined where none knows it. */
export function credentialHelpers(run: RunNetwork) {
  return async (address: string, signal: AbortSignal): Promise<{ user: string; secret: string } | undefined> => {
    checkAddress(address);
    const { code, out } = await run({ args: ['credential', 'fill'], input: `url=${address}\n\n` }, signal);
    if (code !== 0) return undefined;
    const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(out)?.[1];
    const [user, secret] = [value('username'), value('password')];
    return user && secret ? { user, secret } : undefined;
  };
}
