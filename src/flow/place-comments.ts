// Puts review threads on the operator's own lines: from the text that was reviewed to the text that is open here.
import { diffLines } from '../patch/difflines';
import { type Problem, partnersOf } from '../port/adapt/problem';
import { withSimilar } from '../port/adapt/similar';
import type { Place, Thread } from '../review/thread';

/** A position in a text: 0-based line, 0-based UTF-16 unit. */
export interface Position {
  line: number;
  character: number;
}

/**
 * Where a thread stands in the live text, the end exclusive. `same`: its lines are there as they were reviewed; `like`: at least
 * one of them reads a little differently there; `file`: it is about the file as a whole.
 */
export type LivePlace = { kind: 'same' | 'like'; start: Position; end: Position } | { kind: 'file' };

/** A thread with its place in the live text; without one its lines have no counterpart there. */
export interface PlacedThread {
  thread: Thread;
  place?: LivePlace;
}

/** The texts of one file that threads stand in, as the patch set has it and as it was before; undefined where it is not there. */
export interface ReviewedTexts {
  before: string | undefined;
  after: string | undefined;
}

/** How many words two lines must share to be taken for the same line, changed (Dice coefficient). */
const LIKE = 0.6;

/** Places the threads of one file in its live text; threads about other things than files get no place. */
export function placeThreads(threads: readonly Thread[], texts: ReviewedTexts, live: string): PlacedThread[] {
  const lines = linesOf(live);
  const sides = new Map<Place['side'], Lines | undefined>();
  const sideOf = (side: Place['side']) => {
    const text = texts[side];
    if (!sides.has(side)) sides.set(side, text === undefined ? undefined : compare(linesOf(text), lines));
    return sides.get(side);
  };
  return threads.map((thread) => {
    const place = thread.place && placeIn(thread.place, sideOf(thread.place.side), lines);
    return place ? { thread, place } : { thread };
  });
}

/** A reviewed text's lines, and for each the line that it is in the live text, or -1; `same` without those that read differently. */
interface Lines {
  same: Int32Array;
  like: Int32Array;
}

function compare(reviewed: readonly string[], live: readonly string[]): Lines {
  const same = partnersOf(reviewed.length, diffLines(reviewed, live));
  const whole = { start: 0, end: reviewed.length };
  const region = { base: whole, ours: { start: 0, end: live.length }, theirs: whole };
  const problem: Problem = {
    base: [...reviewed],
    ours: [...live],
    theirs: [...reviewed],
    region,
    partner: same,
    edits: [],
  };
  return { same, like: withSimilar(problem, LIKE).partner };
}

function placeIn({ line, range }: Place, lines: Lines | undefined, live: readonly string[]): LivePlace | undefined {
  if (line === undefined && !range) return { kind: 'file' };
  if (!lines) return undefined;
  const { from, to, startCharacter, endCharacter } = spanOf(line ?? 0, range);
  const [top, bottom] = ends(lines.like, from, to);
  if (top === undefined || bottom === undefined) return undefined;
  const at = (number: number) => lines.like[number]!;
  const isSame = (number: number) => lines.same[number]! >= 0;
  const isWhole = at(bottom) - at(top) === to - from && lines.same.subarray(from, to + 1).every((each) => each >= 0);
  const clip = (number: number, character: number) => Math.min(character, live[at(number)]!.length);
  return {
    kind: isWhole ? 'same' : 'like',
    start: { line: at(top), character: top === from && isSame(top) ? clip(top, startCharacter) : 0 },
    end: { line: at(bottom), character: clip(bottom, bottom === to && isSame(bottom) ? endCharacter : EVERYTHING) },
  };
}

/** More characters than a line has. */
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** The lines of a place, 0-based, the last one included; a range that ends before a line's first character ends with the line above. */
function spanOf(line: number, range: Place['range']) {
  if (!range) return { from: line - 1, to: line - 1, startCharacter: 0, endCharacter: EVERYTHING };
  const { startLine, startCharacter, endLine, endCharacter } = range;
  if (endCharacter > 0 || endLine <= startLine)
    return { from: startLine - 1, to: endLine - 1, startCharacter, endCharacter };
  return { from: startLine - 1, to: endLine - 2, startCharacter, endCharacter: EVERYTHING };
}

/** The first and the last line in a span that have a counterpart. */
function ends(counterparts: Int32Array, from: number, to: number): [number?, number?] {
  const found = [...counterparts.keys()]
    .slice(Math.max(from, 0), Math.max(to + 1, 0))
    .filter((at) => counterparts[at]! >= 0);
  return found.length === 0 ? [] : [found[0]!, found.at(-1)!];
}

/** Lines without their endings; what follows the last ending is a line only if it is not empty. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
