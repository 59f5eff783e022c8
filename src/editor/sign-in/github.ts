// VS Code's own GitHub sign-in, for github.com and for the GitHub Enterprise server that the person has set.
import * as vscode from 'vscode';
import type { Credential } from '../../review/credentials';

/** What a pull request from a fork takes. */
const SCOPES = ['repo'];

/** The extension of VS Code that brings both sign-ins; builds by others may lack it, and then VS Code waits for it in vain. */
const BROUGHT_BY = 'vscode.github-authentication';

/**
 * Which of VS Code's sign-ins belongs to a host; undefined for a host that is no GitHub, as far as the person's own settings say, and where
 * VS Code has none.
 */
export function githubProvider(host: string): 'github' | 'github-enterprise' | undefined {
  if (!vscode.extensions.getExtension(BROUGHT_BY)) return undefined;
  if (host === 'github.com' || host === 'api.github.com') return 'github';
  // A workspace could name any host, so its setting does not count.
  const uri = vscode.workspace.getConfiguration('github-enterprise').inspect<string>('uri')?.globalValue;
  return uri && URL.canParse(uri) && new URL(uri).host === host ? 'github-enterprise' : undefined;
}

/** What the person is signed in with at a GitHub host already; asks nobody. */
export async function githubSession(host: string): Promise<Credential | undefined> {
  const provider = githubProvider(host);
  if (!provider) return undefined;
  try {
    return credentialOf(await vscode.authentication.getSession(provider, SCOPES, { silent: true }));
  } catch {
    return undefined; // This VS Code has no GitHub sign-in: reading goes on anonymously.
  }
}

/** Lets VS Code ask the person to sign in to GitHub. Rejects when they leave. */
export async function askGithub(provider: 'github' | 'github-enterprise'): Promise<void> {
  await vscode.authentication.getSession(provider, SCOPES, { createIfNone: true });
}

function credentialOf(session: vscode.AuthenticationSession | undefined): Credential | undefined {
  return session && { user: session.account.label, secret: session.accessToken };
}
