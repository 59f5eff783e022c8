// The only door to other programs, always without a shell.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Where a program runs. The environment replaces this process's own. */
export interface StartOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** A program that runs, with its three pipes. */
export type RunningProcess = ChildProcessWithoutNullStreams;

/** Starts a program that stays and is talked to over its pipes; the caller ends it, or the signal does. */
export function startProcess(command: string, args: readonly string[], options: StartOptions): RunningProcess {
  return spawn(command, args, { ...options, stdio: 'pipe' });
}

/** Runs a program that a person works with in this terminal, to its end; gives its exit code, 1 where a signal ended it. Rejects when it cannot be started. */
export function runProgram(command: string, args: readonly string[], options: StartOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
