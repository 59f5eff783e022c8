// Finds the lines that a text has and its older form does not, in time that grows with the text alone.
import { type Bytes, splitLines } from '../../base/bytes';
import { alikeLines, middleOf } from '../../patch/middle-part';

/** A line that is new, with its end. `line` is 0-based. */
export interface AddedLine {
  line: number;
  text: Bytes;
}

/** The lines of the part of `now` where it differs from `old`, without those that `old` has in that part, too. */
export function addedLines(old: Bytes, now: Bytes): AddedLine[] {
  const { start, end: stop, oldEnd } = middleOf(old, now);
  const added: AddedLine[] = [];
  let ends: ReadonlyMap<Bytes, number> | undefined;
  let counted = { line: 0, at: 0 };
  let expected = start;
  for (let at = start; at < stop; ) {
    const alike = alikeLines(old, now, expected, at, oldEnd, stop);
    at += alike;
    expected += alike;
    if (at >= stop) break;
    const next = now.indexOf('\n', at) + 1 || now.length;
    const text = now.slice(at, next);
    ends ??= endsOfLines(old, start, oldEnd);
    const end = ends.get(text);
    if (end === undefined) {
      counted = { line: counted.line + countLines(now, counted.at, at), at };
      added.push({ line: counted.line, text });
    } else if (end > 0) expected = end;
    at = next;
  }
  return added;
}

/** Where each line of a part of a text ends; 0 for a line that is there more than once. */
function endsOfLines(text: Bytes, start: number, end: number): Map<Bytes, number> {
  const ends = new Map<Bytes, number>();
  let at = start;
  for (const line of splitLines(text.slice(start, end))) {
    at += line.length;
    ends.set(line, ends.has(line) ? 0 : at);
  }
  return ends;
}

/** How many lines end between two places. */
function countLines(text: Bytes, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
