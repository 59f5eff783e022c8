// Finds where the hunks of a patch stand in a live text that has drifted; what is in doubt is missing.
import { changedRanges, type Side } from './hunk-side';
import { byDistance, indexLines, type LineIndex } from './line-index';
import { longestAscent } from './longest-ascent';
import { fitsOf, type Piece, runsOf, standsAt, wholeHunk } from './piece';
import type { FilePatch, Hunk, LineRange, Placement } from './types';

/** Context lines that may differ at each end, at most. */
const MAX_FUZZ = 3;
/** How many lines the changes of one hunk may have moved apart. */
const MAX_SPREAD = 20;

/** A place of a piece: 0-based line of its first line, lines it moved from where the patch says, context lines ignored. */
interface Spot {
  line: number;
  offset: number;
  fuzz: number;
}

/** Where to look: between two lines (both excluded), best at the stated line plus `offset`. */
interface Scope {
  above: number;
  below: number;
  offset: number;
}

/**
 * Where each hunk stands in a text, given as lines without endings (unicode or bytes) and seen from one side: `new` when the
 * fix is in the text, `old` when it is not. One placement a hunk, in order. `line` and `ranges` are 0-based in the text;
 * `ranges` are the lines that the fix added (seen from `old`: those it takes away), or the two lines around a place where it
 * has none on that side. `exact` and `shifted` hunks stand there whole; of a `fuzzy` one, context differs: up to three lines
 * at each end, or between its changes. A hunk that fits equally well in two places, or whose lines tell too little, is `missing`.
 */
export function locate(file: FilePatch, lines: readonly string[], side: Side): Placement[] {
  const index = indexLines(lines.at(-1) === '' ? lines.slice(0, -1) : lines);
  const pieces = file.hunks.map((hunk) => wholeHunk(hunk, side, index));
  const spots = certainSpots(pieces, index);
  return file.hunks.map((hunk, number) => {
    const piece = pieces[number] as Piece;
    const scope = scopeOf(spots, number);
    const spot = spots[number] ?? findPiece(piece, index, scope);
    spots[number] = spot;
    if (spot !== undefined) return placement(number, spot, changedRanges(piece.lines, side, spot.line, index.count));
    return findRuns(hunk, number, index, side, scope, spots);
  });
}

/** The spots of those hunks that stand whole in just one place, without any that contradict the order of the others. */
function certainSpots(pieces: readonly Piece[], index: LineIndex): (Spot | undefined)[] {
  const only = pieces.map((piece) => {
    const fits = fitsOf(piece, index, 0);
    return fits.length === 1 ? fits[0]?.line : undefined;
  });
  const kept = longestAscent(only);
  return pieces.map((piece, number) => {
    const line = kept.has(number) ? only[number] : undefined;
    return line === undefined ? undefined : { line, offset: line - piece.at, fuzz: 0 };
  });
}

function scopeOf(spots: readonly (Spot | undefined)[], number: number): Scope {
  const before = spots.slice(0, number).findLast((spot) => spot !== undefined);
  const after = spots.slice(number + 1).find((spot) => spot !== undefined);
  return {
    above: before?.line ?? Number.NEGATIVE_INFINITY,
    below: after?.line ?? Number.POSITIVE_INFINITY,
    offset: before?.offset ?? after?.offset ?? 0,
  };
}

function findPiece(piece: Piece, index: LineIndex, scope: Scope): Spot | undefined {
  const wanted = piece.at + scope.offset;
  const found = (line: number, fuzz: number) => ({ line, offset: line - piece.at, fuzz });
  if (standsAt(piece, index, wanted) && wanted > scope.above && wanted < scope.below) return found(wanted, 0);
  const levels = Math.min(MAX_FUZZ, Math.max(piece.around.lead, piece.around.trail));
  for (let fuzz = 0; fuzz <= levels; fuzz++) {
    const fits = fitsOf(piece, index, fuzz);
    const inside = fits.map(({ line }) => line).filter((line) => line > scope.above && line < scope.below);
    if (inside.length === 0) continue;
    const [line, next] = byDistance(inside, wanted) as [number, number | undefined];
    if (fuzz > 0 && fits.length > 1 && fits[0]?.bare) return undefined;
    return next === undefined || isClear(line - wanted, next - wanted, fuzz) ? found(line, fuzz) : undefined;
  }
  return undefined;
}

/** Whether the nearest place is the one: of two whole fits the nearer, of two fuzzy ones only one that is twice as near. */
function isClear(distance: number, next: number, fuzz: number): boolean {
  return fuzz === 0 ? Math.abs(distance) < Math.abs(next) : Math.abs(distance) * 2 <= Math.abs(next);
}

/** Looks for each change of a hunk by itself, for a text whose lines between them were edited; all must be found, close by. */
function findRuns(
  hunk: Hunk,
  number: number,
  index: LineIndex,
  side: Side,
  scope: Scope,
  spots: (Spot | undefined)[],
): Placement {
  const runs = runsOf(hunk, side, index);
  const found: Spot[] = [];
  for (const run of runs.length > 1 ? runs : []) {
    const last = found.at(-1);
    const spot = findPiece(run, index, last ? { ...scope, above: last.line, offset: last.offset } : scope);
    if (spot === undefined || (last && Math.abs(spot.offset - last.offset) > MAX_SPREAD)) break;
    found.push(spot);
  }
  const first = found[0];
  if (first === undefined || found.length < runs.length) return { kind: 'missing', hunk: number };
  const spot = { ...first, fuzz: Math.max(1, ...found.map(({ fuzz }) => fuzz)) };
  spots[number] = spot;
  const ranges = found.flatMap(({ line }, at) => changedRanges((runs[at] as Piece).lines, side, line, index.count));
  return placement(number, spot, ranges);
}

function placement(hunk: number, { line, offset, fuzz }: Spot, ranges: LineRange[]): Placement {
  const first = Math.max(0, line);
  if (fuzz > 0) return { kind: 'fuzzy', hunk, line: first, offset, fuzz, ranges };
  return offset === 0 ? { kind: 'exact', hunk, line, ranges } : { kind: 'shifted', hunk, line, offset, ranges };
}
