// `fishladder doctor`: says what works, what does not, and what to do about it.
import { examine } from '../flow/doctor';
import type { Finding } from '../flow/finding';
import type { Settings } from '../flow/host';
import type { Call } from './arguments';
import { plain, table } from './table';
import { EXIT, type Terminal } from './terminal';

const MARKS: Record<Finding['state'], string> = { good: 'ok', warning: 'note', bad: 'FAULT' };

/** Prints the findings; a fault among them gives exit code 1. */
export async function runDoctor(settings: Settings, { options }: Call, terminal: Terminal): Promise<number> {
  const findings = await examine(terminal.folder, settings, terminal.host, terminal.signal);
  const rows = findings.flatMap(({ check, state, words, next }) => [
    [MARKS[state], check, plain(words)],
    ...(next === undefined ? [] : [['', '', `-> ${plain(next)}`]]),
  ]);
  await terminal.out(options.json ? `${JSON.stringify({ findings })}\n` : table(rows));
  return findings.some(({ state }) => state === 'bad') ? EXIT.incomplete : EXIT.done;
}
