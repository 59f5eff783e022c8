// A git process that stays: questions go in, answers come out in the same order, and it is started again when it died.
import { type Bytes, toBuffer } from '../base/bytes';
import type { Disposable } from '../base/disposable';
import { isErrno } from '../base/fault';
import { type RunningProcess, startProcess } from '../base/process';
import { type ByteQueue, byteQueue } from './byte-queue';
import type { GitSettings } from './command';
import { gitEnvironment } from './environment';
import { GitError, missedObject, objectAbsent } from './error';

/** Reads one answer off the queue; called again whenever more bytes came, until it gives something else than undefined. */
export type ReadAnswer<T> = (input: ByteQueue) => T | undefined;

/** A process that is asked many things. */
export interface Helper extends Disposable {
  /**
   * Sends a question, together with the others of this turn, and gives its answer. Rejects with `GitError` when the
   * process cannot be started or ends before it has answered; the next question then starts a new one.
   */
  ask<T>(question: Bytes, read: ReadAnswer<T>): Promise<T>;
}

/** So many questions wait for a helper before another one is asked: what is asked together is mostly stored together. */
const BUSY = 8;

interface Waiting {
  read: ReadAnswer<unknown>;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

interface Running {
  child: RunningProcess;
  waiting: Waiting[];
}

/** A helper that runs git with these arguments; the process starts with the first question. */
export function gitHelper(settings: GitSettings, args: readonly string[]): Helper {
  let running: Running | undefined;

  const start = (): Running => {
    const child = startProcess(settings.command, args, {
      cwd: settings.folder,
      env: gitEnvironment(settings.environment),
      ...(settings.signal ? { signal: settings.signal } : {}),
    });
    const waiting: Waiting[] = [];
    const input = byteQueue();
    let words = '';
    const end = (error: Error | undefined) => {
      if (running?.child === child) running = undefined;
      const reason = explain(error, words, args, settings);
      for (const { reject } of waiting.splice(0)) reject(reason);
    };
    child.stdout.on('data', (piece: Buffer) => {
      input.push(piece);
      try {
        deliver(input, waiting);
      } catch (error) {
        child.kill();
        end(error as Error);
      }
    });
    child.stderr.on('data', (piece: Buffer) => {
      words = (words + piece.toString()).slice(-4000);
    });
    child.stdin.on('error', () => {});
    child.once('error', end);
    child.once('close', () => end(undefined));
    return { child, waiting };
  };

  return {
    ask: <T>(question: Bytes, read: ReadAnswer<T>) =>
      new Promise<T>((resolve, reject) => {
        running ??= start();
        const { child, waiting } = running;
        waiting.push({ read, resolve: resolve as (answer: unknown) => void, reject });
        child.stdin.cork();
        child.stdin.write(toBuffer(question));
        process.nextTick(() => child.stdin.uncork());
      }),
    dispose() {
      running?.child.stdin.end();
      running?.child.kill();
      running = undefined;
    },
  };
}

/**
 * Several helpers that answer as one: a further one is only started when all before it are busy, so answers can come in another order
 * than the questions. git goes on with a large answer only as it is read, so one process stands still while this one computes.
 */
export function gitHelpers(settings: GitSettings, args: readonly string[], most: number): Helper {
  const helpers = Array.from({ length: most }, () => ({ helper: gitHelper(settings, args), waiting: 0 }));
  return {
    async ask(question, read) {
      const load = ({ waiting }: { waiting: number }) => Math.floor(waiting / BUSY);
      const free = helpers.reduce((best, one) => (load(one) < load(best) ? one : best));
      free.waiting++;
      try {
        return await free.helper.ask(question, read);
      } finally {
        free.waiting--;
      }
    },
    dispose: () => {
      for (const { helper } of helpers) helper.dispose();
    },
  };
}

function deliver(input: ByteQueue, waiting: Waiting[]): void {
  for (let next = waiting[0]; next; next = waiting[0]) {
    const answer = next.read(input);
    if (answer === undefined) return;
    waiting.shift();
    next.resolve(answer);
  }
}

function explain(error: Error | undefined, words: string, args: readonly string[], settings: GitSettings): GitError {
  if (isErrno(error, 'ENOENT')) {
    const next = 'Install git 2.34 or newer, or name its path in the setting git.path.';
    return new GitError('git-absent', `git cannot be started as '${settings.command}'.`, next, args, error.message);
  }
  const missed = missedObject(words);
  if (missed) return objectAbsent(missed, args, words.trim());
  const said = words.trim() || error?.message || 'it ended without a word';
  const next = 'Try again; if it happens again, run git fsck in the repository.';
  return new GitError('git-failed', `git ${args[0]} ended too early: ${said}`, next, args, said);
}
