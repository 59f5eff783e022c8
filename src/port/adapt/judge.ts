// How likely each candidate is what a person would have written, by what was measured on real ports.
import { answerOf, readTree, type Tree } from './forest';
import type { Measures } from './measures';
import { names, trees } from './weights';

/** Trees whose answers add up to how much speaks for a candidate, on the scale of a logarithm. */
export interface Judge {
  /** The measures that the trees ask for, by their numbers. */
  names: readonly string[];
  trees: readonly Tree[];
}

let shipped: Judge | undefined;

/** How much speaks for each candidate, by the judge that is shipped or another one. */
export function strengthsOf(candidates: readonly Measures[], judge: Judge = shippedJudge()): number[] {
  return candidates.map((measures) => {
    const row = rowOf(measures, judge.names);
    return judge.trees.reduce<number>((sum, tree) => sum + answerOf(tree, row), 0);
  });
}

function shippedJudge(): Judge {
  shipped ??= { names, trees: trees.trim().split('\n').map(readTree) };
  return shipped;
}

/** Measures by number. */
export function rowOf(measures: Measures, order: readonly string[]): Float64Array {
  const row = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) row[at] = measures[order[at]!] ?? 0;
  return row;
}

/**
 * The chance of each candidate to be what a person would write, 0 to 1; what is missing to 1 is the chance that none is. A
 * conditional logit model (McFadden, 1974) over strengths from trees fitted to real ports by `npm run bench:port -- --fit`.
 */
export function chancesOf(strengths: readonly number[]): number[] {
  const top = Math.max(0, ...strengths);
  const parts = strengths.map((strength) => Math.exp(strength - top));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(-top));
  return parts.map((part) => part / all);
}
