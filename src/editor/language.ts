// Starts the language client once a patch or a series is open; nothing of it is loaded before.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { DOCUMENTS, type ServerOptions } from '../language/protocol';
import { readSettings } from './session/settings';

/** Loads the client and starts it. */
export type StartClient = (options: ServerOptions) => Promise<{
  setOptions(options: ServerOptions): Promise<void>;
  dispose(): Promise<void>;
}>;

/** Watches for patch files and starts the client with the first one; disposing ends it. */
export function watchPatchFiles(start: StartClient, log: vscode.LogOutputChannel): Disposable {
  let client: ReturnType<StartClient> | undefined;
  const report = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const look = (document: vscode.TextDocument) => {
    if (client || vscode.languages.match(DOCUMENTS, document) === 0) return;
    client = start(serverOptions());
    client.catch(report);
  };
  const tell = () => client?.then((running) => running.setOptions(serverOptions())).catch(report);
  const store = new DisposableStore();
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(tell));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('fishladder') || event.affectsConfiguration('git.path')) tell();
    }),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  store.add({
    dispose: () => {
      client?.then((running) => running.dispose()).catch(() => {});
    },
  });
  return store;
}

/** What is set for the first folder; in a workspace that is not trusted, git does not run and settings do not count. */
function serverOptions(): ServerOptions {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const mayRunGit = vscode.workspace.isTrusted;
  const settings = mayRunGit && folder ? readSettings(folder) : {};
  return { mayRunGit, settings: { ...settings } };
}
