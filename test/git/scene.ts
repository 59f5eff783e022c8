// A scene for a test: a fresh copy of the demo's clone, the terminal's program run in this process, and what must not change.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentCredentials } from '../../src/cli/credentials';
import { main } from '../../src/cli/main';
import { anonymous } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { fixBug, git, makeDemo, operatorEnv } from '../demo/repository';

/** What a run of the program left. */
export interface Run {
  code: number;
  out: string;
  err: string;
  /** What it showed of how far it is, one after the other. */
  progress: string[];
}

/** One clone, thrown away after the test. */
export interface Scene {
  folder: string;
  /** Runs `fishladder` in the clone. */
  run(...args: string[]): Promise<Run>;
  /** The same with these lines on standard input. */
  runWith(input: readonly string[], ...args: string[]): Promise<Run>;
  /** Runs git in the clone. */
  git(...args: string[]): string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Makes the operator's edit of the demo. */
  fixBug(): void;
  /** A digest of every file of the queue, by path; empty when there is no queue. */
  queue(): Record<string, string>;
  /** Everything of the repository that Fishladder must leave alone. */
  untouched(): Record<string, string>;
  dispose(): void;
}

/** What all test files of a process share, each being a bundle of its own. */
const shared = globalThis as typeof globalThis & { fishladderTemplate?: string };

/** A fresh clone at the deployed release. */
export function openScene(environment = operatorEnv()): Scene {
  shared.fishladderTemplate ??= makeTemplate();
  const home = mkdtempSync(join(tmpdir(), 'fishladder-scene-'));
  const folder = join(home, 'shoal');
  cpSync(shared.fishladderTemplate, folder, { recursive: true });
  const read = (path: string) => readFileSync(join(folder, path), 'latin1');
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text, 'latin1');
  return {
    folder,
    run: (...args) => runProgram(folder, args, environment),
    runWith: (input, ...args) => runProgram(folder, args, environment, input.join('\n')),
    git: (...args) => git(folder, ...args),
    read,
    write,
    fixBug: () => fixBug(folder),
    queue: () => digests(join(folder, '.fishladder')),
    untouched: () => ({
      status: git(folder, 'status', '--porcelain'),
      head: readFileSync(join(folder, '.git/HEAD'), 'utf8'),
      refs: git(folder, 'for-each-ref'),
      stash: git(folder, 'stash', 'list'),
      index: git(folder, 'ls-files', '--stage'),
      diff: git(folder, 'diff'),
    }),
    dispose: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** A host that signs in nowhere, for what is called without the terminal. */
export function quietHost() {
  return {
    now: () => new Date(),
    environment: operatorEnv(),
    credentials: anonymous,
    routes: direct,
    userAgent: 'test',
  };
}

/** Runs the program in this process. */
export async function runProgram(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  input = '',
): Promise<Run> {
  const run: Run = { code: 0, out: '', err: '', progress: [] };
  run.code = await main(args, '0.0.0', {
    folder,
    host: {
      now: () => new Date(),
      environment,
      credentials: environmentCredentials(environment),
      routes: direct,
      userAgent: 'fishladder/test',
    },
    lines: async function* () {
      yield* input.split('\n');
    },
    interactive: input !== '',
    out: async (text) => {
      run.out += text;
    },
    err: (text) => {
      run.err += text;
    },
    progress: (text) => run.progress.push(text),
    serve: async () => {},
    thread: join(process.cwd(), 'out/src/thread.js'),
    signal: new AbortController().signal,
  });
  return run;
}

function makeTemplate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return makeDemo(folder);
}

function digests(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), createHash('sha1').update(readFileSync(path)).digest('hex')]),
  );
}
