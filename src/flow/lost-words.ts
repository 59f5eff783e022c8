// Words for people: what a settlement took from the branch that nothing asked for.
import { type Bytes, decode } from '../base/bytes';

/** Lines of a file of the branch, from 0, that a person's settlement lacks though the fix does not touch them. */
export interface Lost {
  path: Bytes;
  lines: readonly number[];
}

/** So many places are named. */
const MOST = 5;

/** What is gone, as a sentence without its full stop. Lines count from 1, in the branch's own file. */
export function lostWords({ path, lines }: Lost, branch: string): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  const named = runs.slice(0, MOST).map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}-${to + 1}`));
  const [one, many] = [lines.length === 1, runs.length > MOST ? ', …' : ''];
  const what = one ? `line ${named[0]}` : `${lines.length} lines`;
  const where = one ? '' : ` (${named.join(', ')}${many})`;
  return `${decode(path)} has lost ${what} of ${branch}${where}, which the fix does not touch`;
}
