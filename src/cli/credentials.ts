// What a person signs in with in a terminal: what the environment says of that host, else what git's own helpers know.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withHelpers } from '../flow/helper-credentials';
import type { Credential, Credentials } from '../review/credentials';
import { netrcCredential } from './netrc';

/** Tokens of well-known hosts, as their own programs read them, and the user name that git takes beside them. */
const TOKENS: readonly { names: readonly string[]; host: string; user: string }[] = [
  { names: ['GH_TOKEN', 'GITHUB_TOKEN'], host: 'github.com', user: 'x-access-token' },
  { names: ['GITLAB_TOKEN'], host: 'gitlab.com', user: 'oauth2' },
];

/**
 * What the environment says: `FISHLADDER_USER` and `FISHLADDER_SECRET` hold for the host (with its port, if it is not the usual one) in
 * `FISHLADDER_HOST` only, tokens for their own host; else what `.netrc` says (`NETRC` names another file). Reading commands have no more than that, as
 * helpers may open a window.
 */
export function environmentCredentials(environment: NodeJS.ProcessEnv): Credentials {
  return { get: async (host) => fromEnvironment(host, environment) ?? fromNetrc(host, environment) };
}

/** The same, else what the helpers of git's configuration in this folder know; they may not ask back. */
export function terminalCredentials(folder: string, environment: NodeJS.ProcessEnv): Credentials {
  return withHelpers(environmentCredentials(environment), { command: 'git', folder, environment, now: Date.now });
}

function fromEnvironment(host: string, environment: NodeJS.ProcessEnv): Credential | undefined {
  const { FISHLADDER_HOST: own, FISHLADDER_USER: user, FISHLADDER_SECRET: secret } = environment;
  if (user && secret && own === host) return { user, secret };
  const token = TOKENS.find((each) => each.host === host);
  const value = token?.names.map((name) => environment[name]).find(Boolean);
  return token && value ? { user: token.user, secret: value } : undefined;
}

async function fromNetrc(
  host: string,
  { NETRC, HOME, USERPROFILE }: NodeJS.ProcessEnv,
): Promise<Credential | undefined> {
  const home = HOME ?? USERPROFILE;
  const path = NETRC ?? (home && join(home, '.netrc'));
  const text = path ? await readFile(path, 'utf8').catch(() => '') : '';
  return netrcCredential(text, host.replace(/:\d+$/, ''));
}
