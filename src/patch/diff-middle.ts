// The middle of the shortest edit path between two sequences, searched from both ends at once.

/** Two sequences with work space: `forward` and `backward` hold, at `zero + diagonal`, how far in `x` a path has come. */
export interface Search {
  x: Int32Array;
  y: Int32Array;
  forward: Int32Array;
  backward: Int32Array;
  zero: number;
  /** Edit cost at which the search stops and takes the best path so far. */
  limit: number;
}

/** A part of both sequences, 0-based half-open; `exact` forbids every shortcut. */
export interface Part {
  xStart: number;
  xEnd: number;
  yStart: number;
  yEnd: number;
  exact: boolean;
}

/** Where to cut the part in two; each half says whether it needs an exact search. */
export interface Cut {
  x: number;
  y: number;
  exactBefore: boolean;
  exactAfter: boolean;
}

/** A common run longer than this is worth stopping for. */
const LONG_RUN = 20;
/** Edit cost above which a path with a long common run may be taken before the two ends meet. */
const PATIENCE = 256;
/** How much further than the cost a path must have come to be taken early. */
const PROMISE = 4;
const BEYOND = 0x7fffffff;

/** Finds the cut as git does; both sequences must be non-empty and differ in the first and in the last element. */
export function middle(search: Search, part: Part): Cut {
  const { x, y, forward, backward, zero, limit } = search;
  const { xStart, xEnd, yStart, yEnd } = part;
  const least = xStart - yEnd;
  const most = xEnd - yStart;
  const from = xStart - yStart;
  const to = xEnd - yEnd;
  const meetsForward = ((from - to) & 1) !== 0;
  const there = { low: from, high: from };
  const back = { low: to, high: to };
  forward[zero + from] = xStart;
  backward[zero + to] = xEnd;
  for (let cost = 1; ; cost++) {
    let longRun = false;
    widen(there, least, most, forward, zero, -1);
    for (let d = there.high; d >= there.low; d -= 2) {
      const left = forward[zero + d - 1]!;
      const right = forward[zero + d + 1]!;
      const start = left >= right ? left + 1 : right;
      let i = start;
      while (i < xEnd && i - d < yEnd && x[i] === y[i - d]) i++;
      if (i - start > LONG_RUN) longRun = true;
      forward[zero + d] = i;
      if (meetsForward && back.low <= d && d <= back.high && backward[zero + d]! <= i) {
        return { x: i, y: i - d, exactBefore: true, exactAfter: true };
      }
    }
    widen(back, least, most, backward, zero, BEYOND);
    for (let d = back.high; d >= back.low; d -= 2) {
      const left = backward[zero + d - 1]!;
      const right = backward[zero + d + 1]!;
      const start = left < right ? left : right - 1;
      let i = start;
      while (i > xStart && i - d > yStart && x[i - 1] === y[i - d - 1]) i--;
      if (start - i > LONG_RUN) longRun = true;
      backward[zero + d] = i;
      if (!meetsForward && there.low <= d && d <= there.high && i <= forward[zero + d]!) {
        return { x: i, y: i - d, exactBefore: true, exactAfter: true };
      }
    }
    if (part.exact) continue;
    if (longRun && cost > PATIENCE) {
      const early = promisingStart(search, part, there, cost) ?? promisingEnd(search, part, back, cost);
      if (early) return early;
    }
    if (cost >= limit) return furthest(search, part, there, back);
  }
}

/** Adds a diagonal at either end, with a guard value beyond it, or takes one away where the box ends. */
function widen(
  range: { low: number; high: number },
  least: number,
  most: number,
  reached: Int32Array,
  zero: number,
  guard: number,
): void {
  if (range.low > least) reached[zero + --range.low - 1] = guard;
  else range.low++;
  if (range.high < most) reached[zero + ++range.high + 1] = guard;
  else range.high--;
}

/** The best forward path that has come far and ends in a long common run. */
function promisingStart(search: Search, part: Part, range: { low: number; high: number }, cost: number) {
  const { x, y, forward, zero } = search;
  let best = PROMISE * cost;
  let found: Cut | undefined;
  for (let d = range.high; d >= range.low; d -= 2) {
    const i = forward[zero + d]!;
    const j = i - d;
    const worth = i - part.xStart + (j - part.yStart) - Math.abs(d - (part.xStart - part.yStart));
    if (worth <= best || i < part.xStart + LONG_RUN || i >= part.xEnd) continue;
    if (j < part.yStart + LONG_RUN || j >= part.yEnd) continue;
    let run = 0;
    while (run < LONG_RUN && x[i - run - 1] === y[j - run - 1]) run++;
    if (run < LONG_RUN) continue;
    best = worth;
    found = { x: i, y: j, exactBefore: true, exactAfter: false };
  }
  return found;
}

/** The best backward path that has come far and begins with a long common run. */
function promisingEnd(search: Search, part: Part, range: { low: number; high: number }, cost: number) {
  const { x, y, backward, zero } = search;
  let best = PROMISE * cost;
  let found: Cut | undefined;
  for (let d = range.high; d >= range.low; d -= 2) {
    const i = backward[zero + d]!;
    const j = i - d;
    const worth = part.xEnd - i + (part.yEnd - j) - Math.abs(d - (part.xEnd - part.yEnd));
    if (worth <= best || i <= part.xStart || i > part.xEnd - LONG_RUN) continue;
    if (j <= part.yStart || j > part.yEnd - LONG_RUN) continue;
    let run = 0;
    while (run < LONG_RUN && x[i + run] === y[j + run]) run++;
    if (run < LONG_RUN) continue;
    best = worth;
    found = { x: i, y: j, exactBefore: false, exactAfter: true };
  }
  return found;
}

/** The end of the path that has come furthest, of either direction. */
function furthest(
  search: Search,
  part: Part,
  there: { low: number; high: number },
  back: { low: number; high: number },
): Cut {
  const { forward, backward, zero } = search;
  const { xStart, xEnd, yStart, yEnd } = part;
  let ahead = -1;
  let aheadX = -1;
  for (let d = there.high; d >= there.low; d -= 2) {
    const i = Math.min(forward[zero + d]!, xEnd, yEnd + d);
    if (2 * i - d > ahead) {
      ahead = 2 * i - d;
      aheadX = i;
    }
  }
  let behind = BEYOND;
  let behindX = BEYOND;
  for (let d = back.high; d >= back.low; d -= 2) {
    const i = Math.max(backward[zero + d]!, xStart, yStart + d);
    if (2 * i - d < behind) {
      behind = 2 * i - d;
      behindX = i;
    }
  }
  return xEnd + yEnd - behind < ahead - (xStart + yStart)
    ? { x: aheadX, y: ahead - aheadX, exactBefore: true, exactAfter: false }
    : { x: behindX, y: behind - behindX, exactBefore: false, exactAfter: true };
}
