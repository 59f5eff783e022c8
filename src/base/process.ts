// The only door to other programs: one-shot runs and long-lived helpers, always without a shell.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** How to start a program. `timeout` is in milliseconds; the environment replaces this process's own. */
export interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  input?: Uint8Array;
  timeout?: number;
  signal?: AbortSignal;
}

/** A program that runs, with its three pipes. */
export type RunningProcess = ChildProcessWithoutNullStreams;

/** What a finished program left: its exit code (null when a signal ended it) and all it wrote. */
export interface RunResult {
  code: number | null;
  stdout: Buffer;
  stderr: Buffer;
}

/** Runs a program to its end. Rejects when it cannot be started, times out or is aborted; a non-zero exit is a value. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, options);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err) }));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
  });
}

/** Starts a program that stays and is talked to over its pipes; the caller ends it. */
export function startProcess(command: string, args: readonly string[], options: RunOptions): RunningProcess {
  return spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: 'pipe',
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}
