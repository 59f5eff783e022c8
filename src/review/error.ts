// The one error of talking to a forge.
import { Fault } from '../base/fault';

/** What went wrong at a forge; stable words for programs. */
export type ForgeCode =
  | 'forge-address'
  | 'forge-route'
  | 'forge-unreachable'
  | 'forge-timeout'
  | 'forge-web-page'
  | 'forge-redirect'
  | 'forge-rejected'
  | 'forge-forbidden'
  | 'forge-absent'
  | 'forge-busy'
  | 'forge-failed'
  | 'forge-answer'
  | 'forge-too-large'
  | 'forge-moved'
  | 'forge-refused';

/**
 * What a forge answered besides the error itself: the HTTP status, why it did not take what was submitted (a stable word of that forge),
 * and how long (milliseconds) it asks to be left alone.
 */
export interface ForgeAnswer {
  status?: number;
  reject?: string;
  retryAfter?: number;
  cause?: unknown;
}

/** A forge could not be asked, or its answer could not be used. */
export class ForgeError extends Fault {
  readonly status: number | undefined;
  readonly reject: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    override readonly code: ForgeCode,
    readonly host: string,
    message: string,
    next: string,
    answer: ForgeAnswer = {},
  ) {
    super(code, message, next, { cause: answer.cause });
    this.name = 'ForgeError';
    this.status = answer.status;
    this.reject = answer.reject;
    this.retryAfter = answer.retryAfter;
  }
}

/** True when the forge could not be reached at all, so that the same question may be answered later. */
export function isOffline(fault: Fault): boolean {
  return fault.code === 'forge-unreachable' || fault.code === 'forge-timeout';
}
