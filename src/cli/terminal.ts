// The terminal as the commands see it: where they were called, what they may write to, and when to stop.
import type { Host } from '../flow/host';

/** One run of the program. Commands write only through it. */
export interface Terminal {
  /** The folder that the program was called in, absolute. */
  folder: string;
  host: Host;
  /** Standard input, line by line, until `stop` or Ctrl-C; nothing is read before the first one is asked for. */
  lines(stop?: AbortSignal): AsyncIterable<string>;
  /** True when a person is at standard input. */
  interactive: boolean;
  /** Writes to standard output, text as UTF-8 and bytes as they are; resolves when more can be taken. */
  out(text: string | Uint8Array): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  /** Shows how far a long work is, in place of what it showed before; the empty text takes it away. Nothing where nobody looks at standard error. */
  progress(text: string): void;
  /** Runs the language server over standard input and output until its client ends it. */
  serve(): Promise<void>;
  /** The file of the thread that answers pairs of `port --batch`. */
  thread: string;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

/** Exit codes, as `fishladder help` documents them. */
export const EXIT = {
  done: 0,
  /** Some fix could not be carried to some branch, there is nothing to do, or doctor found a fault. */
  incomplete: 1,
  usage: 2,
  fault: 3,
  interrupted: 130,
} as const;
