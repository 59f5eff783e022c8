// What the language of a file says against a text that git did not place: broken syntax, definitions twice, lines under another function.
import { type Bytes, splitLines } from '../base/bytes';
import { middleOf } from '../patch/middle-part';
import { around } from '../syntax/around';
import { errorLines } from '../syntax/errors';
import { type Language, languageOf } from '../syntax/languages';
import { type Parse, parserOf } from '../syntax/parser';
import { outlineOf } from './outline';
import type { Settled } from './settle';
import type { Objection } from './types';
import { addedLines } from './warn/added';

/** Lines that are shorter are found under any function. */
const TELLING = 9;

/** A settlement with what its language says against it: such a one is proposed at most, unless all of it is a person's. */
export async function gated(settled: Settled, path: Bytes): Promise<Settled> {
  if (settled.kind !== 'adapted' && settled.kind !== 'proposed') return settled;
  const { file, hunks, sides } = settled;
  if (hunks.every(({ byHand }) => byHand)) return settled;
  const objections = await objectionsTo(path, file.content, sides.target.content, sides.after.content);
  return objections.length === 0 ? settled : { ...settled, kind: 'proposed', objections };
}

/**
 * What speaks against a text that was made of ours and theirs, and against neither of these. Nothing where the language has no
 * grammar or the text is too large to be read in time.
 */
async function objectionsTo(path: Bytes, text: Bytes, ours: Bytes, theirs: Bytes): Promise<Objection[]> {
  const language = languageOf(path);
  const parse = language && (await parserOf(language));
  if (!language || !parse) return [];
  const line = brokenAt(text, ours, theirs, parse);
  if (line !== undefined) return [{ kind: 'broken', line }];
  return displaced(text, ours, theirs, language.name, parse);
}

/**
 * The line at which the syntax breaks, where no such line does so in either side: C's macros, say, are errors in both. The whole is
 * only read when something near the change is odd.
 */
function brokenAt(text: Bytes, ours: Bytes, theirs: Bytes, parse: Parse): number | undefined {
  const { start, end } = middleOf(ours, text);
  const near = around(text, start, end);
  if (!parse(text.slice(near.start, near.end), errorLines)?.length) return undefined;
  const [lines, own, other] = [text, ours, theirs].map((side) => parse(side, errorLines));
  if (!lines || !own || !other) return undefined;
  const known = new Set([...linesAt(ours, own), ...linesAt(theirs, other)]);
  const texts = linesAt(text, lines);
  return lines.find((_, at) => !known.has(texts[at]!));
}

/** The lines of these numbers, without the blanks around them. */
function linesAt(text: Bytes, numbers: readonly number[]): Bytes[] {
  const lines = splitLines(text);
  return numbers.map((number) => lines[number]?.trim() ?? '');
}

function displaced(text: Bytes, ours: Bytes, theirs: Bytes, language: Language['name'], parse: Parse): Objection[] {
  const [now, own, other] = [text, ours, theirs].map((side) => outlineOf(side, language, parse));
  if (!now || !own || !other) return [];
  const most = (chain: string) => Math.max(own.counts.get(chain) ?? 0, other.counts.get(chain) ?? 0, 1);
  const twice = [...now.counts].flatMap(([chain, count]) => (count > most(chain) ? [chain] : []));
  const places = linePlaces(theirs);
  const here = linePlaces(text);
  const strayed = addedLines(ours, text).filter(({ text: added, line }) => {
    const there = places.get(added);
    if (added.trim().length < TELLING || there === undefined || there < 0 || here.get(added) !== line) return false;
    const chain = other.chainAt(there);
    return chain !== now.chainAt(line) && (chain === '' || now.counts.has(chain));
  });
  return [
    ...twice.map((name): Objection => ({ kind: 'twice', name })),
    ...strayed.map(({ line }): Objection => ({ kind: 'strayed', line })),
  ];
}

/** Where each line of a text is; -1 for one that is there more than once. */
function linePlaces(text: Bytes): Map<Bytes, number> {
  const places = new Map<Bytes, number>();
  for (const [number, line] of splitLines(text).entries()) places.set(line, places.has(line) ? -1 : number);
  return places;
}
