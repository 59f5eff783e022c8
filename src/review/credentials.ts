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

/** The credential of one host as a door uses it: one that the server refused is not sent again. */
export interface Pass {
  /** What to sign in with; undefined where there is nothing, or nothing but what was refused. */
  usable(signal: AbortSignal): Promise<Credential | undefined>;
  /** Whether there is something to sign in with. Throws the fault of what was refused. */
  signedIn(signal: AbortSignal): Promise<boolean>;
  /** Told each fault of a question that was asked with a credential, gives it back. */
  heed(used: Credential | undefined, error: unknown): unknown;
}

/** A pass for the host of `web`, to be used at `api`. */
export function passFor(credentials: Credentials, web: URL, api: URL): Pass {
  let refused: { secret: string; fault: ForgeError } | undefined;
  const get = async (signal: AbortSignal) => (mayCarrySecret(api) ? credentials.get(web.host, signal) : undefined);
  return {
    async usable(signal) {
      const credential = await get(signal);
      return credential?.secret === refused?.secret ? undefined : credential;
    },
    async signedIn(signal) {
      const credential = await get(signal);
      if (refused && credential?.secret === refused.secret) throw refused.fault;
      return credential !== undefined;
    },
    heed(used, error) {
      if (used && isRefusal(error)) refused = { secret: used.secret, fault: error };
      return error;
    },
  };
}

/** Reads as whoever is signed in; as nobody where nobody is, or where the server does not take the credential. */
export async function asReader<T>(
  pass: Pick<Pass, 'signedIn'>,
  signal: AbortSignal,
  signed: () => Promise<T>,
  anonymous: () => Promise<T>,
): Promise<T> {
  try {
    if (await pass.signedIn(signal)) return await signed();
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return anonymous();
}

function isRefusal(error: unknown): error is ForgeError {
  return error instanceof ForgeError && error.status === 401;
}

/** Nobody is signed in anywhere. */
export const anonymous: Credentials = { get: async () => undefined };

/** The header of HTTP's basic authentication (RFC 7617, user and password as UTF-8). */
export function basic({ user, secret }: Credential): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

/** The header of a token (RFC 6750); none without one. */
export function bearer(credential: Credential | undefined): Record<string, string> {
  return credential ? { authorization: `Bearer ${credential.secret}` } : {};
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
