// Decides where a piece of a hunk stands in a live text: the nearest place that is beyond doubt, or none.
import { byDistance, type LineIndex } from './line-index';
import { fitsOf, type Piece, standsAt } from './piece';

/** A piece as one side has it, and as the other side does: where the other one fits better, this one is not there. */
export interface Rivals {
  piece: Piece;
  other: Piece;
}

/** A place of a piece: 0-based line of its first line, lines it moved from where the patch says, context lines ignored. */
export interface Spot {
  line: number;
  offset: number;
  fuzz: number;
}

/** Where to look: between two lines (both excluded), best at the line that the patch says plus `offset`. */
export interface Scope {
  above: number;
  below: number;
  offset: number;
}

/** The whole text, with nothing known. */
export const EVERYWHERE: Scope = { above: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY, offset: 0 };

/** Context lines that may differ at each end, at most. */
const MAX_FUZZ = 3;
/** How many lines away changed lines without any context are still believed to be the ones. */
const BARE_REACH = 200;
/** One line of ignored context speaks as much against a place as this many lines of distance. */
const FUZZ_COST = 20;

/** The place of a piece within a scope, unless the other side's fits as well. */
export function findPiece({ piece, other }: Rivals, index: LineIndex, scope: Scope): Spot | undefined {
  const wanted = piece.at + scope.offset;
  const spot = search(piece, index, scope, wanted);
  if (spot === undefined || (spot.fuzz === 0 && spot.line === wanted)) return spot;
  const rival = search(other, index, scope, wanted);
  return rival !== undefined && cost(rival, wanted) <= cost(spot, wanted) ? undefined : spot;
}

/** The only place where a whole piece stands, unless the other side's fits as well. */
export function findOnly(rivals: Rivals, index: LineIndex): Spot | undefined {
  const whole = fitsOf(rivals.piece, index, 0).length === 1;
  return whole ? findPiece(rivals, index, EVERYWHERE) : undefined;
}

function search(piece: Piece, index: LineIndex, scope: Scope, wanted: number): Spot | undefined {
  const isInside = (line: number) => line > scope.above && line < scope.below;
  const found = (line: number, fuzz: number) => ({ line, offset: line - piece.at, fuzz });
  if (isInside(wanted) && standsAt(piece, index, wanted)) return found(wanted, 0);
  const levels = Math.min(MAX_FUZZ, Math.max(piece.around.lead, piece.around.trail));
  for (let fuzz = 0; fuzz <= levels; fuzz++) {
    const fits = fitsOf(piece, index, fuzz);
    const [line, next] = byDistance(fits.map((fit) => fit.line).filter(isInside), wanted);
    if (line === undefined) continue;
    const distance = Math.abs(line - wanted);
    if (fuzz > 0 && fits[0]?.bare && (fits.length > 1 || distance > BARE_REACH)) return undefined;
    return next === undefined || isClear(distance, Math.abs(next - wanted), fuzz) ? found(line, fuzz) : undefined;
  }
  return undefined;
}

/** Whether the nearest place is the one: of whole fits the nearer, of fuzzy ones only one that is twice as near as the next. */
function isClear(distance: number, next: number, fuzz: number): boolean {
  return fuzz === 0 ? distance < next : distance * 2 <= next;
}

function cost(spot: Spot, wanted: number): number {
  return FUZZ_COST * spot.fuzz + Math.abs(spot.line - wanted);
}
