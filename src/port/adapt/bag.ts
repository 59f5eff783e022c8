// Counts of things, where their order does not matter.
import { isBlank } from './problem';

/** How often each thing occurs. */
export type Bag = ReadonlyMap<string, number>;

/** The bag of these things. */
function bagOf(things: Iterable<string>): Bag {
  const bag = new Map<string, number>();
  for (const thing of things) bag.set(thing, (bag.get(thing) ?? 0) + 1);
  return bag;
}

/** Lines, without the blanks around them; blank ones are left out. */
export function linesBag(lines: readonly string[]): Bag {
  return bagOf(lines.filter((line) => !isBlank(line)).map((line) => line.trim()));
}

/** Words and single signs. */
export function wordsBag(lines: readonly string[]): Bag {
  return bagOf(lines.flatMap((line) => line.match(/[\w\x80-\xff]+|[^\s\w]/g) ?? []));
}

/** What the first bag has more than the second. */
export function minus(a: Bag, b: Bag): Bag {
  const rest = new Map<string, number>();
  for (const [thing, count] of a) if (count > (b.get(thing) ?? 0)) rest.set(thing, count - (b.get(thing) ?? 0));
  return rest;
}

/** How many things a bag holds. */
export function size(bag: Bag): number {
  let sum = 0;
  for (const count of bag.values()) sum += count;
  return sum;
}

/** How a result differs from what both sides ask for, in things. */
export interface Departure {
  /** Of ours, and theirs did not remove it. */
  lost: number;
  /** New, and theirs did not add it. */
  foreign: number;
  /** Added by theirs, and not new. */
  undone: number;
  /** Removed by theirs, and still there. */
  kept: number;
}

/** What theirs does to base. */
export interface Doing {
  added: Bag;
  removed: Bag;
}

/** What a side does to base. */
export function doingOf(base: Bag, side: Bag): Doing {
  return { added: minus(side, base), removed: minus(base, side) };
}

/** How the step from ours to a result differs from what theirs does to base. */
export function departure({ added, removed }: Doing, ours: Bag, result: Bag): Departure {
  const [gained, gone] = [minus(result, ours), minus(ours, result)];
  return {
    lost: size(minus(gone, removed)),
    foreign: size(minus(gained, added)),
    undone: size(minus(added, gained)),
    kept: size(minus(removed, gone)),
  };
}
