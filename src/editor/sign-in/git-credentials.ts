// Where the person did not sign in to a host in VS Code, what git's own credential helpers know of it.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Credentials } from '../../review/credentials';
import { readSettings } from '../session/settings';
import type { Keychain } from './keychain';

/** The keychain, else the helpers that the person's own git configuration names: asked in the home folder, as a repository could name any program. */
export function withGitHelpers(
  keychain: Keychain,
  { environment, now }: { environment: NodeJS.ProcessEnv; now(): Date },
): Credentials {
  let opened: Promise<Credentials> | undefined;
  const open = async (): Promise<Credentials> => {
    const { withHelpers } = await import('../../flow/helper-credentials');
    const folder = homedir();
    const command = readSettings(vscode.Uri.file(folder)).git ?? 'git';
    return withHelpers(keychain, { command, folder, environment, now: () => now().getTime() });
  };
  return {
    get: async (host, signal) => {
      opened ??= open();
      return (await opened).get(host, signal);
    },
  };
}
