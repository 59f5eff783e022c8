// Runs one command line: finds the command, prints what it answers, and turns every fault into words and an exit code.
import { isAbsolute, join, relative } from 'node:path';
import { asFault, Fault, logText } from '../base/fault';
import type { Host, Settings } from '../flow/host';
import { type Ladder, openLadder } from '../flow/ladder';
import { runAccept } from './accept';
import { runAdopt } from './adopt';
import { type Call, readCall } from './arguments';
import { runBatch } from './batch';
import { terminalCredentials } from './credentials';
import { runDoctor } from './doctor';
import { runDrop } from './drop';
import { exitOf } from './exit-codes';
import { runExport } from './export';
import { runFix } from './fix';
import { runImport } from './import';
import { runInit } from './init';
import { runLint } from './lint';
import { runMark } from './mark';
import { runPort } from './port';
import { runResolve } from './resolve';
import { runReview } from './review';
import { terminalRoutes } from './routes';
import { runShow } from './show';
import { runStatus } from './status';
import { runSubmit } from './submit';
import { runSync } from './sync';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { USAGE } from './usage';

/** A command: does its work in the opened repository and gives the exit code. */
type Command = (ladder: Ladder, call: Call, terminal: Terminal) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  mark: runMark,
  drop: runDrop,
  port: (ladder, call, terminal) => (call.options.batch ? runBatch : runPort)(ladder, call, terminal),
  accept: runAccept,
  resolve: runResolve,
  submit: runSubmit,
  sync: runSync,
  adopt: runAdopt,
  review: runReview,
  status: runStatus,
  show: runShow,
  export: runExport,
  import: runImport,
  init: runInit,
};

/** A command that needs no repository. */
type FreeCommand = (settings: Settings, call: Call, terminal: Terminal) => Promise<number>;

const FREE_COMMANDS: Record<string, FreeCommand> = {
  doctor: runDoctor,
  lint: runLint,
  fix: runFix,
  lsp: async (_settings, _call, terminal) => {
    await terminal.serve();
    return EXIT.done;
  },
};

/** Runs `fishladder` with these arguments and gives its exit code. Never throws. */
export async function main(argv: readonly string[], version: string, terminal: Terminal): Promise<number> {
  let json = argv.includes('--json');
  try {
    const call = readCall(argv);
    json = call.options.json === true;
    if (call.command === 'help') return await print(terminal, USAGE);
    if (call.command === 'version') return await print(terminal, `fishladder ${version}\n`);
    const folder = placeOf(call, terminal.folder);
    const settings: Settings = call.options.release ? { release: call.options.release } : {};
    const here = { ...terminal, folder, host: hostOf(call, folder, terminal) };
    const run = COMMANDS[call.command];
    if (!run) return (await FREE_COMMANDS[call.command]?.(settings, call, here)) ?? EXIT.fault;
    const ladder = await openLadder(folder, settings, here.host);
    try {
      if (!call.options.batch) checkPlace(ladder);
      return await run(ladder, call, here);
    } finally {
      ladder.git.dispose();
    }
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    terminal.err(faultText(error, json));
    return error instanceof Fault ? exitOf(error.code) : EXIT.fault;
  }
}

/** Throws `bare-repository` where the queue would be among git's own files. */
function checkPlace({ git, queue }: Ladder): void {
  if (!git.bare || relative(git.root, queue.folder).startsWith('..')) return;
  throw new Fault(
    'bare-repository',
    `${git.root} is a bare repository, which has no place for a queue.`,
    'Do it in a clone (git clone), or name a folder elsewhere with git config fishladder.queue; fishladder port --batch works here.',
  );
}

/** The ways to servers are those of the folder's git; commands that a person signs in for ask git's credential helpers, too. */
function hostOf({ command }: Call, folder: string, { host }: Terminal): Host {
  const routed = { ...host, routes: terminalRoutes(folder, host.environment) };
  if (!['submit', 'review', 'adopt', 'doctor'].includes(command)) return routed;
  return { ...routed, credentials: terminalCredentials(folder, host.environment) };
}

async function print(terminal: Terminal, text: string): Promise<number> {
  await terminal.out(text);
  return EXIT.done;
}

function placeOf({ options }: Call, folder: string): string {
  if (options.folder === undefined) return folder;
  return isAbsolute(options.folder) ? options.folder : join(folder, options.folder);
}

function faultText(error: unknown, json: boolean): string {
  const fault = asFault(error);
  if (!fault) return `fishladder: this should not have happened; please report it.\n${logText(error)}\n`;
  const { code, message, next } = fault;
  if (json) return `${JSON.stringify({ error: { code, message, next } })}\n`;
  return `fishladder: ${message.split('\n').map(plain).join('\n')}\n${plain(next)}\n`;
}
