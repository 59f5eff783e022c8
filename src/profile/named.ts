// The commit that a port's message says it was made from.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { parseMessage, trailerValues } from '../patch/message';
import { UPSTREAM_LINE } from './cited';

/**
 * What the last `(cherry picked from commit …)` line names; else what Linux's `commit … upstream.` or SUSE's `Git-commit` does. 7 to 64
 * hex digits; undefined where there is none.
 */
export function namedCommit(message: Bytes): string | undefined {
  const parsed = parseMessage(message);
  const last = parsed.trailers.findLast((line) => line.kind === 'picked');
  if (last) return /^[0-9a-f]{7,64}$/.test(last.commit) ? last.commit : undefined;
  const matches = splitLines(parsed.text).map((line) => UPSTREAM_LINE.exec(line.trimEnd()));
  const upstream = matches.find((match) => match !== null);
  if (upstream) return upstream[1] ?? upstream[2];
  return /^[0-9a-f]{7,64}\b/i.exec(decode(trailerValues(parsed, 'Git-commit').at(-1) ?? ''))?.[0];
}
