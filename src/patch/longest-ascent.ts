// Picks from a list the most numbers that ascend, to throw out the few that stand out of order.

/** The indexes of a longest strictly ascending choice of these numbers; gaps are skipped. Patience sorting, n log n. */
export function longestAscent(numbers: readonly (number | undefined)[]): Set<number> {
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  numbers.forEach((number, at) => {
    if (number === undefined) return;
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous.set(at, ends[low - 1]);
    ends[low] = at;
  });
  const chosen = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) chosen.add(at);
  return chosen;
}
