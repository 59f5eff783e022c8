// Finds where the hunks of a patch stand in a live text that has drifted; what is in doubt is missing.
import { EVERYWHERE, findOnly, findPiece, type Rivals, type Scope, type Spot } from './find-piece';
import { changedRanges, type Side } from './hunk-side';
import { indexLines, type LineIndex } from './line-index';
import { longestAscent } from './longest-ascent';
import { runsOf, wholeHunk } from './piece';
import type { FilePatch, Hunk, LineRange, Placement } from './types';

/** How many lines the changes of one hunk may have moved apart. */
const MAX_SPREAD = 20;

/**
 * Where each hunk stands in a text, given as lines without endings (unicode or bytes) and seen from one side: `new` when the
 * fix is in the text, `old` when it is not. One placement a hunk, in order. `line` and `ranges` are 0-based in the text;
 * `ranges` are the lines that the fix added (seen from `old`: those it takes away), or the two lines around a place where it
 * has none on that side. `exact` and `shifted` hunks stand there whole; of a `fuzzy` one, context differs: up to three lines
 * at each end, or between its changes. A hunk that fits equally well in two places, whose lines tell too little, or whose other
 * side fits better, is `missing`.
 */
export function locate(file: FilePatch, lines: readonly string[], side: Side): Placement[] {
  const text = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  const index = indexLines(text.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)));
  const other = side === 'old' ? 'new' : 'old';
  const hunks = file.hunks.map((hunk) => ({
    piece: wholeHunk(hunk, side, index),
    other: wholeHunk(hunk, other, index),
  }));
  const spots = certainSpots(hunks, index);
  return file.hunks.map((hunk, number) => {
    const rivals = hunks[number] as Rivals;
    const scope = scopeOf(spots, number);
    const whole = spots[number] ?? findPiece(rivals, index, scope);
    const found = whole
      ? { spot: whole, ranges: changedRanges(rivals.piece.lines, side, whole.line, index.count) }
      : findRuns(hunk, side, other, index, scope);
    spots[number] = found?.spot;
    return found ? placement(number, found.spot, found.ranges) : { kind: 'missing', hunk: number };
  });
}

/** The spots of those hunks that stand whole in just one place, without any that contradict the order of the others. */
function certainSpots(hunks: readonly Rivals[], index: LineIndex): (Spot | undefined)[] {
  const only = hunks.map((rivals) => findOnly(rivals, index));
  const kept = longestAscent(only.map((spot) => spot?.line));
  return only.map((spot, number) => (kept.has(number) ? spot : undefined));
}

function scopeOf(spots: readonly (Spot | undefined)[], number: number): Scope {
  const before = spots.slice(0, number).findLast((spot) => spot !== undefined);
  const after = spots.slice(number + 1).find((spot) => spot !== undefined);
  return {
    above: before?.line ?? EVERYWHERE.above,
    below: after?.line ?? EVERYWHERE.below,
    offset: before?.offset ?? after?.offset ?? 0,
  };
}

/** Looks for each change of a hunk by itself, for a text whose lines between them were edited; all must be found, close by. */
function findRuns(
  hunk: Hunk,
  side: Side,
  other: Side,
  index: LineIndex,
  scope: Scope,
): { spot: Spot; ranges: LineRange[] } | undefined {
  const runs = runsOf(hunk, side, index);
  const others = runsOf(hunk, other, index);
  if (runs.length < 2) return undefined;
  const found: Spot[] = [];
  const ranges: LineRange[] = [];
  for (const [number, piece] of runs.entries()) {
    const last = found.at(-1);
    const near = last ? { ...scope, above: last.line, offset: last.offset } : scope;
    const spot = findPiece({ piece, other: others[number] ?? piece }, index, near);
    if (spot === undefined || (last && Math.abs(spot.offset - last.offset) > MAX_SPREAD)) return undefined;
    found.push(spot);
    ranges.push(...changedRanges(piece.lines, side, spot.line, index.count));
  }
  return { spot: { ...(found[0] as Spot), fuzz: Math.max(1, ...found.map(({ fuzz }) => fuzz)) }, ranges };
}

function placement(hunk: number, { line, offset, fuzz }: Spot, ranges: LineRange[]): Placement {
  const first = Math.max(0, line);
  if (fuzz > 0) return { kind: 'fuzzy', hunk, line: first, offset, fuzz, ranges };
  return offset === 0 ? { kind: 'exact', hunk, line, ranges } : { kind: 'shifted', hunk, line, offset, ranges };
}
