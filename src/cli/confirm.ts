// Asks before anything leaves the machine, or the queue.
import { Fault } from '../base/fault';
import { plain } from './table';
import type { Terminal } from './terminal';

/** True when the person answers the question with yes. Throws `not-confirmed` where there is nobody to ask. */
export async function confirm(question: string, terminal: Terminal): Promise<boolean> {
  if (!terminal.interactive)
    throw new Fault(
      'not-confirmed',
      'Nothing was done: this needs a confirmation, and standard input is no terminal.',
      'Read what it would do, then do the same with --yes.',
    );
  terminal.err(`${plain(question)} [y/N] `);
  for await (const answer of terminal.lines()) return /^y(es)?$/i.test(answer.trim());
  return false;
}
