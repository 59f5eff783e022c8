// What speaks for and against a candidate, as numbers.
import { type Bag, type Departure, departure, doingOf, linesBag } from './bag';
import { openedBy } from './brackets';
import type { Candidate } from './candidates';
import { type FileFacts, namesIn } from './facts';
import { isBlank, type Problem, within } from './problem';
import { definedIn, headsAbove, scopesOf } from './scope';

/** What a candidate does, in lines; blank ones are not counted. */
export interface Signs extends Departure {
  /** Names in its new lines that base has and ours does not. */
  vanished: readonly string[];
  /** Names in its new lines that neither has. */
  unknown: number;
  /** Functions or classes in its new lines that ours has outside of it. */
  duplicates: number;
  /** New lines that stand under another function or class than in theirs. */
  strayed: number;
  /** Brackets that are open or closed more than they should be. */
  unbalanced: number;
  /** It leaves ours as it is. */
  idle: boolean;
}

/** What all candidates of a region are compared with. */
export interface Ground {
  base: Bag;
  theirs: Bag;
  /** Of each line of theirs the functions and classes around it; of one that stands there twice, the last ones. */
  scopes: ReadonlyMap<string, string>;
}

/** The ground of a problem. */
export function groundOf({ base, theirs, region }: Problem): Ground {
  const other = within(theirs, region.theirs);
  const heads = headsAbove(theirs, region.theirs.start);
  const scopes = scopesOf([...heads, ...other]).slice(heads.length);
  return {
    base: linesBag(within(base, region.base)),
    theirs: linesBag(other),
    scopes: new Map(other.map((line, at) => [line, scopes[at]!])),
  };
}

/** The lines of a candidate that ours does not have in its place. */
export function freshIn({ ours }: Problem, candidate: Candidate): Set<string> {
  const old = new Set(within(ours, candidate).map((line) => line.trim()));
  return new Set(candidate.lines.filter((line) => !isBlank(line) && !old.has(line.trim())));
}

/** The signs of a candidate. */
export function signsOf(problem: Problem, ground: Ground, candidate: Candidate, facts: FileFacts): Signs {
  const { base, ours, theirs, region } = problem;
  const old = within(ours, candidate);
  const fresh = freshIn(problem, candidate);
  const names = [...namesIn(fresh)].filter((name) => !facts.knows(name));
  const vanished = names.filter(facts.vanished);
  const wanted = openedBy(old) + openedBy(within(theirs, region.theirs)) - openedBy(within(base, region.base));
  return {
    ...departure(doingOf(ground.base, ground.theirs), linesBag(old), linesBag(candidate.lines)),
    vanished,
    unknown: names.length - vanished.length,
    duplicates: duplicatesIn([...fresh], old, facts),
    strayed: strayedIn(problem, ground, candidate, fresh),
    unbalanced: Math.abs(openedBy(candidate.lines) - wanted),
    idle: candidate.lines.join('') === old.join(''),
  };
}

function duplicatesIn(fresh: readonly string[], old: readonly string[], facts: FileFacts): number {
  const own = new Set(old.map(definedIn));
  const names = fresh.map(definedIn).filter((name) => name !== undefined && !name.startsWith('__') && !own.has(name));
  return names.filter((name) => facts.definitions(name!) > 0).length;
}

function strayedIn({ ours }: Problem, { scopes }: Ground, { start, lines }: Candidate, fresh: Set<string>): number {
  const heads = headsAbove(ours, start);
  const here = scopesOf([...heads, ...lines]).slice(heads.length);
  return lines.filter((line, at) => fresh.has(line) && scopes.has(line) && scopes.get(line) !== here[at]).length;
}
