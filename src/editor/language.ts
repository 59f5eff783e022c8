// Starts the language client once a patch or a series is open; nothing of it is loaded before.
import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { DOCUMENTS } from '../language/protocol';

/** Loads the client and starts it. */
export type StartClient = () => Promise<{ dispose(): Promise<void> }>;

/** Watches for patch files and starts the client with the first one; disposing ends it. */
export function watchPatchFiles(start: StartClient, log: vscode.LogOutputChannel): Disposable {
  let client: ReturnType<StartClient> | undefined;
  const look = (document: vscode.TextDocument) => {
    if (client || vscode.languages.match(DOCUMENTS, document) === 0) return;
    client = start();
    client.catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  };
  const listener = vscode.workspace.onDidOpenTextDocument(look);
  for (const document of vscode.workspace.textDocuments) look(document);
  return {
    dispose: () => {
      listener.dispose();
      client?.then((running) => running.dispose()).catch(() => {});
    },
  };
}
