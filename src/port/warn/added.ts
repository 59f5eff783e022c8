// Finds the lines that a text has and its older form does not, in time that grows with the text alone.
import { type Bytes, splitLines } from '../../base/bytes';

/** A line that is new, with its end. `line` is 0-based. */
export interface AddedLine {
  line: number;
  text: Bytes;
}

/** The largest part of a text that is compared at once, in signs; a power of two. */
const LARGEST = 2 ** 14;

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

/** How many signs of both texts are alike from these places on, in whole lines. */
function alikeLines(old: Bytes, now: Bytes, oldAt: number, at: number, oldEnd: number, end: number): number {
  const most = Math.min(oldEnd - oldAt, end - at);
  const alike = reach(most, (from, to) => old.slice(oldAt + from, oldAt + to) === now.slice(at + from, at + to));
  if (alike === end - at && alike === oldEnd - oldAt) return alike;
  return alike === 0 ? 0 : Math.max(0, now.lastIndexOf('\n', at + alike - 1) + 1 - at);
}

/** How far, up to `most`, something holds; it is asked for large parts first, as comparing these is much faster than sign by sign. */
function reach(most: number, holds: (from: number, to: number) => boolean): number {
  let done = 0;
  for (let step = LARGEST; step >= 1; ) {
    if (done + step <= most && holds(done, done + step)) done += step;
    else step /= 2;
  }
  return done;
}

/**
 * The lines from `start` to `end` of a text, as offsets, and to `oldEnd` of its older form, outside of which both are the same; the start
 * is the same in both.
 */
export function middleOf(old: Bytes, now: Bytes): { start: number; end: number; oldEnd: number } {
  const most = Math.min(old.length, now.length);
  const alike = reach(most, (from, to) => old.slice(from, to) === now.slice(from, to));
  const start = alike === 0 ? 0 : now.lastIndexOf('\n', alike - 1) + 1;
  const fromEnd = (text: Bytes, from: number, to: number) => text.slice(text.length - to, text.length - from);
  const tail = reach(most - start, (from, to) => fromEnd(old, from, to) === fromEnd(now, from, to));
  const line = tail === 0 ? -1 : now.indexOf('\n', now.length - tail);
  const kept = line < 0 ? 0 : now.length - line - 1;
  return { start, end: now.length - kept, oldEnd: old.length - kept };
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
