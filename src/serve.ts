// Starts the language server: with what the flows know about patch files, over the channel that its entry has.
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from './flow/host';
import { register } from './language/register';

/** Answers a client over the channel that the process was started with, until it ends. */
export function serveChannel(host: Host): void {
  serve(createConnection(ProposedFeatures.all), host);
}

function serve(connection: Connection, host: Host): void {
  register(
    connection,
    async (options) => {
      const { openKnowledge } = await import('./flow/knowledge');
      return openKnowledge(host, options?.settings ?? {}, options?.mayRunGit ?? true);
    },
    () => host.now().toISOString().slice(0, 10),
  );
}

/** Answers a client on standard input and output; never resolves, for the end of the client ends the process. */
export function serveStdio(host: Host): Promise<void> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), host);
  return new Promise(() => {});
}
