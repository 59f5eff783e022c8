// Which lines differ between two texts, as git's histogram diff sees it.
import { compact } from './diff-compact';
import { markByHistogram } from './diff-histogram';
import { numberLines, type Side } from './diff-side';

/** Lines `aStart` to `aEnd` of the first text became lines `bStart` to `bEnd` of the second; 0-based, half-open. */
export interface Change {
  aStart: number;
  aEnd: number;
  bStart: number;
  bEnd: number;
}

/**
 * The changes from `a` to `b`, in order, with at least one common line between any two. They are those of
 * `git diff --diff-algorithm=histogram --no-indent-heuristic` and of git's merge: groups of changed lines stand as low
 * as they can, or beside a group of the other text.
 */
export function diffLines(a: readonly string[], b: readonly string[]): Change[] {
  const { texts, classes } = numberLines([a, b]);
  return diffNumbered(texts[0] as Int32Array, texts[1] as Int32Array, classes);
}

/** `diffLines` of lines that `numberLines` gave numbers to, for texts that are compared more than once. */
export function diffNumbered(a: Int32Array, b: Int32Array, classes: number): Change[] {
  const before: Side = { ids: a, changed: new Uint8Array(a.length) };
  const after: Side = { ids: b, changed: new Uint8Array(b.length) };
  markByHistogram(before, after, classes);
  compact(before, after);
  compact(after, before);
  return changes(before.changed, after.changed);
}

function changes(a: Uint8Array, b: Uint8Array): Change[] {
  const found: Change[] = [];
  let i = 0;
  let j = 0;
  let nextA = firstFrom(a, 0);
  let nextB = firstFrom(b, 0);
  while (nextA < a.length || nextB < b.length) {
    const same = Math.min(nextA - i, nextB - j);
    const aStart = i + same;
    const bStart = j + same;
    i = aStart;
    j = bStart;
    while (a[i] === 1) i++;
    while (b[j] === 1) j++;
    found.push({ aStart, aEnd: i, bStart, bEnd: j });
    if (i > aStart) nextA = firstFrom(a, i);
    if (j > bStart) nextB = firstFrom(b, j);
  }
  return found;
}

/** The first mark from a line on; the end where there is none. */
function firstFrom(marks: Uint8Array, line: number): number {
  const found = marks.indexOf(1, line);
  return found < 0 ? marks.length : found;
}
