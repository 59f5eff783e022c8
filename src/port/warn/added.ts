// Finds the lines that a text has and its older form does not, in time that grows with the text alone.
import type { Bytes } from '../../base/bytes';
import { lineTable } from '../../patch/line-table';
import { alikeLines, middleOf } from '../../patch/middle-part';

/** A line that is new, with its end. `line` is 0-based. */
export interface AddedLine {
  line: number;
  text: Bytes;
}

/** A line of source code has about so many signs. */
const TYPICAL = 40;

/** The lines of the part of `now` where it differs from `old`, without those that `old` has in that part, too. */
export function addedLines(old: Bytes, now: Bytes): AddedLine[] {
  const { start, end: stop, oldEnd } = middleOf(old, now);
  const added: AddedLine[] = [];
  let endOf: EndOf | undefined;
  let counted = { line: 0, at: 0 };
  let expected = start;
  for (let at = start; at < stop; ) {
    const alike = alikeLines(old, now, expected, at, oldEnd, stop);
    at += alike;
    expected += alike;
    if (at >= stop) break;
    const next = now.indexOf('\n', at) + 1 || now.length;
    endOf ??= endsOfLines(old, start, oldEnd);
    const end = endOf(now, at, next);
    if (end === undefined) {
      counted = { line: counted.line + countLines(now, counted.at, at), at };
      added.push({ line: counted.line, text: now.slice(at, next) });
    } else if (end > 0) expected = end;
    at = next;
  }
  return added;
}

/** Where a line ends in an older text, given as a part of another text; 0 where it is there more than once, undefined where it is not. */
type EndOf = (text: Bytes, start: number, end: number) => number | undefined;

function endsOfLines(text: Bytes, start: number, end: number): EndOf {
  const table = lineTable(1 + (end - start) / TYPICAL);
  const ends: number[] = [];
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at) + 1 || end;
    const id = table.number(text, at, next);
    ends[id] = id === ends.length ? next : 0;
    at = next;
  }
  return (other, from, to) => ends[table.number(other, from, to)];
}

/** How many lines end between two places. */
function countLines(text: Bytes, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
