// The language client's entry: its library is loaded only once a patch is open, so it has a bundle of its own.
import type { LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { DOCUMENTS } from './language/protocol';

/** Starts the language server (`module` is its path) in a process of its own and talks to it until the answer is disposed. */
export async function startClient(module: string, log: LogOutputChannel): Promise<{ dispose(): Promise<void> }> {
  const client = new LanguageClient(
    'fishladder',
    'Fishladder',
    { module, transport: TransportKind.ipc },
    { documentSelector: DOCUMENTS, outputChannel: log },
  );
  await client.start();
  return client;
}
