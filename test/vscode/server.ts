// Starts VS Code's server on a free port of the loopback interface.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Install, install } from './install';

/** How to start a server; both folders are made when they are absent. The environment is that of the extension host. */
export interface ServerOptions {
  userDataDir: string;
  extensionsDir: string;
  env: NodeJS.ProcessEnv;
  args?: readonly string[];
  log: (text: string) => void;
}

/** A running server. `ended` gives the exit code; `stop` ends it and all its processes. */
export interface Server {
  port: number;
  token: string;
  version: string;
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Arguments that belong to every start of the server, also as a command line that installs extensions. */
export function commonArgs({ userDataDir, extensionsDir }: { userDataDir: string; extensionsDir: string }): string[] {
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', dirname(userDataDir)],
    ...['--user-data-dir', userDataDir],
    ...['--extensions-dir', extensionsDir],
  ];
}

/** The environment without what belongs to a surrounding VS Code, and without a marketplace. */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^(VSCODE_(?!TEST)|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}', CS_TELEMETRY_URL: 'http://127.0.0.1:9/' };
}

/** Starts the server; it ends with `stop`, and by itself when this process is gone. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const installed = install();
  const token = randomBytes(12).toString('hex');
  const args = [
    ...[guardedStart(installed), '--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...commonArgs(options),
    ...['--disable-workspace-trust', '--telemetry-level', 'off', '--disable-experiments', '--disable-update-check'],
    ...['--disable-getting-started-override', '--force-disable-user-env', '--disable-websocket-compression'],
    ...['--reconnection-grace-time', '5'],
    ...(options.args ?? []),
  ];
  const env = serverEnvironment(options.env);
  const child = spawn(installed.node, args, { env, stdio: 'pipe', detached: true });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const stop = async () => {
    killGroup(child);
    await ended;
  };
  const { version } = JSON.parse(readFileSync(join(installed.vscode, 'package.json'), 'utf8')) as { version: string };
  return { port: await portOf(child, options.log), token, version, ended, stop };
}

/** A script that runs the server and ends it when standard input closes: even a killed launcher leaves nothing behind. */
function guardedStart({ folder, vscode }: Install): string {
  const path = join(folder, 'start.mjs');
  const main = pathToFileURL(join(vscode, 'out/server-main.js'));
  if (!existsSync(path)) {
    writeFileSync(
      path,
      `const end = () => process.exit(0);
process.stdin.on('end', end).on('error', end).resume();
process.stdin.unref?.();
await import('${main}');
`,
    );
  }
  return path;
}

/** Ends the server, the extension hosts and the file watchers at once; nothing in a test's server is worth a slow end. */
function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

function portOf(child: ChildProcess, log: (text: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      log(`${chunk}`);
      text = (text + chunk).slice(-20_000);
      const port = /agent listening on (\d+)/.exec(text)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`VS Code's server ended (${code}) before it listened\n${text}`)));
  });
}

/** What the window shows: a folder or a `.code-workspace`, and perhaps a file. Paths are absolute. */
export interface Opened {
  workspace?: string;
  file?: string;
}

/** Address of the workbench. */
export function workbenchAddress({ port, token }: Server, { workspace, file }: Opened): string {
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(file === undefined ? [] : [['openFile', `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`]]),
  ];
  const query = new URLSearchParams({ tkn: token, payload: JSON.stringify(payload) });
  if (workspace === undefined) query.set('ew', 'true');
  else query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  return `http://127.0.0.1:${port}/?${query}`;
}
