// The settlement of a whole file as numbers by name: what the judge asks about to say how far the file can be trusted.
import type { Merge, Texts } from '../merge';
import { type FileFacts, namesIn } from './facts';
import type { Measures } from './measures';

/** A candidate that was chosen, and how it stood among all of its region. */
export interface Chosen {
  chance: number;
  measures: Measures;
  /** The chance of the likeliest other candidate. */
  next: number;
  /** The chance that no candidate is right. */
  none: number;
}

/** Measures that are summed over the regions, and those of which the greatest counts. */
const SUMMED = ['undone', 'unknown', 'outdated'];
const GREATEST = ['from ours', 'part undone'];

/**
 * The measures of a file of which these regions were settled by what is likeliest; there is one at least. They are few, and none
 * depends on how large a file is, so that they hold in other projects than those that they were fitted to.
 */
export function wholeMeasures(texts: Texts, merge: Merge, facts: FileFacts, chosen: readonly Chosen[]): Measures {
  const weakest = chosen.reduce((least, one) => (one.chance < least.chance ? one : least));
  const all = (name: string) => chosen.map(({ measures }) => measures[name] ?? 0);
  const { outdated = 0, ...sums } = named(SUMMED, (name) => all(name).reduce((sum, one) => sum + one, 0));
  return {
    'least chance': weakest.chance,
    'all chances': chosen.reduce((product, { chance }) => product * chance, 1),
    next: Math.max(...chosen.map(({ next }) => next)),
    none: Math.max(...chosen.map(({ none }) => none)),
    settled: chosen.length,
    agreeing: weakest.measures.agreeing ?? 0,
    ...sums,
    ...named(GREATEST, (name) => Math.max(...all(name))),
    outdated: outdated + facts.outdated(merge.splices.flatMap(({ lines }) => lines)),
    'our part': ourPart(texts, merge),
    ...namesGone(texts, merge, facts),
  };
}

function named(names: readonly string[], of: (name: string) => number): Measures {
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}

/** How much of base ours changed, as a part of its lines. */
function ourPart({ base }: Texts, { ourChanges }: Merge): number {
  const lines = ourChanges.reduce(
    (sum, { aStart, aEnd, bStart, bEnd }) => sum + Math.max(aEnd - aStart, bEnd - bStart),
    0,
  );
  return lines / Math.max(1, base.length);
}

/** The names in what theirs adds all over the file that base has and ours lacks: how many, and which part of all. */
function namesGone({ theirs }: Texts, { theirChanges }: Merge, facts: FileFacts): Measures {
  const names = namesIn(theirChanges.flatMap(({ bStart, bEnd }) => theirs.slice(bStart, bEnd)));
  const gone = [...names].filter(facts.vanished).length;
  return { 'names gone': gone, 'part gone': gone / Math.max(1, names.size) };
}
