// Settles what git's merge leaves of a text: one adaptation a region, with its chance and the evidence.
import type { Bytes } from '../../base/bytes';
import { type ConflictRegion, type Merge, type Splice, spliced, type Texts } from '../merge';
import type { Candidate } from './candidates';
import { type FileFacts, factsOf } from './facts';
import { chanceOf, type Judges, shippedJudges } from './judge';
import type { Measures } from './measures';
import { type Option, optionsOf, type RegionAnswer, sidesOf } from './options';
import { type Problem, problemsOf } from './problem';
import { groundOf, signsOf } from './signs';
import { wholeMeasures } from './whole';

/** How one region was settled. */
export interface Adaptation extends RegionAnswer {
  /** A person has made it before, from the same lines. */
  byHand?: true;
  /** The likeliest three of the other answers. */
  others: readonly Rival[];
}

/** An answer that was not taken. Lines as in an adaptation. */
export interface Rival extends Candidate {
  /** The measured chance that a person would have written just this, 0 to 1. */
  chance: number;
}

/** A text in which every region is settled. */
export interface AdaptedText {
  text: Bytes;
  adaptations: Adaptation[];
  /** What is told of the file as a whole; undefined where a person has settled all of it. */
  whole?: Measures;
  /** The measured chance that a person would have written just this text, or its lines in another order, 0 to 1. */
  trust: number;
  /** The same text with another answer to one of its regions, the likeliest first. */
  otherwise(): Omit<AdaptedText, 'otherwise'>[];
}

/** Looks up the lines that a person made of the same lines of base, ours and theirs; undefined when nobody did. */
export type RecallRegion = (region: Omit<ConflictRegion, 'line'>) => readonly Bytes[] | undefined;

/** So many answers that were not taken are told. */
const TOLD = 3;
/** So many texts with another answer are given. */
const MOST_OTHERS = 4;
/** What a person would not read as one conflict is not settled: so many regions, or so many bytes in all of them. */
const [MOST_REGIONS, MOST_BYTES] = [100, 200_000];

/**
 * The settlement of every region: what a person made of it before, else the likeliest. Undefined where one of them has none
 * that leaves the others alone.
 */
export function adaptText(
  texts: Texts,
  merge: Merge,
  recall: RecallRegion = () => undefined,
  judges: Judges = shippedJudges(),
): AdaptedText | undefined {
  if (merge.regions.length > MOST_REGIONS) return undefined;
  const problems = problemsOf(texts, merge);
  const facts = factsOf(texts, merge);
  const known = problems.map((problem) => recalled(problem, facts, recall));
  const open = problems.filter((_, number) => !known[number]);
  if (open.reduce((sum, problem) => sum + bytesIn(problem), 0) > MOST_BYTES) return undefined;
  const choices: Choice[] = [];
  const taken: Splice[] = [...merge.splices, ...known.filter((one) => one !== undefined)];
  for (const [number, problem] of problems.entries()) {
    if (known[number]) continue;
    const options = optionsOf(problem, facts, problems.length, judges.regions);
    const best = options.find(({ adaptation }) => isFree(adaptation, taken));
    if (!best) return undefined;
    taken.push(best.adaptation);
    choices.push({ number, options, best });
  }
  const textOf = (chosen: readonly Choice[]): Omit<AdaptedText, 'otherwise'> => {
    const settled = [...known];
    for (const { number, options, best } of chosen) {
      const others = options.filter((option) => option !== best).slice(0, TOLD);
      settled[number] = { ...best.adaptation, others: others.map(rivalOf) };
    }
    const adaptations = settled.filter((adaptation) => adaptation !== undefined);
    const splices = [...merge.splices, ...adaptations].sort((a, b) => a.start - b.start || a.end - b.end);
    const text = spliced(texts.ours, splices).join('');
    if (chosen.length === 0) return { text, adaptations, trust: 1 };
    const bests = chosen.map(({ best }) => best);
    const whole = wholeMeasures(texts, merge, facts, bests);
    return { text, adaptations, whole, trust: chanceOf(whole, judges.whole) };
  };
  return { ...textOf(choices), otherwise: () => otherChoices(choices, taken).map(textOf) };
}

/** The choices with another answer to one of the regions, the likeliest first, so many at most. */
function otherChoices(choices: readonly Choice[], taken: readonly Splice[]): Choice[][] {
  const swaps = choices.flatMap((choice) => {
    const rest = taken.filter((splice) => splice !== choice.best.adaptation);
    const others = choice.options.filter((option) => option !== choice.best && isFree(option.adaptation, rest));
    return others.map((option) => ({ choice, option, loss: option.chance / choice.best.chance }));
  });
  swaps.sort((a, b) => b.loss - a.loss);
  return swaps
    .slice(0, MOST_OTHERS)
    .map(({ choice, option }) => choices.map((one) => (one === choice ? { ...one, best: option } : one)));
}

/** The settlement that a person has made before. */
function recalled(problem: Problem, facts: FileFacts, recall: RecallRegion): Adaptation | undefined {
  const sides = sidesOf(problem);
  const lines = recall(sides);
  if (!lines) return undefined;
  const candidate = { ...problem.region.ours, lines, strategies: ['resolved before by hand'] };
  return {
    ...candidate,
    ...sides,
    chance: 1,
    byHand: true,
    signs: signsOf(problem, groundOf(problem), candidate, facts),
    rivals: 0,
    others: [],
  };
}

/** The answers to an open region, by its number among all, and the one that is taken. */
interface Choice {
  number: number;
  options: readonly Option[];
  best: Option;
}

function rivalOf({ adaptation }: Option): Rival {
  const { start, end, lines, strategies, chance } = adaptation;
  return { start, end, lines, strategies, chance };
}

/** How long the three sides of a region are. */
function bytesIn(problem: Problem): number {
  const { base, ours, theirs } = sidesOf(problem);
  return [base, ours, theirs].flat().reduce((sum, line) => sum + line.length, 0);
}

/** True when a splice leaves all of these alone. */
function isFree({ start, end }: Splice, taken: readonly Splice[]): boolean {
  return !taken.some((other) => start < other.end && other.start < end);
}
