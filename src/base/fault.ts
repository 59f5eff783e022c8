// The one shape of an error that a person can act on: a code for programs, a sentence, and the next step.

/** An expected fault: `code` is stable and documented, `message` says what happened and where, `next` what to do about it. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Fault';
  }
}

/** What a log gets of an error: a fault's own words, as it is no mistake of the program; of anything else the stack. */
export function logText(error: unknown): string {
  if (error instanceof Fault) return `${error.message} ${error.next} (${error.code})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** True for node's own errors with a `code`, such as ENOENT. */
export function isErrno(error: unknown, code?: string): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (code === undefined || error.code === code);
}

/** What the system says in an error of its own, without the call and the path: `no space left on device`. */
export function systemWords(error: NodeJS.ErrnoException): string {
  return /^[A-Z]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
}

/**
 * An error as a fault: one that is one already, or the system's about a file (`file-error`), which names the path. Undefined for
 * anything else, which is a mistake of the program's own.
 */
export function asFault(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  if (!isErrno(error) || error.syscall === undefined) return undefined;
  const place = error.path ?? `A file (${error.syscall})`;
  const next = 'See whether it is there, and whether you have the right to read it.';
  return new Fault('file-error', `${place} cannot be used: ${systemWords(error)}.`, next, { cause: error });
}
