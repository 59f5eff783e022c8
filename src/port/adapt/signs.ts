// What speaks for and against a candidate, as numbers.
import type { Candidate } from './candidates';
import { isBlank, type Problem, within } from './problem';
import { definedIn, scopeAt } from './scope';

/** Facts of the whole files, found once a file and only when asked for. */
export interface FileFacts {
  baseNames: ReadonlySet<string>;
  ourNames: ReadonlySet<string>;
  /** How often ours defines a function or class of this name. */
  definitions: ReadonlyMap<string, number>;
}

/** The facts of a file's texts. */
export function factsOf({ base, ours }: Pick<Problem, 'base' | 'ours'>): FileFacts {
  const definitions = new Map<string, number>();
  for (const line of ours) {
    const name = definedIn(line);
    if (name !== undefined) definitions.set(name, (definitions.get(name) ?? 0) + 1);
  }
  return { baseNames: namesIn(base), ourNames: namesIn(ours), definitions };
}

/** What a candidate does, in lines; blank ones are not counted. */
export interface Signs {
  /** Lines of ours that it loses and theirs did not remove. */
  lost: number;
  /** Lines that it adds and theirs did not. */
  foreign: number;
  /** Lines that theirs added and it does not. */
  undone: number;
  /** Lines that theirs removed and it keeps. */
  kept: number;
  /** Names in its new lines that base has and ours does not. */
  vanished: readonly string[];
  /** Names in its new lines that neither has. */
  unknown: number;
  /** Functions or classes in its new lines that ours has outside of it. */
  duplicates: number;
  /** Places with three or more blank lines. */
  gaps: number;
  /** Definitions that follow upon a line without a blank one between. */
  squeezed: number;
  /** Brackets that are open or closed more than they should be. */
  unbalanced: number;
  /** It leaves ours as it is. */
  idle: boolean;
  /** Base and ours have the same functions and classes around the region. */
  sameScope: boolean;
}

/** The signs of a candidate. */
export function signsOf(problem: Problem, candidate: Candidate, facts: FileFacts): Signs {
  const { base, ours, theirs, region } = problem;
  const [from, other] = [within(base, region.base), within(theirs, region.theirs)];
  const old = within(ours, candidate);
  const [fromBag, otherBag, oldBag, newBag] = [from, other, old, candidate.lines].map(bagOf) as [Bag, Bag, Bag, Bag];
  const [added, removed] = [minus(otherBag, fromBag), minus(fromBag, otherBag)];
  const [gained, gone] = [minus(newBag, oldBag), minus(oldBag, newBag)];
  const fresh = candidate.lines.filter((line) => !oldBag.has(line.trim()));
  const names = [...namesIn(fresh)].filter((name) => !facts.ourNames.has(name));
  const vanished = names.filter((name) => facts.baseNames.has(name));
  const wanted = depth(old) + depth(other) - depth(from);
  return {
    lost: size(minus(gone, removed)),
    foreign: size(minus(gained, added)),
    undone: size(minus(added, gained)),
    kept: size(minus(removed, gone)),
    vanished,
    unknown: names.length - vanished.length,
    duplicates: duplicatesIn(fresh, old, facts),
    ...spacingOf([
      ...ours.slice(Math.max(0, candidate.start - 3), candidate.start),
      ...candidate.lines,
      ...ours.slice(candidate.end, candidate.end + 3),
    ]),
    unbalanced: Math.abs(depth(candidate.lines) - wanted),
    idle: candidate.lines.join('') === old.join(''),
    sameScope: scopeAt(base, region.base.start) === scopeAt(ours, region.ours.start),
  };
}

type Bag = ReadonlyMap<string, number>;

/** How often each line occurs, blanks around it left out. */
export function bagOf(lines: readonly string[]): Bag {
  const bag = new Map<string, number>();
  for (const line of lines) {
    const text = line.trim();
    if (text !== '') bag.set(text, (bag.get(text) ?? 0) + 1);
  }
  return bag;
}

/** What the first bag has more than the second. */
export function minus(a: Bag, b: Bag): Bag {
  const rest = new Map<string, number>();
  for (const [text, count] of a) if (count > (b.get(text) ?? 0)) rest.set(text, count - (b.get(text) ?? 0));
  return rest;
}

/** How many lines a bag holds. */
export function size(bag: Bag): number {
  let sum = 0;
  for (const count of bag.values()) sum += count;
  return sum;
}

function namesIn(lines: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const line of lines) for (const name of line.match(/[A-Za-z_]\w{2,}/g) ?? []) names.add(name);
  return names;
}

function duplicatesIn(fresh: readonly string[], old: readonly string[], { definitions }: FileFacts): number {
  const own = new Set(old.map(definedIn));
  const names = fresh.map(definedIn).filter((name) => name !== undefined && !name.startsWith('__') && !own.has(name));
  return names.filter((name) => definitions.has(name as string)).length;
}

function spacingOf(lines: readonly string[]): { gaps: number; squeezed: number } {
  let [gaps, squeezed, blanks] = [0, 0, 0];
  lines.forEach((line, number) => {
    if (isBlank(line)) {
      blanks++;
      if (blanks > 2) gaps++;
      return;
    }
    const above = lines[number - 1];
    const opens = /^\s*(def|class|@)/.test(line);
    if (opens && blanks === 0 && above !== undefined && !/^\s*@|:\s*$|^\s*#/.test(above)) squeezed++;
    blanks = 0;
  });
  return { gaps, squeezed };
}

/** Brackets opened less those closed. */
function depth(lines: readonly string[]): number {
  let open = 0;
  for (const line of lines) {
    for (const sign of line) {
      if (sign === '(' || sign === '[' || sign === '{') open++;
      else if (sign === ')' || sign === ']' || sign === '}') open--;
    }
  }
  return open;
}
