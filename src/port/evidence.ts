// What a settled place leans on: the unchanged lines around it, the functions around it in both texts, and what the branch has otherwise.
import type { Bytes } from '../base/bytes';
import { chainAt, definitionsOf } from '../syntax/definitions';
import { languageOf } from '../syntax/languages';
import { parserOf } from '../syntax/parser';
import { isBlank, partnersOf } from './adapt/problem';
import { scopesOf } from './adapt/scope';
import { type Merge, type Splice, spliced, type Texts } from './merge';
import { mergeSides } from './sides';
import type { FileOutcome } from './types';

/** A line that all three texts have. `line` is its 0-based number in the target's file; `unique`: the file has it once. */
export interface Anchor {
  line: number;
  text: Bytes;
  unique: boolean;
}

/** What one settled place leans on. */
export interface Evidence {
  /** The nearest lines that are unchanged and not blank; undefined where the file ends before there is one. */
  above: Anchor | undefined;
  below: Anchor | undefined;
  /** The names of functions and classes around the new lines, outermost first, joined by dots; '' outside of all. */
  scope: { source: Bytes; target: Bytes };
  /** What differs there before the fix: lines that only the source has, and lines that only the target has. */
  differs: { source: readonly Bytes[]; target: readonly Bytes[] };
}

/** The evidence of a file's settled hunks, in their order. It is found anew at each call; a file without any costs nothing. */
export async function evidenceOf(file: FileOutcome): Promise<Evidence[]> {
  if (!('hunks' in file) || file.hunks.length === 0 || !file.sides) return [];
  const { hunks, sides } = file;
  const merged = mergeSides(sides);
  if (merged.kind === 'clean') return [];
  const { texts, merge } = merged;
  const splices = inOrder([...merge.splices, ...hunks]);
  const scopes = {
    source: await scopeFinder(file.path, texts.theirs),
    target: await scopeFinder(file.path, spliced(texts.ours, splices)),
  };
  const anchors = anchorFinder(texts, merge);
  return hunks.map((hunk, number) => {
    const theirs = merge.regions[number]!.theirs.start + newestOf(hunk.theirs, hunk.base);
    const made = movedBy(splices, hunk) + newestOf(hunk.lines, texts.ours.slice(hunk.start, hunk.end));
    return {
      above: anchors(hunk.start - 1, -1),
      below: anchors(hunk.end, 1),
      scope: { source: scopes.source(theirs), target: scopes.target(made) },
      differs: { source: without(hunk.base, hunk.ours), target: without(hunk.ours, hunk.base) },
    };
  });
}

function inOrder(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where a splice's lines begin once all are made. */
function movedBy(splices: readonly Splice[], splice: Splice): number {
  return splices
    .slice(0, splices.indexOf(splice))
    .reduce((line, { start, end, lines }) => line + lines.length - (end - start), splice.start);
}

/** The place of the first line that is not blank and not among `old`; else of the first that is not blank. */
function newestOf(lines: readonly Bytes[], old: readonly Bytes[]): number {
  const known = new Set(old);
  const fresh = lines.findIndex((line) => !isBlank(line) && !known.has(line));
  return Math.max(0, fresh < 0 ? lines.findIndex((line) => !isBlank(line)) : fresh);
}

function without(lines: readonly Bytes[], others: readonly Bytes[]): Bytes[] {
  const known = new Set(others);
  return lines.filter((line) => !isBlank(line) && !known.has(line));
}

/** Finds the nearest unchanged line of ours from a line on, upwards (-1) or downwards (1). */
function anchorFinder({ base, ours }: Texts, merge: Merge): (from: number, way: 1 | -1) => Anchor | undefined {
  const common = new Set<number>();
  const [own, other] = [partnersOf(base.length, merge.ourChanges), partnersOf(base.length, merge.theirChanges)];
  for (const [line, partner] of own.entries()) if (partner >= 0 && other[line]! >= 0) common.add(partner);
  const counts = new Map<Bytes, number>();
  for (const text of ours) counts.set(text, (counts.get(text) ?? 0) + 1);
  return (from, way) => {
    for (let line = from; line >= 0 && line < ours.length; line += way) {
      const text = ours[line]!;
      if (common.has(line) && !isBlank(text)) return { line, text, unique: counts.get(text) === 1 };
    }
    return undefined;
  };
}

/** Finds what surrounds a line (0-based), by the language's grammar, else by indentation. A definition's first line is outside of it. */
async function scopeFinder(path: Bytes, lines: readonly Bytes[]): Promise<(line: number) => Bytes> {
  const language = languageOf(path);
  const parse = language && (await parserOf(language));
  const definitions = parse?.(lines.join(''), (root) => definitionsOf(root, language!.name));
  if (!definitions) {
    const scopes = scopesOf(lines);
    return (line) => scopes[line] ?? '';
  }
  return (line) =>
    chainAt(
      definitions.filter(({ start }) => start !== line),
      line,
    );
}
