// What the doctor says of one thing that the other flows lean on.
import { Fault } from '../base/fault';

/** One check. `next` is there when it failed, or when something could be better. */
export interface Finding {
  check: 'git' | 'identity' | 'network' | 'remote' | 'conventions' | 'release' | 'queue' | 'forge' | 'sign-in';
  state: 'good' | 'warning' | 'bad';
  words: string;
  next?: string;
}

/** A fault as a finding; throws what is no fault. */
export function bad(check: Finding['check'], error: unknown): Finding {
  if (!(error instanceof Fault)) throw error;
  return { check, state: 'bad', words: error.message, next: error.next };
}
