// Asks one Gerrit server: signed in under `/a/` where the person has a password for it, else anonymously.
import { basic, type Credential, type Credentials, mayCarrySecret } from '../credentials';
import { ForgeError } from '../error';
import type { Http, Question } from '../http';
import { answerFault } from './answer';
import { type Account, readAccount } from './schema';

/** A Gerrit server. Paths are relative to its address; faults are `ForgeError`s. */
export interface Door {
  readonly base: URL;
  /** What is at a path, asked as whoever is signed in. A password that the server refuses is asked with once; then reading is anonymous. */
  read(path: string, signal: AbortSignal): Promise<unknown>;
  /** The same for what is plain text there. */
  text(path: string, signal: AbortSignal): Promise<string>;
  /** Tells the server something. Throws `forge-forbidden` without a password that it takes. */
  write(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** Whose account the password is for; undefined when nobody is signed in. Throws `forge-forbidden` when the server refuses it. */
  self(signal: AbortSignal): Promise<Account | undefined>;
}

/** What a door needs. `address` is the base address as `gerritAddress` gives it. */
export interface DoorOptions {
  address: string;
  http: Http;
  credentials: Credentials;
}

/** Gets what is at an address, in one form. */
type Get<T> = (address: URL, signal: AbortSignal, question: Question) => Promise<T>;

/** Makes the door to a server; nothing is asked, not even who is signed in, until a method is called. */
export function createDoor({ address, http, credentials }: DoorOptions): Door {
  const base = new URL(address);
  let refused: { credential: Credential; fault: ForgeError } | undefined;
  let known: { credential: Credential; account: Account } | undefined;

  /** A password goes over the network only where nobody on the way can read it. */
  async function credential(signal: AbortSignal): Promise<Credential | undefined> {
    return mayCarrySecret(base) ? credentials.get(base.host, signal) : undefined;
  }

  const json: Get<unknown> = async (address, signal, question) => (await http.json(address, signal, question)).data;
  const text: Get<string> = (address, signal, question) => http.text(address, signal, ['text/plain'], question);

  async function ask<T>(get: Get<T>, who: Credential, path: string, signal: AbortSignal, question: Question = {}) {
    if (refused && isEqual(refused.credential, who)) throw refused.fault;
    const signed = { ...question, headers: { authorization: basic(who) } };
    try {
      return await get(new URL(`a/${path}`, base), signal, signed);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.status !== 401) throw error;
      refused = { credential: who, fault: notTaken(base.host, who.user) };
      throw refused.fault;
    }
  }

  async function read<T>(get: Get<T>, path: string, signal: AbortSignal): Promise<T> {
    const who = await credential(signal);
    if (who) {
      try {
        return await ask(get, who, path, signal);
      } catch (error) {
        if (error !== refused?.fault) throw error;
      }
    }
    return get(new URL(path, base), signal, {});
  }

  return {
    base,
    read: (path, signal) => read(json, path, signal),
    text: (path, signal) => read(text, path, signal),
    async write(method, path, body, signal) {
      const who = await credential(signal);
      if (!who) throw notSignedIn(base);
      return ask(json, who, path, signal, { method, body });
    },
    async self(signal) {
      const who = await credential(signal);
      if (!who) return undefined;
      if (known && isEqual(known.credential, who)) return known.account;
      const account = readAccount(await ask(json, who, 'accounts/self', signal));
      if (!account) throw answerFault({ base }, 'it is not an account');
      known = { credential: who, account };
      return account;
    },
  };
}

function isEqual(a: Credential, b: Credential): boolean {
  return a.user === b.user && a.secret === b.secret;
}

function notSignedIn(base: URL): ForgeError {
  const { host } = base;
  return mayCarrySecret(base)
    ? new ForgeError('forge-forbidden', host, `Nobody is signed in to ${host}.`, signIn)
    : new ForgeError(
        'forge-forbidden',
        host,
        `No password is sent to ${host}: its address begins with http, so others could read it on the way.`,
        'Set the review server address to one that begins with https.',
      );
}

function notTaken(host: string, user: string): ForgeError {
  const message = `${host} does not take the password of ${user}.`;
  return new ForgeError('forge-forbidden', host, message, signIn, { status: 401 });
}

const signIn =
  'Sign in with the user name and the HTTP password or token that the server makes for you in Settings, HTTP Credentials.';
