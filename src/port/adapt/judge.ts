// How likely each candidate is what a person would have written, by what was measured on real ports.
import { answerOf, readTree, type Tree, type Written } from './forest';
import type { Measures } from './measures';
import { regions } from './weights';
import { whole } from './whole-weights';

/** Trees whose answers add up to how much speaks for something, on the scale of a logarithm. */
export interface Judge {
  /** The measures that the trees ask for, by their numbers. */
  names: readonly string[];
  trees: readonly Tree[];
}

/** What is known of candidates of one region, and of the settlement of a whole file. */
export interface Judges {
  regions: Judge;
  whole: Judge;
}

let shipped: Judges | undefined;

/** The judges that were fitted to real ports. */
export function shippedJudges(): Judges {
  shipped ??= { regions: judgeOf(regions), whole: judgeOf(whole) };
  return shipped;
}

function judgeOf({ names, trees }: Written): Judge {
  return { names, trees: trees.trim().split('\n').map(readTree) };
}

/** How much speaks for each candidate. */
export function strengthsOf(candidates: readonly Measures[], judge: Judge): number[] {
  return candidates.map((measures) => strengthOf(measures, judge));
}

/** The chance of one thing by itself, 0 to 1. */
export function chanceOf(measures: Measures, judge: Judge): number {
  return 1 / (1 + Math.exp(-strengthOf(measures, judge)));
}

function strengthOf(measures: Measures, { names, trees }: Judge): number {
  const row = rowOf(measures, names);
  return trees.reduce<number>((sum, tree) => sum + answerOf(tree, row), 0);
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
