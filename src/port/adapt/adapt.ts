// Settles what git's merge leaves of a text: one adaptation a region, with its chance and the evidence.
import type { Bytes } from '../../base/bytes';
import { type Merge, type Splice, spliced, type Texts } from '../merge';
import { type Candidate, candidatesOf } from './candidates';
import { chancesOf, measuresOf } from './judge';
import { type Problem, problemsOf, within } from './problem';
import { type FileFacts, factsOf, type Signs, signsOf } from './signs';

/** How one region was settled. Lines are 0-based in ours; `lines` stand for ours' lines `start` to `end`. */
export interface Adaptation extends Candidate {
  /** The conflicting lines, as far as git sees them. */
  base: readonly Bytes[];
  ours: readonly Bytes[];
  theirs: readonly Bytes[];
  /** The measured chance that a person would have written just this, 0 to 1. */
  chance: number;
  signs: Signs;
  /** How many other answers there were. */
  rivals: number;
}

/** A text in which every region is settled. */
export interface AdaptedText {
  text: Bytes;
  adaptations: Adaptation[];
}

/** What a person would not read as one conflict is not settled: so many regions, or so many bytes in one of them. */
const [MOST_REGIONS, MOST_BYTES] = [100, 200_000];

/** The likeliest settlement of every region; undefined where one of them has none that leaves the others alone. */
export function adaptText(texts: Texts, merge: Merge): AdaptedText | undefined {
  if (merge.regions.length > MOST_REGIONS) return undefined;
  const problems = problemsOf(texts, merge);
  if (problems.some(isHuge)) return undefined;
  const facts = factsOf(texts);
  const adaptations: Adaptation[] = [];
  for (const problem of problems) {
    const taken: Splice[] = [...merge.splices, ...adaptations];
    const best = ranked(problem, facts).find((option) => !taken.some((other) => collide(option, other)));
    if (!best) return undefined;
    adaptations.push(best);
  }
  const splices = [...merge.splices, ...adaptations].sort((a, b) => a.start - b.start || a.end - b.end);
  return { text: spliced(texts.ours, splices).join(''), adaptations };
}

/** All settlements of a region, the likeliest first. */
function ranked(problem: Problem, facts: FileFacts): Adaptation[] {
  const { base, ours, theirs, region } = problem;
  const candidates = candidatesOf(problem);
  const signs = candidates.map((candidate) => signsOf(problem, candidate, facts));
  const chances = chancesOf(
    candidates.map((candidate, number) => measuresOf(problem, candidate, signs[number]!, candidates.length)),
  );
  return candidates
    .map((candidate, number) => ({
      ...candidate,
      base: within(base, region.base),
      ours: within(ours, region.ours),
      theirs: within(theirs, region.theirs),
      chance: chances[number]!,
      signs: signs[number]!,
      rivals: candidates.length - 1,
    }))
    .sort((a, b) => b.chance - a.chance);
}

function isHuge({ base, ours, theirs, region }: Problem): boolean {
  const parts = [within(base, region.base), within(ours, region.ours), within(theirs, region.theirs)];
  return parts.reduce((sum, lines) => sum + lines.join('').length, 0) > MOST_BYTES;
}

function collide(a: Splice, b: Splice): boolean {
  return a.start < b.end && b.start < a.end;
}
