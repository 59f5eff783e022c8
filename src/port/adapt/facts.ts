// What is told of the whole file of a conflict, found once a file and only as far as it is asked for.
import { once, onceEach } from '../../base/once';
import { type Merge, spliced, type Texts } from '../merge';
import { type Import, importsOf } from '../warn/python';
import { hasWord } from '../warn/words';
import { phrasesGone, phrasesIn } from './phrases';
import { fileRenamings } from './renamings';
import type { Renaming } from './rewrite';
import { definedIn } from './scope';

/** Facts of the whole files. */
export interface FileFacts {
  /** Ours has this name. */
  knows(name: string): boolean;
  /** Base has this name and ours does not. */
  vanished(name: string): boolean;
  /** A line has such a name. */
  leansOnVanished(line: string): boolean;
  /** How many phrases of lines are in what ours dropped of base, and nowhere in ours. */
  outdated(lines: Iterable<string>): number;
  /** How often ours defines a function or class of this name. */
  definitions(name: string): number;
  /** What ours writes otherwise than base wherever base has it. */
  renamings(): readonly Renaming[];
  /** How often ours has this word once all is merged that git merges. */
  uses(name: string): number;
  /** Theirs adds a line with this name that is no import. */
  wanted(name: string): boolean;
  /** The imports of ours. */
  imports(): ReadonlyMap<string, Import>;
  /** Base imports something from this module, and ours nothing. */
  lacksModule(module: string): boolean;
}

/** The facts of a file's texts. */
export function factsOf(texts: Texts, merge: Pick<Merge, 'ourChanges' | 'theirChanges' | 'splices'>): FileFacts {
  const definitions = once(() => definitionsIn(texts.ours));
  const old = once(() => merge.ourChanges.flatMap(({ aStart, aEnd }) => texts.base.slice(aStart, aEnd)));
  const dropped = once(() => namesIn(old()));
  const isGone = phrasesGone(old, texts.ours);
  const goneIn = onceEach((line: string) => [...phrasesIn([line])].filter(isGone));
  const knows = finderIn(texts.ours);
  const words = once(() => wordCounts(spliced(texts.ours, merge.splices)));
  const added = once(() => merge.theirChanges.flatMap(({ bStart, bEnd }) => texts.theirs.slice(bStart, bEnd)));
  const wanted = once(() => namesIn(added().filter((line) => !/\bimport /.test(line))));
  const imports = once(() => importsOf(texts.ours.join('')));
  const modules = once(() => new Set([...imports().values()].map(({ module }) => module)));
  const baseModules = once(() => new Set([...importsOf(texts.base.join('')).values()].map(({ module }) => module)));
  const vanished = (name: string) => dropped().has(name) && !knows(name);
  return {
    knows,
    vanished,
    leansOnVanished: onceEach((line) => [...namesIn([line])].some(vanished)),
    outdated: (lines) => new Set([...lines].flatMap(goneIn)).size,
    definitions: (name) => definitions().get(name) ?? 0,
    renamings: once(() => fileRenamings(texts, merge)),
    uses: (name) => words().get(name) ?? 0,
    wanted: (name) => wanted().has(name),
    imports,
    lacksModule: (module) => baseModules().has(module) && !modules().has(module),
  };
}

/** The names in lines: three signs and more, not beginning with a digit. */
export function namesIn(lines: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const line of lines) for (const name of line.match(/[A-Za-z_]\w{2,}/g) ?? []) names.add(name);
  return names;
}

/** Tells whether lines hold a name as a whole word. */
function finderIn(lines: readonly string[]): (name: string) => boolean {
  const text = once(() => lines.join(''));
  return onceEach((name) => hasWord(text(), name));
}

function wordCounts(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) for (const word of line.match(/\w+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function definitionsIn(lines: readonly string[]): Map<string, number> {
  const definitions = new Map<string, number>();
  for (const line of lines) {
    const name = definedIn(line);
    if (name !== undefined) definitions.set(name, (definitions.get(name) ?? 0) + 1);
  }
  return definitions;
}
