// The commands that sign in to a review server and out of it.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Account } from '../../review/forge';
import { plainText } from '../plain-text';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import { askGithub, githubProvider } from '../sign-in/github';
import type { Keychain } from '../sign-in/keychain';

/** How long a server may take to say whether it takes a credential, in milliseconds. */
const LIMIT = 20_000;

/** A review server of an open repository. */
interface Server {
  session: Session;
  host: string;
  kind: string;
}

/** Asks for what the person signs in to a server with, keeps it, and says whom the server takes them for; `host` chooses the server. */
export async function signIn(sessions: Sessions, keychain: Keychain, host: unknown): Promise<void> {
  const server = await chooseServer(sessions, host);
  const provider = githubProvider(server.host);
  if (provider) await askGithub(provider);
  else await askAndKeep(keychain, server);
  await reopen(sessions, server.host);
  const account = await accountAt(server).catch(async (error: unknown) => {
    if (isRefused(error)) await keychain.forget(server.host);
    throw error;
  });
  const words = account
    ? vscode.l10n.t('Signed in to {0} as {1}.', server.host, account.name)
    : vscode.l10n.t('{0} does not say who is signed in.', server.host);
  void vscode.window.showInformationMessage(plainText(words));
}

/** Whom the server takes the person for. Throws `ForgeError`; `forge-forbidden` where it does not take what was given. */
async function accountAt({ session }: Server): Promise<Account | undefined> {
  const { forge } = await session.works();
  return forge?.account(AbortSignal.timeout(LIMIT));
}

function isRefused(error: unknown): boolean {
  return error instanceof Fault && error.code === 'forge-forbidden';
}

/** Forgets what the person signed in to a server with. */
export async function signOut(sessions: Sessions, keychain: Keychain): Promise<void> {
  const hosts = keychain.hosts();
  if (hosts.length === 0) {
    throw new Fault(
      'not-signed-in',
      vscode.l10n.t('Fishladder keeps no password and no token.'),
      vscode.l10n.t('To sign out of GitHub, use the Accounts menu.'),
    );
  }
  const title = vscode.l10n.t('Sign out of which review server?');
  const picked = await vscode.window.showQuickPick(
    hosts.map((label) => ({ label })),
    { title },
  );
  if (!picked) throw new vscode.CancellationError();
  const host = picked.label;
  await keychain.forget(host);
  await reopen(sessions, host);
  void vscode.window.showInformationMessage(vscode.l10n.t('Signed out of {0}.', host));
}

/** The person names the server, as a repository may name any host. Throws `no-forge`, `CancellationError`. */
async function chooseServer(sessions: Sessions, host: unknown): Promise<Server> {
  await sessions.openFolders();
  const servers = (await Promise.all(sessions.all().map(serverOf))).flat();
  if (servers.length === 0) {
    throw new Fault(
      'no-forge',
      vscode.l10n.t('No open repository names a review server that can be signed in to.'),
      vscode.l10n.t('Open a clone with .gitreview or a remote at the server, or set fishladder.gerrit.url.'),
    );
  }
  const named = servers.filter((server) => server.host === host);
  const offered = new Map((named.length > 0 ? named : servers).map((server) => [server.host, server]));
  const items = [...offered.values()].map((server) => ({
    label: plainText(server.host),
    description: plainText(server.session.root),
    server,
  }));
  const title = vscode.l10n.t('Sign in to this review server? Your password goes there.');
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) throw new vscode.CancellationError();
  return picked.server;
}

async function serverOf(session: Session): Promise<Server[]> {
  const { ladder, forge } = await session.works();
  const kind = ladder.profile.forge?.kind;
  return forge && kind && kind !== 'mail' ? [{ session, host: forge.host, kind }] : [];
}

/** The user names that git takes beside a token, where the server has no say in it. */
const TOKEN_USERS: Readonly<Record<string, string>> = { github: 'x-access-token', gitlab: 'oauth2' };

async function askAndKeep(keychain: Keychain, { host, kind }: Server): Promise<void> {
  const isGerrit = kind === 'gerrit';
  const prompt = vscode.l10n.t('Your user name on {0}', host);
  const user = isGerrit ? await ask({ title: host, prompt }) : (TOKEN_USERS[kind] ?? '');
  const secret = await ask({
    title: host,
    password: true,
    prompt: isGerrit
      ? vscode.l10n.t('The HTTP password that {0} generated for you, under Settings > HTTP Credentials', host)
      : vscode.l10n.t('An access token of {0} with the scope “api”', host),
  });
  await keychain.keep(host, { user: user.trim(), secret });
}

async function ask(options: vscode.InputBoxOptions): Promise<string> {
  const validateInput = (value: string) => (value.trim() === '' ? vscode.l10n.t('It must not be empty.') : undefined);
  const answer = await vscode.window.showInputBox({ ...options, validateInput, ignoreFocusOut: true });
  if (!answer) throw new vscode.CancellationError();
  return answer;
}

/** What a server says is read anew with the new credential. */
async function reopen(sessions: Sessions, host: string): Promise<void> {
  const servers = (await Promise.all(sessions.all().map(serverOf))).flat();
  await Promise.all(servers.map((server) => (server.host === host ? server.session.reopen() : undefined)));
}
