// Tells which commits a commit descends from.

/** The first two parents of each row (-1 for none), and those that a merge has besides. */
export interface Parents {
  count: number;
  first(row: number): number;
  second(row: number): number;
  further(): ReadonlyMap<number, readonly number[]>;
}

/** How often a commit is asked about before all that it reaches is remembered, and for how many commits it is. */
const OFTEN = 16;
const REMEMBERED = 32;

/** Which rows are, or descend from, another one. */
export interface Reach {
  /** Whether one does. What a row reaches is walked no further than needed; for rows that are asked about often it is remembered. */
  reaches(from: number, to: number): boolean;
  /** Those of many that do: no row is looked at twice. */
  reaching(from: readonly number[], to: number): number[];
}

const [YES, NO] = [1, 2];

/** Answers about these commits; no way is followed down to rows that are as near to the first commits as the wanted one is. */
export function reachIn(parents: Parents): Reach {
  const { count } = parents;
  const asked = new Map<number, number>();
  const reached = new Map<number, Uint8Array>();
  const walked = new Int32Array(count);
  let walk = 0;
  let heights: Int32Array | undefined;
  const addParents = (row: number, open: number[]): void => {
    const [first, second] = [parents.first(row), parents.second(row)];
    if (first >= 0) open.push(first);
    if (second < 0) return;
    open.push(second);
    for (const parent of parents.further().get(row) ?? []) open.push(parent);
  };
  const all = (from: number): Uint8Array => {
    const seen = new Uint8Array(count);
    const open = [from];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen[next]) continue;
      seen[next] = 1;
      addParents(next, open);
    }
    if (reached.size >= REMEMBERED) reached.delete(reached.keys().next().value!);
    reached.set(from, seen);
    return seen;
  };
  const heightOf = (row: number): number => {
    heights ??= heightsOf(count, addParents);
    return heights[row]!;
  };
  const walkTo = (from: number, to: number): boolean => {
    const lowest = heightOf(to);
    walk++;
    const open = [from];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === to) return true;
      if (walked[next] === walk || heightOf(next) <= lowest) continue;
      walked[next] = walk;
      addParents(next, open);
    }
    return false;
  };
  const reaches = (from: number, to: number): boolean => {
    const known = reached.get(from);
    if (known) return known[to] === 1;
    const times = (asked.get(from) ?? 0) + 1;
    asked.set(from, times);
    return times > OFTEN ? all(from)[to] === 1 : walkTo(from, to);
  };
  const reaching = (from: readonly number[], to: number): number[] => {
    const lowest = heightOf(to);
    const answers = new Uint8Array(count);
    answers[to] = YES;
    return from.filter((start) => {
      const open = [start];
      while (open.length > 0) {
        const row = open.at(-1)!;
        const above: number[] = [];
        if (!answers[row] && heightOf(row) > lowest) addParents(row, above);
        const next = above.some((parent) => answers[parent] === YES)
          ? undefined
          : above.find((parent) => !answers[parent]);
        if (next === undefined) {
          answers[row] ||= above.some((parent) => answers[parent] === YES) ? YES : NO;
          open.pop();
        } else open.push(next);
      }
      return answers[start] === YES;
    });
  };
  return { reaches, reaching };
}

/** For each row the length of the longest way down to a first commit. */
function heightsOf(count: number, addParents: (row: number, to: number[]) => void): Int32Array {
  const heights = new Int32Array(count);
  const open: number[] = [];
  const parents: number[] = [];
  for (let start = 0; start < count; start++) {
    if (heights[start]! > 0) continue;
    open.push(start);
    while (open.length > 0) {
      const row = open.at(-1)!;
      let height = 1;
      let isReady = true;
      parents.length = 0;
      addParents(row, parents);
      for (const parent of parents) {
        if (heights[parent] === 0) {
          open.push(parent);
          isReady = false;
        } else height = Math.max(height, heights[parent]! + 1);
      }
      if (!isReady) continue;
      heights[row] = height;
      open.pop();
    }
  }
  return heights;
}
