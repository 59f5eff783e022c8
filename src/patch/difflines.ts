// Which lines differ between two texts, as git's histogram diff sees it.
import { compact } from './diff-compact';
import { markByHistogram } from './diff-histogram';
import { makeSides } from './diff-side';

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
  const sides = makeSides(a, b);
  markByHistogram(sides.a, sides.b, sides.classes);
  compact(sides.a, sides.b);
  compact(sides.b, sides.a);
  return changes(sides.a.changed, sides.b.changed);
}

function changes(a: Uint8Array, b: Uint8Array): Change[] {
  const found: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (a[i] !== 1 && b[j] !== 1) {
      i++;
      j++;
      continue;
    }
    const aStart = i;
    const bStart = j;
    while (a[i] === 1) i++;
    while (b[j] === 1) j++;
    found.push({ aStart, aEnd: i, bStart, bEnd: j });
  }
  return found;
}
