// Fits the judges' trees to samples: gradient boosting (Friedman, 2001) of a conditional logit model, and of a logit model for whole files.
import { answerOf, type Tree } from '../../../src/port/adapt/forest';
import { chanceOf, chancesOf, type Judge, rowOf, strengthsOf } from '../../../src/port/adapt/judge';
import { grow, type Slope, tableOf } from './grow';
import { shuffled } from './history';
import type { Sample, WholeSample } from './samples';

const ROUNDS = 160;
const FORM = { depth: 4, least: 20, shrink: 3 };
const RATE = 0.08;
/** Each tree may ask for so many in a hundred of the measures, so that no few of them decide it all. */
const ASKED = 40;

/** The trees under which what persons wrote is likeliest, and the names of the measures that they ask for. */
export function fitJudge(samples: readonly Sample[]): Judge {
  const names = [...new Set(samples.flatMap(({ measures }) => measures.flatMap((one) => Object.keys(one))))].sort();
  const rows = samples.flatMap(({ measures }) => measures.map((one) => rowOf(one, names)));
  const measures = names.map((_, measure) => measure);
  const table = tableOf(rows, measures);
  const all = rows.map((_, row) => row);
  const strengths = new Float64Array(rows.length);
  const trees: Tree[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const tree = grow(
      table,
      slopeOf(samples, strengths),
      RATE,
      all,
      shuffled(measures, round).slice(0, (names.length * ASKED) / 100),
      FORM,
    );
    trees.push(tree);
    rows.forEach((row, number) => {
      strengths[number]! += answerOf(tree, row);
    });
  }
  return { names, trees };
}

/** The derivatives of the log likelihood by the strength of every candidate, "none of them" having strength 0. */
function slopeOf(samples: readonly Sample[], strengths: Float64Array): Slope {
  const [first, second] = [new Float64Array(strengths.length), new Float64Array(strengths.length)];
  let start = 0;
  for (const { hits } of samples) {
    const chances = chancesOf([...strengths.subarray(start, start + hits.length)]);
    const right = chances.reduce((total, chance, at) => total + (hits[at] ? chance : 0), 0);
    chances.forEach((chance, at) => {
      first[start + at] = (hits[at] ? chance / right : 0) - chance;
      second[start + at] = Math.max(1e-6, chance * (1 - chance));
    });
    start += hits.length;
  }
  return { first, second };
}

/** How many parts changes are cut into; for each a judge is fitted to the others. */
const FOLDS = 5;

/** For each change a judge that was fitted without it. */
export function judgesWithout(samples: readonly Sample[]): (change: string) => Judge {
  const foldOf = foldsOf(samples);
  const judges = Array.from({ length: FOLDS }, (_, fold) =>
    fitJudge(samples.filter(({ change }) => foldOf(change) !== fold)),
  );
  return (change) => judges[foldOf(change)]!;
}

/** How well judges do on samples of changes that they were not fitted to: regions got right, and the mean log likelihood. */
export function verdictOf(
  samples: readonly Sample[],
  judgeFor: (change: string) => Judge,
): { right: number; likelihood: number } {
  const told = samples.map((sample) => verdictOn(judgeFor(sample.change), sample));
  return {
    right: told.filter(({ right }) => right).length,
    likelihood: told.reduce((sum, { likelihood }) => sum + likelihood, 0) / told.length,
  };
}

function verdictOn(judge: Judge, { measures, hits }: Sample): { right: boolean; likelihood: number } {
  const chances = chancesOf(strengthsOf(measures, judge));
  const none = 1 - chances.reduce((sum, chance) => sum + chance, 0);
  const right = chances.reduce((sum, chance, at) => sum + (hits[at] ? chance : 0), 0);
  return {
    right: hits[chances.indexOf(Math.max(...chances))] === true,
    likelihood: Math.log(Math.max(1e-9, hits.includes(true) ? right : none)),
  };
}

const WHOLE = { rounds: 240, rate: 0.03, asked: 40, rows: 50, form: { depth: 2, least: 30, shrink: 20 } };

/** The trees under which what became of whole files is likeliest. */
export function fitWhole(samples: readonly WholeSample[]): Judge {
  const names = [...new Set(samples.flatMap(({ measures }) => Object.keys(measures)))].sort();
  const rows = samples.map(({ measures }) => rowOf(measures, names));
  const numbers = names.map((_, measure) => measure);
  const table = tableOf(rows, numbers);
  const all = rows.map((_, row) => row);
  const strengths = new Float64Array(rows.length);
  const part = <T>(items: readonly T[], seed: number, percent: number) =>
    shuffled(items, seed).slice(0, Math.round((items.length * percent) / 100));
  const trees: Tree[] = [];
  for (let round = 0; round < WHOLE.rounds; round++) {
    const chances = strengths.map((strength) => 1 / (1 + Math.exp(-strength)));
    const slope = {
      first: chances.map((chance, row) => Number(samples[row]!.hit) - chance),
      second: chances.map((chance) => Math.max(1e-6, chance * (1 - chance))),
    };
    const [asked, drawn] = [part(numbers, round, WHOLE.asked), part(all, round, WHOLE.rows)];
    const tree = grow(table, slope, WHOLE.rate, drawn, asked, WHOLE.form);
    trees.push(tree);
    rows.forEach((row, number) => {
      strengths[number]! += answerOf(tree, row);
    });
  }
  return { names, trees };
}

/** The trust in each of these files by a judge that was not fitted to its change. */
export function trustWithout(samples: readonly WholeSample[]): number[] {
  const foldOf = foldsOf(samples);
  const judges = Array.from({ length: FOLDS }, (_, fold) =>
    fitWhole(samples.filter(({ change }) => foldOf(change) !== fold)),
  );
  return samples.map(({ change, measures }) => chanceOf(measures, judges[foldOf(change)]!));
}

function foldsOf(samples: readonly { change: string }[]): (change: string) => number {
  const changes = [...new Set(samples.map(({ change }) => change))].sort();
  const folds = new Map(changes.map((change, at) => [change, at % FOLDS]));
  return (change) => folds.get(change) ?? 0;
}
