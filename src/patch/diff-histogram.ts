// Histogram diff: split both texts at the longest common run that holds the rarest line, then go on in both halves.
import { markByMyers } from './diff-myers';
import type { Box, Side } from './diff-side';

/** A line that occurs more often than this in the first text never anchors a split. */
const COMMON = 64;

/** Where the lines of one box's first text are: per class how many and which comes first, per line the next of its class. */
interface Index {
  count: Int32Array;
  first: Int32Array;
  next: Int32Array;
}

/**
 * Marks the changed lines of both sides as git's histogram diff does, before change groups are slid (see `compact`).
 * A box whose only common lines occur too often is left to Myers' algorithm.
 */
export function markByHistogram(a: Side, b: Side, classes: number): void {
  const index: Index = {
    count: new Int32Array(classes),
    first: new Int32Array(classes),
    next: new Int32Array(a.ids.length),
  };
  const open: Box[] = [{ aStart: 0, aEnd: a.ids.length, bStart: 0, bEnd: b.ids.length }];
  for (let box = open.pop(); box; box = open.pop()) {
    if (box.aStart === box.aEnd || box.bStart === box.bEnd) {
      markAll(a, b, box);
      continue;
    }
    fill(index, a, box);
    const anchor = findAnchor(index, a, b, box);
    clear(index, a, box);
    if (anchor === 'none') markAll(a, b, box);
    else if (anchor === 'too-common') markByMyers(a, b, classes, box);
    else {
      open.push({ aStart: box.aStart, aEnd: anchor.aStart, bStart: box.bStart, bEnd: anchor.bStart });
      open.push({ aStart: anchor.aEnd, aEnd: box.aEnd, bStart: anchor.bEnd, bEnd: box.bEnd });
    }
  }
}

function markAll(a: Side, b: Side, box: Box): void {
  a.changed.fill(1, box.aStart, box.aEnd);
  b.changed.fill(1, box.bStart, box.bEnd);
}

function fill({ count, first, next }: Index, { ids }: Side, box: Box): void {
  for (let line = box.aEnd - 1; line >= box.aStart; line--) {
    const id = ids[line]!;
    const below = count[id]!;
    next[line] = below === 0 ? -1 : first[id]!;
    first[id] = line;
    count[id] = below + 1;
  }
}

function clear({ count }: Index, { ids }: Side, box: Box): void {
  if (4 * (box.aEnd - box.aStart) > count.length) count.fill(0);
  else for (let line = box.aStart; line < box.aEnd; line++) count[ids[line]!] = 0;
}

/** The common run to split at; a run wins by a rarer line or by being longer than the best before it. */
function findAnchor(index: Index, a: Side, b: Side, box: Box): Box | 'none' | 'too-common' {
  const { count, first, next } = index;
  const x = a.ids;
  const y = b.ids;
  let best: Box | undefined;
  let rarest = COMMON + 1;
  let common = false;
  let line = box.bStart;
  while (line < box.bEnd) {
    const occurrences = count[y[line]!]!;
    let after = line + 1;
    if (occurrences > 0) common = true;
    if (occurrences > 0 && occurrences <= rarest) {
      let at = first[y[line]!]!;
      while (at >= 0) {
        let rarity = occurrences;
        let aStart = at;
        let bStart = line;
        while (aStart > box.aStart && bStart > box.bStart && x[aStart - 1] === y[bStart - 1]) {
          aStart--;
          bStart--;
          rarity = Math.min(rarity, count[x[aStart]!]!);
        }
        let aEnd = at + 1;
        let bEnd = line + 1;
        while (aEnd < box.aEnd && bEnd < box.bEnd && x[aEnd] === y[bEnd]) {
          rarity = Math.min(rarity, count[x[aEnd]!]!);
          aEnd++;
          bEnd++;
        }
        after = Math.max(after, bEnd);
        const longest = best === undefined ? 1 : best.aEnd - best.aStart;
        if (aEnd - aStart > longest || rarity < rarest) {
          best = { aStart, aEnd, bStart, bEnd };
          rarest = rarity;
        }
        at = next[at]!;
        while (at >= 0 && at < aEnd) at = next[at]!;
      }
    }
    line = after;
  }
  if (best !== undefined && rarest <= COMMON) return best;
  return common ? 'too-common' : 'none';
}
