#!/usr/bin/env node
// Takes desktop VS Code's arguments and runs VS Code's server build with headless Chromium: for `runTests` where there is no desktop.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { type CodeArguments, parseCodeArguments } from './arguments';
import { channelVariables, listen, type Message } from './channel';
import { install } from './install';
import { commonArgs, serverEnvironment, startServer, workbenchAddress } from './server';
import { type Session, startSession } from './session';

const verbose = process.env.FISHLADDER_TEST_VERBOSE !== undefined;
const startLimit = 90_000;

/** Runs VS Code's command line: lists, installs and removes extensions. */
function manage(args: CodeArguments, folders: { userDataDir: string; extensionsDir: string }): number {
  const { node, vscode } = install();
  const main = join(vscode, 'out/server-main.js');
  const env = serverEnvironment(process.env);
  return spawnSync(node, [main, ...commonArgs(folders), ...args.manage], { stdio: 'inherit', env }).status ?? 1;
}

/** Serves a window for any browser and prints its address; until a signal ends this process. */
async function serve(args: CodeArguments, folders: { userDataDir: string; extensionsDir: string }): Promise<number> {
  const log = (text: string) => verbose && process.stderr.write(text);
  const server = await startServer({ ...folders, env: process.env, log });
  console.log(workbenchAddress(server, args));
  return (await server.ended) ?? 1;
}

/** Runs extension tests; gives 0 when all passed. The last words of VS Code are printed when the tests did not end. */
async function test(args: CodeArguments, tests: string, folder: string): Promise<number> {
  const words: string[] = [];
  const note = (text: string) => {
    words.push(text.trimEnd());
    if (words.length > 60) words.shift();
    if (verbose) process.stderr.write(`${text.trimEnd()}\n`);
  };
  let end: (code: number, why?: string) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    end = (code, why) => {
      if (why) process.stderr.write(`${[...words, why].join('\n')}\n`);
      end = () => {};
      resolve(code);
    };
  });
  let started = false;
  const received = (message: Message) => {
    if (message.kind === 'start') started = true;
    else if (message.kind === 'output') process[message.stream].write(message.text);
    else if (message.fault === undefined) end(0);
    else {
      process.stderr.write(`${message.fault}\n`);
      end(1);
    }
  };
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\fishladder-${process.pid}` : join(folder, 'socket');
  const channel = await listen(path, received, () => end(1, 'The extension host ended before the tests did.'));
  const timer = setTimeout(() => {
    if (!started) end(1, `The tests did not start within ${startLimit / 1000} s.`);
  }, startLimit);
  let session: Session | undefined;
  try {
    session = await startSession({
      ...args,
      tests: join(__dirname, 'in-host.js'),
      env: { [channelVariables.socket]: path, [channelVariables.runner]: tests },
      log: note,
    });
    void session.server.ended.then((code) => end(1, `VS Code's server ended (${code}).`));
    session.page.on('crash', () => end(1, 'The page crashed.'));
    session.page.on('pageerror', (error) => note(`page error: ${error.stack ?? error.message}`));
    await session.page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
      note(`${type}: ${format(...values)}`);
    });
    await session.page.exposeFunction('codeAutomationExit', (code: number) => {
      if (!started) end(code || 1, 'VS Code ended before the tests started.');
    });
    await session.load();
    return await ended;
  } finally {
    clearTimeout(timer);
    end = () => {};
    channel.close();
    await session?.close();
  }
}

async function main(): Promise<number> {
  const args = parseCodeArguments(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-code-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const folders = {
    userDataDir: args.userDataDir ?? join(folder, 'user-data'),
    extensionsDir: args.extensionsDir ?? join(folder, 'extensions'),
  };
  if (args.manage.length > 0) return manage(args, folders);
  if (args.tests !== undefined) return test({ ...args, ...folders }, args.tests, folder);
  if (args.extensions.length > 0)
    throw new Error('Without tests, install the packaged extension (--install-extension).');
  return serve(args, folders);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
