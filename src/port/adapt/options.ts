// All answers to one conflicting region, each with its chance.
import type { Bytes } from '../../base/bytes';
import type { ConflictRegion } from '../merge';
import { type Candidate, candidatesOf } from './candidates';
import type { FileFacts } from './facts';
import { chancesOf, type Judge, strengthsOf } from './judge';
import { measuresOf } from './measures';
import { type Problem, within } from './problem';
import { groundOf, type Signs, signsOf } from './signs';
import type { Chosen } from './whole';

/** An answer to a region. Lines are 0-based in ours; `lines` stand for ours' lines `start` to `end`. */
export interface RegionAnswer extends Candidate {
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

/** An answer that may be taken, and how it stands among all of its region. */
export interface Option extends Chosen {
  adaptation: RegionAnswer;
}

/** All settlements of a region, the likeliest first; `regions` is how many its file has. */
export function optionsOf(problem: Problem, facts: FileFacts, regions: number, judge: Judge): Option[] {
  const candidates = candidatesOf(problem, facts);
  const ground = groundOf(problem);
  const signs = candidates.map((candidate) => signsOf(problem, ground, candidate, facts));
  const measures = measuresOf(problem, candidates, signs, regions, facts);
  const chances = chancesOf(strengthsOf(measures, judge));
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

/** The lines of a region in base, ours and theirs. */
export function sidesOf({ base, ours, theirs, region }: Problem): Omit<ConflictRegion, 'line'> {
  return {
    base: within(base, region.base),
    ours: within(ours, region.ours),
    theirs: within(theirs, region.theirs),
  };
}
