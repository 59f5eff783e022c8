// Settles what git's merge leaves of a text: one adaptation a region, with its chance and the evidence.
import type { Bytes } from '../../base/bytes';
import { type ConflictRegion, type Merge, type Splice, spliced, type Texts } from '../merge';
import { type Candidate, candidatesOf } from './candidates';
import { type FileFacts, factsOf } from './facts';
import { chanceOf, chancesOf, type Judges, shippedJudges, strengthsOf } from './judge';
import { type Measures, measuresOf } from './measures';
import { type Problem, problemsOf, within } from './problem';
import { groundOf, type Signs, signsOf } from './signs';
import { type Chosen, wholeMeasures } from './whole';

/** How one region was settled. Lines are 0-based in ours; `lines` stand for ours' lines `start` to `end`. */
export interface Adaptation extends Candidate {
  /** The conflicting lines, as far as git sees them. */
  base: readonly Bytes[];
  ours: readonly Bytes[];
  theirs: readonly Bytes[];
  /** The measured chance that a person would have written just this, 0 to 1. */
  chance: number;
  /** A person has made it before, from the same lines. */
  byHand?: true;
  signs: Signs;
  /** How many other answers there were, and the likeliest three of them. */
  rivals: number;
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
}

/** Looks up the lines that a person made of the same lines of base, ours and theirs; undefined when nobody did. */
export type RecallRegion = (region: Omit<ConflictRegion, 'line'>) => readonly Bytes[] | undefined;

/** So many answers that were not taken are told. */
const TOLD = 3;
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
  const settled = problems.map((problem) => recalled(problem, facts, recall));
  const open = problems.filter((_, number) => !settled[number]);
  if (open.reduce((sum, problem) => sum + bytesIn(problem), 0) > MOST_BYTES) return undefined;
  const chosen: Option[] = [];
  for (const [number, problem] of problems.entries()) {
    if (settled[number]) continue;
    const taken: Splice[] = [...merge.splices, ...settled.filter((other) => other !== undefined)];
    const options = ranked(problem, facts, problems.length, judges);
    const best = options.find(({ adaptation }) => !taken.some((other) => collide(adaptation, other)));
    if (!best) return undefined;
    const others = options.filter((option) => option !== best).slice(0, TOLD);
    settled[number] = { ...best.adaptation, others: others.map(rivalOf) };
    chosen.push(best);
  }
  const adaptations = settled.filter((adaptation) => adaptation !== undefined);
  const splices = [...merge.splices, ...adaptations].sort((a, b) => a.start - b.start || a.end - b.end);
  const text = spliced(texts.ours, splices).join('');
  if (chosen.length === 0) return { text, adaptations, trust: 1 };
  const whole = wholeMeasures(texts, merge, facts, chosen);
  return { text, adaptations, whole, trust: chanceOf(whole, judges.whole) };
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

interface Option extends Chosen {
  adaptation: Omit<Adaptation, 'others'>;
}

function rivalOf({ adaptation }: Option): Rival {
  const { start, end, lines, strategies, chance } = adaptation;
  return { start, end, lines, strategies, chance };
}

/** All settlements of a region, the likeliest first. */
function ranked(problem: Problem, facts: FileFacts, regions: number, judges: Judges): Option[] {
  const candidates = candidatesOf(problem, facts);
  const ground = groundOf(problem);
  const signs = candidates.map((candidate) => signsOf(problem, ground, candidate, facts));
  const measures = measuresOf(problem, candidates, signs, regions, facts);
  const chances = chancesOf(strengthsOf(measures, judges.regions));
  const none = 1 - chances.reduce((sum, chance) => sum + chance, 0);
  return candidates
    .map((candidate, number) => ({
      adaptation: {
        ...candidate,
        ...sidesOf(problem),
        chance: chances[number]!,
        signs: signs[number]!,
        rivals: candidates.length - 1,
      },
      chance: chances[number]!,
      measures: measures[number]!,
      next: Math.max(0, ...chances.filter((_, other) => other !== number)),
      none,
    }))
    .sort((a, b) => b.chance - a.chance);
}

/** How long the three sides of a region are. */
function bytesIn(problem: Problem): number {
  const { base, ours, theirs } = sidesOf(problem);
  return [base, ours, theirs].flat().reduce((sum, line) => sum + line.length, 0);
}

function sidesOf({ base, ours, theirs, region }: Problem): Omit<ConflictRegion, 'line'> {
  return {
    base: within(base, region.base),
    ours: within(ours, region.ours),
    theirs: within(theirs, region.theirs),
  };
}

function collide(a: Splice, b: Splice): boolean {
  return a.start < b.end && b.start < a.end;
}
