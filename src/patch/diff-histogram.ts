// Histogram diff: split both texts at the longest common run that holds the rarest line, then go on in both halves.
import { markByMyers } from './diff-myers';
import type { Box, Side } from './diff-side';

/** A line that occurs more often than this in the first text never anchors a split. */
const COMMON = 64;

/**
 * Where the lines of one box's first text are: per class how many and which comes first, per line the next of its class, also beyond the
 * box. `runs` has, for a line of the second text, a line of the first one and how many are equal from both on.
 */
interface Index {
  count: Int32Array;
  first: Int32Array;
  next: Int32Array;
  runs: { from: Int32Array; length: Int32Array };
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
    runs: { from: new Int32Array(b.ids.length).fill(-1), length: new Int32Array(b.ids.length) },
  };
  const open: Box[] = [{ aStart: 0, aEnd: a.ids.length, bStart: 0, bEnd: b.ids.length }];
  for (let box = open.pop(); box; box = open.pop()) {
    fill(index, a, box);
    for (let rest = settleOrSplit(index, a, b, classes, box); rest; ) {
      const [part, other] = rest.sort((x, y) => size(y) - size(x)) as [Box, Box];
      narrow(index, a, box, part);
      open.push(other);
      box = part;
      rest = settleOrSplit(index, a, b, classes, box);
    }
    clear(index, a, box);
  }
}

/** Marks a box that has nothing to split at; else gives the parts before and after what it is split at. */
function settleOrSplit(index: Index, a: Side, b: Side, classes: number, box: Box): Box[] | undefined {
  const isOneSided = box.aStart === box.aEnd || box.bStart === box.bEnd;
  const anchor = isOneSided ? 'none' : findAnchor(index, a, b, box);
  if (anchor === 'none') markAll(a, b, box);
  else if (anchor === 'too-common') markByMyers(a, b, classes, box);
  else
    return [
      { aStart: box.aStart, aEnd: anchor.aStart, bStart: box.bStart, bEnd: anchor.bStart },
      { aStart: anchor.aEnd, aEnd: box.aEnd, bStart: anchor.bEnd, bEnd: box.bEnd },
    ];
  return undefined;
}

function size({ aStart, aEnd }: Box): number {
  return aEnd - aStart;
}

/** Takes the lines of a box out of the index that are not in a part of it; taking the larger part keeps the whole below n log n. */
function narrow({ count, first, next }: Index, { ids }: Side, box: Box, part: Box): void {
  for (let line = box.aStart; line < part.aStart; line++) {
    const id = ids[line]!;
    count[id]!--;
    first[id] = next[line]!;
  }
  for (let line = part.aEnd; line < box.aEnd; line++) count[ids[line]!]!--;
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
  const { count, first, next, runs } = index;
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
      while (at >= 0 && at < box.aEnd) {
        let aStart = at;
        let bStart = line;
        while (aStart > box.aStart && bStart > box.bStart && x[aStart - 1] === y[bStart - 1]) {
          aStart--;
          bStart--;
        }
        const forward = runLength(runs, x, y, at, line, Math.min(box.aEnd - at, box.bEnd - line));
        const aEnd = at + forward;
        const bEnd = line + forward;
        after = Math.max(after, bEnd);
        const longest = best === undefined ? 1 : best.aEnd - best.aStart;
        const rarity = rarest === 1 ? 1 : rarityOf(count, x, aStart, aEnd, occurrences);
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

/** How many lines are equal from these two on, at most so many; what ends before is kept, the last answer for each line of the second text. */
function runLength(
  { from, length }: Index['runs'],
  x: Int32Array,
  y: Int32Array,
  at: number,
  line: number,
  most: number,
): number {
  if (from[line] === at) return Math.min(length[line]!, most);
  let run = 1;
  while (run < most && x[at + run] === y[line + run]) run++;
  if (run < most) {
    from[line] = at;
    length[line] = run;
  }
  return run;
}

/** How often the rarest of these lines occurs; at most `least`. */
function rarityOf(count: Int32Array, ids: Int32Array, start: number, end: number, least: number): number {
  let rarity = least;
  for (let line = start; line < end; line++) rarity = Math.min(rarity, count[ids[line]!]!);
  return rarity;
}
