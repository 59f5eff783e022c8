// Runs a program with its output on this one's.
import { spawn } from 'node:child_process';

/** Runs a command without a shell and without standard input; gives its exit code, 1 when it cannot be started or a signal ended it. */
export function execute(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}
