// Runs one git command and hands its output over record by record, as bytes, while it comes.
import { type Bytes, fromBuffer, toBuffer } from '../base/bytes';
import { startProcess } from '../base/process';
import type { GitSettings } from './command';
import { gitEnvironment } from './environment';
import { GitError, missedObject, objectAbsent } from './error';

/** One command: its arguments, the byte that ends each record (and is dropped), what git reads, and when to give up. */
export interface StreamRequest {
  args: readonly string[];
  end: number;
  input?: Bytes;
  signal?: AbortSignal | undefined;
}

/** Lets git fill its output's buffer, where a pipe else gets each record by itself (git(1), GIT_FLUSH): half again as fast for a `git log`. */
const WHOLE_BLOCKS = { GIT_FLUSH: '0' };

/** Runs git and gives each record to `take`. Throws `GitError` when git fails, and the signal's reason when that aborts. */
export type StreamGit = (request: StreamRequest, take: (record: Bytes) => void) => Promise<void>;

/** A runner for one repository. */
export function gitStreamer(settings: GitSettings): StreamGit {
  return async ({ args, end, input = '', signal }, take) => {
    signal?.throwIfAborted();
    const signals = [settings.signal, signal].filter((one) => one !== undefined);
    const stop = signals.length > 0 ? AbortSignal.any(signals) : undefined;
    const { words, code } = await new Promise<{ words: string; code: number | null }>((resolve, reject) => {
      const child = startProcess(settings.command, args, {
        cwd: settings.folder,
        env: { ...gitEnvironment(settings.environment), ...WHOLE_BLOCKS },
        ...(stop ? { signal: stop } : {}),
      });
      const split = splitter(String.fromCharCode(end), take);
      let words = '';
      child.stdout.on('data', (piece: Buffer) => {
        try {
          split(fromBuffer(piece));
        } catch (error) {
          child.kill();
          reject(error);
        }
      });
      child.stderr.on('data', (piece: Buffer) => {
        words = (words + piece.toString()).slice(-4000);
      });
      child.stdin.on('error', () => {});
      child.stdin.end(toBuffer(input));
      child.once('error', reject);
      child.once('close', (code) => resolve({ words: words.trim(), code }));
    }).catch((error: unknown) => {
      throw stop?.aborted ? stop.reason : error;
    });
    stop?.throwIfAborted();
    if (code === 0) return;
    const missed = missedObject(words);
    if (missed) throw objectAbsent(missed, args, words);
    const next = 'Run this in a terminal to see what is wrong.';
    throw new GitError('git-failed', `git ${args.join(' ').slice(0, 200)} failed: ${words}`, next, args, words);
  };
}

/** Takes pieces of bytes and gives the records in them, each without its end; what has no end is never given. */
function splitter(end: Bytes, take: (record: Bytes) => void): (piece: Bytes) => void {
  const begun: Bytes[] = [];
  return (piece) => {
    let start = 0;
    for (let at = piece.indexOf(end); at >= 0; at = piece.indexOf(end, start)) {
      const record = piece.slice(start, at);
      start = at + 1;
      take(begun.length === 0 ? record : begun.splice(0).join('') + record);
    }
    if (start < piece.length) begun.push(piece.slice(start));
  };
}
