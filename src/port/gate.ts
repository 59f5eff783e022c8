// What the language of a file says against a text that git did not place: broken syntax, definitions or keys twice, lines under another function or key.
import { type Bytes, splitLines } from '../base/bytes';
import { once } from '../base/once';
import { diffNumbered } from '../patch/difflines';
import { numberTexts, type TextLines } from '../patch/line-numbers';
import { around } from '../syntax/around';
import { errorLines } from '../syntax/errors';
import { type Language, languageOf } from '../syntax/languages';
import { type Parse, parserOf } from '../syntax/parser';
import { pythonErrors } from '../syntax/python';
import { yamlErrors } from '../syntax/yaml';
import { type Outline, outlineOf } from './outline';
import { restObjections } from './rest';
import type { Settled } from './settle';
import type { FileBlob, Objection } from './types';
import { addedLines } from './warn/added';

/** How errors are found where a language's grammar alone does not tell all of them. */
const ERRORS: Partial<Record<Language['name'], typeof errorLines>> = { python: pythonErrors, yaml: yamlErrors };
/** Lines that are shorter are found under any function. */
const TELLING = 9;

/**
 * A settlement with what its language says against it: such a one is proposed at most, unless all of it is a person's. In place of one
 * that was only to be proposed anyway, or whose syntax is broken, the likeliest other one is that meets no objection. Another that was
 * trusted stays: on nova, 3 of 4 such are as people made them.
 */
export async function gated(settled: Settled, path: Bytes): Promise<Settled> {
  if (settled.kind !== 'adapted' && settled.kind !== 'proposed') return settled;
  const { otherwise, ...first } = settled;
  const { target, after } = first.sides;
  if (first.hunks.every(({ byHand }) => byHand)) return first;
  const objectionsOf = ({ content }: FileBlob) => objectionsTo(path, content, target.content, after.content);
  const objections = await objectionsOf(first.file);
  if (objections.length === 0) return first;
  const mayChange = first.kind === 'proposed' || objections.some(({ kind }) => kind === 'broken');
  for (const other of mayChange ? (otherwise?.() ?? []) : [])
    if ((await objectionsOf(other.file)).length === 0) return { ...first, ...other, kind: 'proposed' };
  return { ...first, kind: 'proposed', objections };
}

/**
 * What speaks against a text that was made of ours and theirs, and against neither of these. Nothing where the language has no
 * grammar or the text is too large to be read in time.
 */
async function objectionsTo(path: Bytes, text: Bytes, ours: Bytes, theirs: Bytes): Promise<Objection[]> {
  if (path.endsWith('.rst')) return restObjections(text, ours, theirs);
  const language = languageOf(path);
  const parse = language && (await parserOf(language));
  if (!language || !parse) return [];
  const line = brokenAt(text, ours, theirs, language.name, parse);
  if (line !== undefined) return [{ kind: 'broken', line }];
  return displaced(text, ours, theirs, language.name, parse);
}

/**
 * The line at which the syntax breaks, where no such line does so in either side: C's macros, say, are errors in both. The whole is
 * only read when something near the change is odd; of YAML it always is, as in its texts anything may stand at any margin.
 */
function brokenAt(
  text: Bytes,
  ours: Bytes,
  theirs: Bytes,
  language: Language['name'],
  parse: Parse,
): number | undefined {
  const errors = (side: Bytes) => parse(side, ERRORS[language] ?? errorLines);
  if (language !== 'yaml' && !changedParts(ours, text).some((part) => errors(part)?.length)) return undefined;
  const lines = errors(text);
  const [own, other] = lines?.length ? [ours, theirs].map(errors) : [];
  if (!lines || !own || !other) return undefined;
  const known = new Set([...linesAt(ours, own), ...linesAt(theirs, other)]);
  const texts = linesAt(text, lines);
  return lines.find((_, at) => !known.has(texts[at]!));
}

/** The parts of a text that surround where it differs from an older form, each once. */
function changedParts(old: Bytes, text: Bytes): Bytes[] {
  const { texts, classes } = numberTexts(old, [text]);
  const [before, now] = texts as [TextLines, TextLines];
  const ends = new Map<number, number>();
  for (const { bStart, bEnd } of diffNumbered(before.ids, now.ids, classes)) {
    const { start, end } = around(text, now.starts[bStart]!, now.starts[bEnd]!);
    ends.set(start, Math.max(end, ends.get(start) ?? 0));
  }
  return [...ends].map(([start, end]) => text.slice(start, end));
}

/** The lines of these numbers, without the blanks around them. */
function linesAt(text: Bytes, numbers: readonly number[]): Bytes[] {
  const lines = splitLines(text);
  return numbers.map((number) => lines[number]?.trim() ?? '');
}

function displaced(text: Bytes, ours: Bytes, theirs: Bytes, language: Language['name'], parse: Parse): Objection[] {
  const now = outlineOf(text, language, parse);
  const other = outlineOf(theirs, language, parse);
  if (!now || !other) return [];
  const own = once(() => outlineOf(ours, language, parse));
  const isMore = (chain: string, count: number) =>
    count > 1 && count > timesIn(other, chain) && count > timesIn(own(), chain);
  const twice = [...now.counts()].flatMap(([chain, count]) => (isMore(chain, count) ? [chain] : []));
  const added = addedLines(ours, text).filter((one) => one.text.trim().length >= TELLING);
  const wanted = new Set(added.map((one) => one.text));
  const [here, there] = [placesOf(wanted, text), placesOf(wanted, theirs)];
  const strayed = added.filter(({ text: words, line }) => {
    const place = there.get(words) ?? -1;
    if (place < 0 || here.get(words) !== line) return false;
    const chain = other.chainAt(place);
    return chain !== now.chainAt(line) && (chain === '' || now.counts().has(chain));
  });
  return [
    ...twice.map((name): Objection => ({ kind: 'twice', name })),
    ...strayed.map(({ line }): Objection => ({ kind: 'strayed', line })),
  ];
}

/** How often an outline has a chain; no count is more than that of an outline that could not be read. */
function timesIn(outline: Outline | undefined, chain: string): number {
  return outline ? (outline.counts().get(chain) ?? 0) : Number.POSITIVE_INFINITY;
}

/** Where these lines are in a text; -1 for one that is there more than once. */
function placesOf(wanted: ReadonlySet<Bytes>, text: Bytes): Map<Bytes, number> {
  const places = new Map<Bytes, number>();
  for (const [number, line] of splitLines(text).entries())
    if (wanted.has(line)) places.set(line, places.has(line) ? -1 : number);
  return places;
}
