// A region's candidates as numbers by name: what the judge asks about.
import { onceEach } from '../../base/once';
import { type Bag, type Doing, departure, doingOf, linesBag, minus, size, wordsBag } from './bag';
import { bindingsOf } from './bindings';
import type { Candidate } from './candidates';
import type { FileFacts } from './facts';
import { type Problem, within } from './problem';
import { shapeOf } from './shape';
import { freshIn, type Signs } from './signs';

/** A candidate as numbers by name; what is not named is 0. */
export type Measures = Readonly<Record<string, number>>;

/** Measures of which it matters how far a candidate is from the best of its rivals. */
const COMPARED = [
  ...['undone', 'strayed', 'vanished', 'unbalanced', 'oddBlanks', 'deep', 'hollow', 'orphaned', 'unused'],
  ...['words lost', 'words foreign', 'words undone', 'words kept'],
];

/** The measures of all candidates of a region; `regions` is how many regions the file has. */
export function measuresOf(
  problem: Problem,
  candidates: readonly Candidate[],
  signs: readonly Signs[],
  regions: number,
  facts: FileFacts,
): Measures[] {
  const place = placeMeasures(problem, candidates.length, regions);
  const doing = wordsDoing(problem);
  const ownWords = onceEach((end: number) =>
    onceEach((start: number) => wordsBag(within(problem.ours, { start, end }))),
  );
  const all = candidates.map((candidate, number): Record<string, number> => {
    const one: Record<string, number> = { grown: candidate.lines.length - (candidate.end - candidate.start) };
    Object.assign(one, place, supportMeasures(candidate, candidates), signMeasures(signs[number]!));
    const fresh = freshIn(problem, candidate);
    const own = ownWords(candidate.end)(candidate.start);
    Object.assign(one, wordMeasures(doing, own, wordsBag(candidate.lines)), shapeOf(problem, candidate, fresh));
    Object.assign(one, bindingsOf(problem, candidate, facts), { outdated: facts.outdated(fresh) });
    one.grown! -= place['theirs grown'];
    for (const name of candidate.strategies) one[name] = 1;
    return one;
  });
  for (const name of COMPARED) {
    const least = Math.min(...all.map((one) => one[name]!));
    for (const one of all) one[`${name} more`] = one[name]! - least;
  }
  return all;
}

function placeMeasures({ base, ours, theirs, region }: Problem, rivals: number, regions: number) {
  const [from, own, other] = [within(base, region.base), within(ours, region.ours), within(theirs, region.theirs)];
  const { added, removed } = doingOf(linesBag(from), linesBag(other));
  const our = doingOf(linesBag(from), linesBag(own));
  return {
    rivals,
    regions,
    'base lines': from.length,
    'our lines': own.length,
    'theirs grown': other.length - from.length,
    added: size(added),
    removed: size(removed),
    'ours added': size(our.added),
    'ours removed': size(our.removed),
  };
}

function supportMeasures({ strategies }: Candidate, all: readonly Candidate[]) {
  const votes = all.reduce((sum, one) => sum + one.strategies.length, 0);
  return {
    agreeing: strategies.length,
    'agreeing part': strategies.length / votes,
    'better supported': all.filter((one) => one.strategies.length > strategies.length).length / all.length,
    families: new Set(strategies.map((name) => /^\w+/.exec(name)![0])).size,
  };
}

function signMeasures({ vanished, idle, ...counts }: Signs) {
  return { ...counts, vanished: vanished.length, idle: Number(idle) };
}

interface WordsDoing extends Doing {
  theirs: ReadonlyMap<string, number>;
}

function wordsDoing({ base, theirs, region }: Problem): WordsDoing {
  const other = wordsBag(within(theirs, region.theirs));
  return { ...doingOf(wordsBag(within(base, region.base)), other), theirs: other };
}

function wordMeasures(doing: WordsDoing, old: Bag, now: Bag) {
  const { lost, foreign, undone, kept } = departure(doing, old, now);
  const all = Math.max(1, size(now));
  return {
    'words lost': lost,
    'words foreign': foreign,
    'words undone': undone,
    'words kept': kept,
    'part undone': undone / Math.max(1, size(doing.added)),
    'part kept': kept / Math.max(1, size(doing.removed)),
    'from theirs': 1 - size(minus(now, doing.theirs)) / all,
    'from ours': 1 - size(minus(now, old)) / all,
  };
}
