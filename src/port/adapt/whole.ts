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
const SUMMED = ['undone', 'unknown', 'foreign', 'lost', 'kept', 'strayed', 'vanished'];
const GREATEST = ['from ours', 'part undone', 'words undone more', 'idle', 'orphaned more', 'unused', 'stray'];
/** Measures of the region whose chance is least. */
const WEAKEST = ['from theirs', 'agreeing', 'better supported'];

/** The measures of a file of which these regions were settled by what is likeliest; there is one at least. */
export function wholeMeasures(texts: Texts, merge: Merge, facts: FileFacts, chosen: readonly Chosen[]): Measures {
  const weakest = chosen.reduce((least, one) => (one.chance < least.chance ? one : least));
  const all = (name: string) => chosen.map(({ measures }) => measures[name] ?? 0);
  return {
    'least chance': weakest.chance,
    'all chances': chosen.reduce((product, { chance }) => product * chance, 1),
    next: Math.max(...chosen.map(({ next }) => next)),
    none: Math.max(...chosen.map(({ none }) => none)),
    settled: chosen.length,
    merged: merge.splices.length,
    ...named(SUMMED, (name) => all(name).reduce((sum, one) => sum + one, 0)),
    ...named(GREATEST, (name) => Math.max(...all(name))),
    ...named(WEAKEST, (name) => weakest.measures[name] ?? 0),
    ...distance(texts, merge),
    ...namesAdded(texts, merge, facts),
  };
}

function named(names: readonly string[], of: (name: string) => number): Measures {
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}

/** How far ours is from base, and how much theirs changes, in lines. */
function distance({ base }: Texts, { ourChanges, theirChanges }: Merge): Measures {
  const lines = (changes: Merge['ourChanges']) =>
    changes.reduce((sum, { aStart, aEnd, bStart, bEnd }) => sum + Math.max(aEnd - aStart, bEnd - bStart), 0);
  return {
    'our changes': ourChanges.length,
    'our lines': lines(ourChanges),
    'our part': lines(ourChanges) / Math.max(1, base.length),
    'their lines': lines(theirChanges),
    'file lines': base.length,
  };
}

/** The names in what theirs adds all over the file, and those of them that ours lacks. */
function namesAdded({ theirs }: Texts, { theirChanges }: Merge, facts: FileFacts): Measures {
  const names = namesIn(theirChanges.flatMap(({ bStart, bEnd }) => theirs.slice(bStart, bEnd)));
  const missing = [...names].filter((name) => !facts.knows(name));
  const gone = missing.filter(facts.vanished).length;
  return {
    'names added': names.size,
    'names gone': gone,
    'names new': missing.length - gone,
    'part gone': gone / Math.max(1, names.size),
  };
}
