// Finds the trailer block of a commit message by git's rules.
import { type Bytes, trimBytes } from '../base/bytes';

const GENERATED = /^(?:Signed-off-by: |\(cherry picked from commit )/;
const TRAILER = /^[A-Za-z0-9-]+[ \t]*:/;

/** What is counted upwards from the end of the message until a blank line. */
interface Count {
  trailers: number;
  others: number;
  /** Indented lines that belong to the next line above, if that is a trailer. */
  indented: number;
  generated: boolean;
}

/**
 * The trailer block among a message's lines, 0-based, half-open; empty (at the end of the text) when there is none. It is the
 * last paragraph, but not the first, where either all lines are trailers, or one is a line that git itself writes and at least
 * a quarter are trailers. Comment lines (`#`), blank lines and a list of conflicts at the end, and
 * a `---` line with all below it, do not belong to the message.
 */
export function findTrailers(lines: readonly Bytes[]): { start: number; end: number } {
  const divider = lines.findIndex((line) => /^---[ \t-\r]/.test(line));
  const end = endOfText(lines, divider < 0 ? lines.length : divider);
  const title = lines.findIndex((line) => isBlank(line) && !isComment(line));
  const count: Count = { trailers: 0, others: 0, indented: 0, generated: false };
  for (let at = end - 1; title >= 0 && at >= title; at--) {
    const line = lines[at] as Bytes;
    if (!isBlank(line)) {
      countLine(count, line);
      continue;
    }
    const others = count.others + count.indented;
    const isBlock = count.generated ? count.trailers * 3 >= others : count.trailers > 0 && others === 0;
    return { start: isBlock ? at + 1 : end, end };
  }
  return { start: end, end };
}

function countLine(count: Count, line: Bytes): void {
  if (isComment(line)) {
    count.others += count.indented;
    count.indented = 0;
  } else if (GENERATED.test(line) || TRAILER.test(line)) {
    count.trailers++;
    count.indented = 0;
    count.generated ||= GENERATED.test(line);
  } else if (/^[ \t-\r]/.test(line)) {
    count.indented++;
  } else {
    count.others += 1 + count.indented;
    count.indented = 0;
  }
}

/** Where the message ends: before the blank lines, comments and the old list of conflicts (`Conflicts:`) at its end. */
function endOfText(lines: readonly Bytes[], limit: number): number {
  let end = limit;
  let inConflicts = false;
  for (let at = 0; at < limit; at++) {
    const line = lines[at] as Bytes;
    const startsConflicts = line === 'Conflicts:\n';
    if (startsConflicts || line === '\n' || isComment(line)) end = Math.min(end, at);
    else if (!(inConflicts && line.startsWith('\t'))) end = limit;
    inConflicts = end < limit && (inConflicts || startsConflicts);
  }
  while (end > 0 && (isBlank(lines[end - 1] as Bytes) || isComment(lines[end - 1] as Bytes))) end--;
  return end;
}

function isBlank(line: Bytes): boolean {
  return trimBytes(line) === '';
}

function isComment(line: Bytes): boolean {
  return line.startsWith('#');
}
