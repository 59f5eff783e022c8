// Starts the language server once a patch or a series is open; nothing of it is loaded before.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { DOCUMENTS } from '../language/protocol';

/** Watches for patch files and talks to the server (`module` is its path) about them; disposing ends it. */
export function watchPatchFiles(module: string, log: vscode.LogOutputChannel): vscode.Disposable {
  let client: Promise<LanguageClient> | undefined;
  const look = (document: vscode.TextDocument) => {
    if (vscode.languages.match(DOCUMENTS, document) > 0) client ??= start(module, log);
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

async function start(module: string, log: vscode.LogOutputChannel): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const server = { module, transport: TransportKind.ipc };
  const client = new LanguageClient('fishladder', 'Fishladder', server, {
    documentSelector: DOCUMENTS,
    outputChannel: log,
  });
  await client.start().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  return client;
}
