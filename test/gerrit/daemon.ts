// Runs a Gerrit server's programs, on this machine's own address only, and ends them with this process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How to start Java: its program, the class path, and the most memory it takes. */
export interface Java {
  program: string;
  classPath: string;
}

/** Starts Run.java with these arguments. Java compiles little, as most of the run is the start. */
function start({ program, classPath }: Java, site: string, args: readonly string[]): ChildProcess {
  const flags = ['-Xmx640m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Duser.home=${join(site, 'tmp')}`];
  const child = spawn(program, [...flags, '-cp', classPath, 'Run', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
  return child;
}

/** Makes a site; its configuration is there already. Rejects with what was printed when that fails. */
export async function initialise(java: Java, site: string): Promise<void> {
  const child = start(java, site, ['Init', '--batch', '--no-auto-start', '--skip-all-downloads', '-d', site]);
  const words = record(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Gerrit could not make its site (exit code ${code}):\n${words.join('\n')}`);
}

/** A server that answers. */
export interface Daemon {
  /** Ends it as a person would, so that its site is whole. */
  stop(): Promise<void>;
}

/** Starts the server of a site; resolves when it answers. From then on it does not keep this process going, and ends with it. */
export async function startDaemon(java: Java, site: string): Promise<Daemon> {
  const child = start(java, site, ['Daemon', '-d', site, '--console-log']);
  const ended = once(child, 'exit');
  const words = record(child);
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => /Gerrit Code Review .* ready/.test(line) && resolve());
    }
    child.once('error', reject);
    void ended.then(([code]) => reject(new Error(`Gerrit ended (exit code ${code}):\n${words.join('\n')}`)));
  });
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as { unref(): void }[]) handle.unref();
  return {
    async stop() {
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}

/** The last lines that a program prints. */
function record(child: ChildProcess): string[] {
  const words: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      words.push(line);
      if (words.length > 40) words.shift();
    });
  }
  return words;
}

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
