// Settles what git's merge leaves of a text: one adaptation a region, with its chance and the evidence.
import type { Bytes } from '../../base/bytes';
import { type ConflictRegion, type Merge, type Splice, spliced, type Texts } from '../merge';
import { type Candidate, candidatesOf } from './candidates';
import { type FileFacts, factsOf } from './facts';
import { chancesOf, strengthsOf } from './judge';
import { measuresOf } from './measures';
import { type Problem, problemsOf, within } from './problem';
import { groundOf, type Signs, signsOf } from './signs';

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
  /** How many other answers there were. */
  rivals: number;
}

/** A text in which every region is settled. */
export interface AdaptedText {
  text: Bytes;
  adaptations: Adaptation[];
}

/** Looks up the lines that a person made of the same lines of base, ours and theirs; undefined when nobody did. */
export type RecallRegion = (region: Omit<ConflictRegion, 'line'>) => readonly Bytes[] | undefined;

/** What a person would not read as one conflict is not settled: so many regions, or so many bytes in one of them. */
const [MOST_REGIONS, MOST_BYTES] = [100, 200_000];

/**
 * The settlement of every region: what a person made of it before, else the likeliest. Undefined where one of them has none
 * that leaves the others alone.
 */
export function adaptText(texts: Texts, merge: Merge, recall: RecallRegion = () => undefined): AdaptedText | undefined {
  if (merge.regions.length > MOST_REGIONS) return undefined;
  const problems = problemsOf(texts, merge);
  const facts = factsOf(texts, merge);
  const settled = problems.map((problem) => recalled(problem, facts, recall));
  if (problems.some((problem, number) => !settled[number] && isHuge(problem))) return undefined;
  for (const [number, problem] of problems.entries()) {
    if (settled[number]) continue;
    const taken: Splice[] = [...merge.splices, ...settled.filter((other) => other !== undefined)];
    const best = ranked(problem, facts, problems.length).find(
      (option) => !taken.some((other) => collide(option, other)),
    );
    if (!best) return undefined;
    settled[number] = best;
  }
  const adaptations = settled.filter((adaptation) => adaptation !== undefined);
  const splices = [...merge.splices, ...adaptations].sort((a, b) => a.start - b.start || a.end - b.end);
  return { text: spliced(texts.ours, splices).join(''), adaptations };
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
  };
}

/** All settlements of a region, the likeliest first. */
function ranked(problem: Problem, facts: FileFacts, regions: number): Adaptation[] {
  const candidates = candidatesOf(problem, facts);
  const ground = groundOf(problem);
  const signs = candidates.map((candidate) => signsOf(problem, ground, candidate, facts));
  const chances = chancesOf(strengthsOf(measuresOf(problem, candidates, signs, regions)));
  return candidates
    .map((candidate, number) => ({
      ...candidate,
      ...sidesOf(problem),
      chance: chances[number]!,
      signs: signs[number]!,
      rivals: candidates.length - 1,
    }))
    .sort((a, b) => b.chance - a.chance);
}

function isHuge(problem: Problem): boolean {
  const { base, ours, theirs } = sidesOf(problem);
  return [base, ours, theirs].reduce((sum, lines) => sum + lines.join('').length, 0) > MOST_BYTES;
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
