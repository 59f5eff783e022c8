// Myers' linear-space diff with git's shortcuts: lines without partner are dropped first, and hopeless searches are cut short.
import { middle } from './diff-middle';
import type { Box, Side } from './diff-side';

/** Most equal lines on the other side that still leave a line a candidate, whatever the size of the text. */
const MOST_PARTNERS = 1024;
/** How many lines around a doubtful one are looked at. */
const WINDOW = 100;
/** The least cost of a search before it may be cut short. */
const LEAST_LIMIT = 256;

/** What is known of a line before the search. */
const ALONE = 0;
const PAIRED = 1;
const DOUBTFUL = 2;

/** The lines that take part in the search: class and line number of each. */
interface Candidates {
  ids: Int32Array;
  lines: Int32Array;
}

/** Marks the changed lines of a box as git's default algorithm does (E. W. Myers, An O(ND) Difference Algorithm, 1986). */
export function markByMyers(a: Side, b: Side, classes: number, box: Box): void {
  const inner = trimmed(a.ids, b.ids, box);
  const inA = countLines(a.ids, box.aStart, box.aEnd, classes);
  const inB = countLines(b.ids, box.bStart, box.bEnd, classes);
  const x = candidates(a, inner.aStart, inner.aEnd, inB, box.aEnd - box.aStart);
  const y = candidates(b, inner.bStart, inner.bEnd, inA, box.bEnd - box.bStart);
  const size = x.ids.length + y.ids.length + 3;
  const search = {
    x: x.ids,
    y: y.ids,
    forward: new Int32Array(2 * size + 2),
    backward: new Int32Array(2 * size + 2),
    zero: y.ids.length + 1,
    limit: Math.max(LEAST_LIMIT, roughRoot(size)),
  };
  const open = [{ xStart: 0, xEnd: x.ids.length, yStart: 0, yEnd: y.ids.length, exact: false }];
  for (let part = open.pop(); part; part = open.pop()) {
    let { xStart, xEnd, yStart, yEnd } = part;
    while (xStart < xEnd && yStart < yEnd && x.ids[xStart] === y.ids[yStart]) {
      xStart++;
      yStart++;
    }
    while (xStart < xEnd && yStart < yEnd && x.ids[xEnd - 1] === y.ids[yEnd - 1]) {
      xEnd--;
      yEnd--;
    }
    if (xStart === xEnd || yStart === yEnd) {
      for (let k = xStart; k < xEnd; k++) a.changed[x.lines[k]!] = 1;
      for (let k = yStart; k < yEnd; k++) b.changed[y.lines[k]!] = 1;
      continue;
    }
    const cut = middle(search, { xStart, xEnd, yStart, yEnd, exact: part.exact });
    open.push({ xStart: cut.x, xEnd, yStart: cut.y, yEnd, exact: cut.exactAfter });
    open.push({ xStart, xEnd: cut.x, yStart, yEnd: cut.y, exact: cut.exactBefore });
  }
}

function trimmed(x: Int32Array, y: Int32Array, box: Box): Box {
  let { aStart, aEnd, bStart, bEnd } = box;
  while (aStart < aEnd && bStart < bEnd && x[aStart] === y[bStart]) {
    aStart++;
    bStart++;
  }
  while (aStart < aEnd && bStart < bEnd && x[aEnd - 1] === y[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return { aStart, aEnd, bStart, bEnd };
}

function countLines(ids: Int32Array, start: number, end: number, classes: number): Int32Array {
  const count = new Int32Array(classes);
  for (let line = start; line < end; line++) count[ids[line]!]!++;
  return count;
}

/** The lines worth searching; the others are marked as changed. `size` is the whole box's number of lines on this side. */
function candidates(side: Side, start: number, end: number, partners: Int32Array, size: number): Candidates {
  const most = Math.min(roughRoot(size), MOST_PARTNERS);
  const known = new Uint8Array(end - start);
  for (let k = 0; k < known.length; k++) {
    const count = partners[side.ids[start + k]!]!;
    known[k] = count === 0 ? ALONE : count >= most ? DOUBTFUL : PAIRED;
  }
  const lines: number[] = [];
  for (let k = 0; k < known.length; k++) {
    if (known[k] === PAIRED || (known[k] === DOUBTFUL && !amongLonely(known, k))) lines.push(start + k);
    else side.changed[start + k] = 1;
  }
  return { ids: Int32Array.from(lines, (line) => side.ids[line]!), lines: Int32Array.from(lines) };
}

/** True for a doubtful line in a run, on both sides of it, that is mostly made of lines without partner. */
function amongLonely(known: Uint8Array, at: number): boolean {
  let alone = 0;
  let doubtful = 2;
  for (const step of [-1, 1]) {
    const before = alone;
    for (let k = at + step; known[k] !== undefined && known[k] !== PAIRED && Math.abs(k - at) <= WINDOW; k += step) {
      if (known[k] === ALONE) alone++;
      else doubtful++;
    }
    if (alone === before) return false;
  }
  return doubtful * 4 < doubtful + alone;
}

/** The power of two near the square root of `n` that git uses for its limits. */
function roughRoot(n: number): number {
  let root = 1;
  for (let rest = n; rest > 0; rest >>= 2) root <<= 1;
  return root;
}
