// Line ends as a matter of their own: three texts get the ends that a merge of line ends comes to, so that only what they say is left to merge.
import { type Bytes, splitLines } from '../base/bytes';
import { numberLines } from '../patch/diff-side';
import { type Change, diffNumbered } from '../patch/difflines';
import { partnersOf } from './adapt/problem';

/** How the lines of a merged text end: all as the `branch` has it, all as the `fix` makes them, or `each` by itself. */
export type LineEnds = { as: 'branch' | 'fix'; end: End } | { as: 'each' };

/** Ends that lines of texts have, as people call them. */
export type End = 'LF' | 'CRLF';

/** Three texts that are merged: what a fix started from, the branch's, and what the fix made of it. */
interface Sides {
  base: Bytes;
  ours: Bytes;
  theirs: Bytes;
}

/**
 * The texts with the same lines as before, each with the end that it is to have; undefined where their ends say the same, or where a
 * line ends in CR CR LF. A branch's file that has one end keeps it, unless the fix changes just that one; a fix that leaves a file with
 * one end, as it was not before, does so here. Otherwise each line has the end that one side gave it, else its own, and new lines of the
 * fix have that of the branch's lines in their place where these do not end as the fix found them.
 */
export function evenEnds(sides: Sides): (Sides & { ends: LineEnds }) | undefined {
  const { base, ours, theirs } = sides;
  if (![base, ours, theirs].some((text) => text.includes('\r\n'))) return undefined;
  if ([base, ours, theirs].some((text) => text.includes('\r\r\n'))) return undefined;
  const [was, own, made] = [endOf(base), endOf(ours), endOf(theirs)];
  const even =
    isEnd(own) && own !== was
      ? allAs('branch', own, sides)
      : isEnd(made) && made !== was
        ? allAs('fix', made, sides)
        : eachByItself(sides);
  const isChanged = even.base !== base || even.ours !== ours || even.theirs !== theirs;
  return isChanged ? even : undefined;
}

type LineEnd = ReturnType<typeof endOf>;

/** The end that all lines of a text have, `both` where they have not the same; undefined for a text without any. */
function endOf(text: Bytes): End | 'both' | undefined {
  const hasCrlf = text.includes('\r\n');
  const hasLf = /(?:^|[^\r])\n/.test(text);
  if (hasCrlf) return hasLf ? 'both' : 'CRLF';
  return hasLf ? 'LF' : undefined;
}

function isEnd(end: LineEnd): end is End {
  return end === 'LF' || end === 'CRLF';
}

function allAs(as: 'branch' | 'fix', end: End, { base, ours, theirs }: Sides) {
  const write = (text: Bytes) => {
    const bare = text.replaceAll('\r\n', '\n');
    return end === 'LF' ? bare : bare.replaceAll('\n', '\r\n');
  };
  return { base: write(base), ours: write(ours), theirs: write(theirs), ends: { as, end } };
}

function eachByItself({ base, ours, theirs }: Sides) {
  const [old, own, made] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  const { texts, classes } = numberLines([old, own, made].map((lines) => lines.map((line) => ending(line, 'LF'))));
  const matched = (side: 1 | 2): Matched => {
    const changes = diffNumbered(texts[0]!, texts[side]!, classes);
    return { changes, partner: partnersOf(old.length, changes) };
  };
  const [inOurs, inTheirs] = [matched(1), matched(2)];
  const isTurned = (lines: readonly Bytes[], { partner }: Matched, at: number) =>
    partner[at]! >= 0 && endOf(lines[partner[at]!]!) !== endOf(old[at]!);
  /** For each line of base, whether the branch has its end otherwise; of one that the branch does not have, as of its neighbour. */
  const turned: boolean[] = [];
  let last = inOurs.partner.findIndex((line) => line >= 0);
  for (const at of old.keys()) {
    if (inOurs.partner[at]! >= 0) last = at;
    turned[at] = isTurned(own, inOurs, last);
  }
  const ends = old.map((line, at) => (turned[at] || isTurned(made, inTheirs, at) ? otherEnd(line) : endOf(line)));
  return {
    base: old.map((line, at) => ending(line, ends[at])).join(''),
    ours: written(own, inOurs, ends, () => undefined),
    theirs: written(made, inTheirs, ends, (at) => (turned[at] ? otherEnd(old[at]!) : undefined)),
    ends: { as: 'each' as const },
  };
}

/** How a text differs from base but for line ends, and for each line of base the line that it is there, or -1. */
interface Matched {
  changes: readonly Change[];
  partner: Int32Array;
}

/** The lines with the ends of their partners in base; a changed one with that which `instead` gives for a line of base in its place or above it, if any. */
function written(
  lines: readonly Bytes[],
  { changes, partner }: Matched,
  ends: readonly LineEnd[],
  instead: (at: number) => LineEnd,
): Bytes {
  const result = [...lines];
  for (const [at, line] of partner.entries()) if (line >= 0) result[line] = ending(lines[line]!, ends[at]);
  for (const { aStart, aEnd, bStart, bEnd } of changes)
    for (let line = bStart; line < bEnd; line++) {
      const at = Math.max(0, Math.min(aStart + line - bStart, aEnd - 1));
      result[line] = ending(lines[line]!, instead(at));
    }
  return result.join('');
}

/** The line with this end; as it is where that is none, or it has none itself. */
function ending(line: Bytes, end: LineEnd): Bytes {
  if (end === 'CRLF') return line.replace(/\r?\n$/, '\r\n');
  return end === 'LF' ? line.replace(/\r\n$/, '\n') : line;
}

function otherEnd(line: Bytes): LineEnd {
  return endOf(line) === 'CRLF' ? 'LF' : 'CRLF';
}
