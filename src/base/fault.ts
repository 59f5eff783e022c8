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

/** True for node's own errors with a `code`, such as ENOENT. */
export function isErrno(error: unknown, code?: string): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (code === undefined || error.code === code);
}
