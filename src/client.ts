// The language client's entry: its library is loaded only once a patch is open, so it has a bundle of its own.
import { type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { DOCUMENTS, OPTIONS_CHANGED, type ServerOptions } from './language/protocol';
import { PROFILE_FILE } from './profile/own/file';

/** A server that runs; it is told when its options change. */
export interface RunningClient {
  setOptions(options: ServerOptions): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts the language server (`module` is its path) in a process of its own and talks to it until the answer is disposed. */
export async function startClient(
  module: string,
  options: ServerOptions,
  log: LogOutputChannel,
): Promise<RunningClient> {
  const watcher = workspace.createFileSystemWatcher(`**/{series,${PROFILE_FILE}}`);
  const client = new LanguageClient(
    'fishladder',
    'Fishladder',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: DOCUMENTS,
      outputChannel: log,
      initializationOptions: options,
      synchronize: { fileEvents: watcher },
    },
  );
  await client.start();
  return {
    setOptions: (fresh) => client.sendNotification(OPTIONS_CHANGED, fresh),
    dispose: async () => {
      watcher.dispose();
      await client.dispose();
    },
  };
}
