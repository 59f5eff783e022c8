// What a person signs in to a forge with, and where it comes from.
import { ForgeError } from './error';

/** A user name and a secret: a password or a token. The secret must not reach a log, a command line, an address or a file. */
export interface Credential {
  user: string;
  secret: string;
}

/** Knows what to sign in with. A host is asked for with its port if it is not the usual one, and gets its own credential only. */
export interface Credentials {
  /** Undefined where the person never signed in to this host; asks nobody on its own. */
  get(host: string, signal: AbortSignal): Promise<Credential | undefined>;
}

/** Nobody is signed in anywhere. */
export const anonymous: Credentials = { get: async () => undefined };

/** The header of HTTP's basic authentication (RFC 7617, user and password as UTF-8). */
export function basic({ user, secret }: Credential): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

/** True where nobody on the way can read what is sent: over https, or to this machine. */
export function mayCarrySecret({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The fault of doing something that needs an account without one. */
export function notSignedIn(host: string): ForgeError {
  return new ForgeError(
    'forge-forbidden',
    host,
    `You are not signed in to ${host}.`,
    `Sign in to ${host}, then try again.`,
  );
}
