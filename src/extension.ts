// The extension's entry: builds the real things and hands them to the editor.
import * as vscode from 'vscode';
import { startEditor } from './editor/editor';
import { type StartClient, watchPatchFiles } from './editor/language';
import { withGitHelpers } from './editor/sign-in/git-credentials';
import { createKeychain } from './editor/sign-in/keychain';
import type { Host } from './flow/host';
import type { Examine } from './flow/submit-remarks';
import { direct } from './review/route';

/** Called by VS Code once one of the extension's views, commands or files is used; registers and returns. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Fishladder', { log: true });
  const keychain = createKeychain(context);
  const around = { now: () => new Date(), environment: process.env };
  const host: Host = {
    ...around,
    credentials: withGitHelpers(keychain, around),
    routes: direct,
    userAgent: `fishladder/${(context.extension.packageJSON as { version: string }).version}`,
  };
  const startClient: StartClient = async (options) =>
    (await import('./client')).startClient(context.asAbsolutePath('dist/server.js'), options, log);
  const examine: Examine = async (text, about) => (await import('./language/lint')).examinePatch(text, about);
  context.subscriptions.push(
    log,
    startEditor({ host, log, context, keychain, examine }),
    watchPatchFiles(startClient, log),
  );
}
