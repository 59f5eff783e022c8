// Fits the judge's trees to samples: gradient boosting (Friedman, 2001) of a conditional logit model.
import { answerOf, type Tree } from '../../../src/port/adapt/forest';
import { chancesOf, type Judge, rowOf, strengthsOf } from '../../../src/port/adapt/judge';
import { grow, type Slope, tableOf } from './grow';
import { shuffled } from './history';
import type { Sample } from './samples';

const ROUNDS = 160;
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

const FOLDS = 5;

/** How well judges do on samples of changes that they were not fitted to: regions got right, and the mean log likelihood. */
export function crossValidated(samples: readonly Sample[]): { right: number; likelihood: number } {
  const changes = [...new Set(samples.map(({ change }) => change))].sort();
  const foldOf = new Map(changes.map((change, at) => [change, at % FOLDS]));
  const told = Array.from({ length: FOLDS }, (_, fold) => {
    const judge = fitJudge(samples.filter(({ change }) => foldOf.get(change) !== fold));
    return samples.filter(({ change }) => foldOf.get(change) === fold).map((sample) => verdictOn(judge, sample));
  }).flat();
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
