// Grows one decision tree that follows a slope: the step of gradient boosting with second derivatives.
import type { Tree } from '../../../src/port/adapt/forest';

/** Rows of measures, each measure told apart in a few steps. */
export interface Table {
  /** For each measure the values between its steps, rising. */
  cuts: readonly number[][];
  /** For each measure the step of every row. */
  steps: readonly Uint8Array[];
}

/** Where the rows want to go: first and second derivative of the likelihood by each row's strength. */
export interface Slope {
  first: Float64Array;
  second: Float64Array;
}

/** How deep a tree is, how many rows a side needs at least, and how strongly answers are drawn to 0. */
export interface Form {
  depth: number;
  least: number;
  shrink: number;
}

/** Steps at most that a measure is told apart in. */
const STEPS = 24;

/** The table of these rows. */
export function tableOf(rows: readonly Float64Array[], measures: readonly number[]): Table {
  const cuts = measures.map((measure) => cutsOf(rows, measure));
  const steps = cuts.map((between, measure) =>
    Uint8Array.from(rows, (row) => between.filter((cut) => row[measure]! > cut).length),
  );
  return { cuts, steps };
}

/** The tree whose answers, times `rate`, raise the likelihood of these rows most, by questions about these measures. */
export function grow(
  table: Table,
  slope: Slope,
  rate: number,
  rows: readonly number[],
  measures: readonly number[],
  form: Form,
): Tree {
  const [first, second] = [sum(slope.first, rows), sum(slope.second, rows)];
  const { depth, shrink } = form;
  const split = depth > 0 ? bestSplit(table, slope, rows, measures, form) : undefined;
  if (!split) return (rate * first) / (second + shrink);
  const { measure, step } = split;
  const lower = { ...form, depth: depth - 1 };
  const side = (low: boolean) => rows.filter((row) => table.steps[measure]![row]! <= step === low);
  return {
    measure,
    most: table.cuts[measure]![step]!,
    low: grow(table, slope, rate, side(true), measures, lower),
    high: grow(table, slope, rate, side(false), measures, lower),
  };
}

function cutsOf(rows: readonly Float64Array[], measure: number): number[] {
  const values = rows.map((row) => row[measure]!).sort((a, b) => a - b);
  const known = [...new Set(values)];
  if (known.length <= STEPS)
    return known.slice(1).map((value, at) => Number(((value + known[at]!) / 2).toPrecision(4)));
  const parts = Array.from(
    { length: STEPS - 1 },
    (_, part) => values[Math.floor((values.length * (part + 1)) / STEPS)]!,
  );
  return [...new Set(parts.map((value) => Number(value.toPrecision(4))))];
}

function bestSplit(
  { cuts, steps }: Table,
  slope: Slope,
  rows: readonly number[],
  measures: readonly number[],
  { least, shrink }: Form,
): { measure: number; step: number } | undefined {
  let best: { measure: number; step: number } | undefined;
  const [first, second] = [sum(slope.first, rows), sum(slope.second, rows)];
  let most = (first * first) / (second + shrink) + 1e-3;
  for (const measure of measures) {
    const size = cuts[measure]!.length + 1;
    const [firsts, seconds, counts] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    for (const row of rows) {
      const step = steps[measure]![row]!;
      firsts[step]! += slope.first[row]!;
      seconds[step]! += slope.second[row]!;
      counts[step]! += 1;
    }
    let [low, weight, count] = [0, 0, 0];
    for (let step = 0; step < size - 1; step++) {
      low += firsts[step]!;
      weight += seconds[step]!;
      count += counts[step]!;
      if (count < least || rows.length - count < least) continue;
      const gain = low ** 2 / (weight + shrink) + (first - low) ** 2 / (second - weight + shrink);
      if (gain <= most) continue;
      most = gain;
      best = { measure, step };
    }
  }
  return best;
}

function sum(values: Float64Array, rows: readonly number[]): number {
  let total = 0;
  for (const row of rows) total += values[row]!;
  return total;
}
