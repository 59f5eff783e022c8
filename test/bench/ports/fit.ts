// Fits the judge's weights to samples: a conditional logit model, by gradient ascent.
import type { Sample } from './samples';

const ROUNDS = 600;
const RATE = 0.03;
/** How strongly weights are drawn to 0, on measures scaled to unit spread. */
const SHRINK = 2e-3;

/** The weights under which what persons wrote is likeliest, by the measures' names, and `bias`. */
export function fitWeights(samples: readonly Sample[]): Record<string, number> {
  const names = [...new Set(samples.flatMap(({ measures }) => measures.flatMap((one) => Object.keys(one))))]
    .filter((name) => name !== 'bias')
    .sort();
  const rows = samples.map(({ measures }) => measures.map((one) => Float64Array.from(names, (name) => one[name] ?? 0)));
  const { mean, spread } = scaleOf(rows.flat(), names.length);
  for (const row of rows.flat()) for (let k = 0; k < row.length; k++) row[k] = (row[k]! - mean[k]!) / spread[k]!;
  const size = names.length + 1;
  const [weights, first, second] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = slopeOf(rows, samples, weights);
    for (let k = 0; k < size; k++) {
      const pull = slope[k]! / samples.length - (k < names.length ? SHRINK * weights[k]! : 0);
      first[k] = 0.9 * first[k]! + 0.1 * pull;
      second[k] = 0.99 * second[k]! + 0.01 * pull * pull;
      const step = first[k]! / (1 - 0.9 ** round) / (Math.sqrt(second[k]! / (1 - 0.99 ** round)) + 1e-8);
      weights[k] = weights[k]! + RATE * step;
    }
  }
  const found: Record<string, number> = {};
  let bias = weights[names.length]!;
  names.forEach((name, k) => {
    const weight = weights[k]! / spread[k]!;
    bias -= weight * mean[k]!;
    found[name] = Number(weight.toFixed(3));
  });
  return { bias: Number(bias.toFixed(3)), ...found };
}

function scaleOf(rows: readonly Float64Array[], size: number): { mean: Float64Array; spread: Float64Array } {
  const [mean, spread] = [new Float64Array(size), new Float64Array(size)];
  for (const row of rows) for (let k = 0; k < size; k++) mean[k] = mean[k]! + row[k]! / rows.length;
  for (const row of rows)
    for (let k = 0; k < size; k++) spread[k] = spread[k]! + (row[k]! - mean[k]!) ** 2 / rows.length;
  for (let k = 0; k < size; k++) spread[k] = Math.sqrt(spread[k]!) + 1e-6;
  return { mean, spread };
}

/** The slope of the log likelihood; the last place is the bias against "none of them", whose strength is 0. */
function slopeOf(rows: readonly Float64Array[][], samples: readonly Sample[], weights: Float64Array): Float64Array {
  const slope = new Float64Array(weights.length);
  const last = weights.length - 1;
  rows.forEach((candidates, number) => {
    const { hits } = samples[number]!;
    const strengths = candidates.map((row) => row.reduce((sum, value, k) => sum + value * weights[k]!, weights[last]!));
    const top = Math.max(0, ...strengths);
    const parts = strengths.map((strength) => Math.exp(strength - top));
    const all = parts.reduce((sum, part) => sum + part, Math.exp(-top));
    const right = parts.reduce((sum, part, k) => sum + (hits[k] ? part : 0), 0);
    candidates.forEach((row, k) => {
      const wanted = hits[k] && right > 0 ? parts[k]! / right : 0;
      const pull = wanted - parts[k]! / all;
      for (let j = 0; j < last; j++) slope[j] = slope[j]! + pull * row[j]!;
      slope[last] = slope[last]! + pull;
    });
  });
  return slope;
}
