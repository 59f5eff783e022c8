// What the person signs in with, by host: kept by VS Code's secret storage, or given by its own GitHub sign-in.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Credential, Credentials } from '../../review/credentials';
import { githubSession } from './github';

/** The credentials that the person gave, each for one host only. */
export interface Keychain extends Credentials {
  /** The hosts that a credential is kept for, in alphabetical order. */
  hosts(): string[];
  /** Keeps a credential for a host, in place of an earlier one. Throws `no-keychain`. */
  keep(host: string, credential: Credential): Promise<void>;
  /** Forgets the credential of a host. Throws `no-keychain`. */
  forget(host: string): Promise<void>;
}

/** Where VS Code keeps them: the secrets, and beside them the names of the hosts, which are none. */
export type KeychainStorage = Pick<vscode.ExtensionContext, 'secrets' | 'globalState'>;

const HOSTS = 'fishladder.hosts';

/** A keychain; nothing is read until a credential is asked for. */
export function createKeychain({ secrets, globalState }: KeychainStorage): Keychain {
  const keyOf = (host: string) => `fishladder:${host}`;
  const hosts = () => [...new Set(globalState.get<string[]>(HOSTS, []))].sort();
  return {
    hosts,
    async get(host, signal) {
      const kept = readCredential(await guarded(secrets.get(keyOf(host))));
      signal.throwIfAborted();
      return kept ?? (await githubSession(host));
    },
    async keep(host, { user, secret }) {
      await guarded(secrets.store(keyOf(host), JSON.stringify({ user, secret })));
      await globalState.update(HOSTS, [...hosts(), host]);
    },
    async forget(host) {
      await guarded(secrets.delete(keyOf(host)));
      await globalState.update(
        HOSTS,
        hosts().filter((each) => each !== host),
      );
    },
  };
}

/** What cannot be read counts as nothing: the person is asked to sign in again. */
function readCredential(text: string | undefined): Credential | undefined {
  try {
    const { user, secret } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    return typeof user === 'string' && typeof secret === 'string' ? { user, secret } : undefined;
  } catch {
    return undefined;
  }
}

/** A system without a keyring makes VS Code's secret storage fail. */
async function guarded<T>(action: Thenable<T>): Promise<T> {
  try {
    return await action;
  } catch (cause) {
    throw new Fault(
      'no-keychain',
      vscode.l10n.t('VS Code could not reach the secret storage of this system.'),
      vscode.l10n.t('Start its keyring, or run VS Code with --password-store=basic.'),
      { cause },
    );
  }
}
