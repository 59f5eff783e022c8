// A part of a hunk that is looked for in a live text: the lines of one side, as numbers of the text's own lines.
import { decode } from '../base/bytes';
import { contextAround, isOn, type Side, sideLines, statedLine, trimmed } from './hunk-side';
import type { LineIndex } from './line-index';
import type { Hunk, HunkLine } from './types';

/** Something to be found as one run of lines. `at` is the 0-based line where the patch says that it stands. */
export interface Piece {
  lines: readonly HunkLine[];
  at: number;
  run: readonly number[];
  /** How telling each line of `run` is: its letters and digits, at most 20. */
  weights: readonly number[];
  around: { lead: number; trail: number };
  /** The outermost change at this end has no line on this side, so only a neighbour (or the end of the text) proves its place. */
  open: { lead: boolean; trail: boolean };
}

/** A place that fits: 0-based line of the piece's first line, and whether nothing but changed lines was compared. */
export interface Fit {
  line: number;
  bare: boolean;
}

/** What a run of lines must weigh to be recognised away from its place: blank lines and braces never do. */
const TELLING = 10;
const CONTEXT = 3;

/** A whole hunk as a piece. */
export function wholeHunk(hunk: Hunk, side: Side, index: LineIndex): Piece {
  return makePiece(hunk.lines, statedLine(hunk, side), side, index);
}

/** Each run of changed lines of a hunk as a piece of its own, with up to three lines of context at each end. */
export function runsOf(hunk: Hunk, side: Side, index: LineIndex): Piece[] {
  const { lines } = hunk;
  const isChanged = (at: number) => lines[at] !== undefined && lines[at].kind !== 'context';
  const starts = lines.flatMap((_, at) => (isChanged(at) && !isChanged(at - 1) ? [at] : []));
  const ends = lines.flatMap((_, at) => (isChanged(at) && !isChanged(at + 1) ? [at + 1] : []));
  return starts.map((start, number) => {
    const from = Math.max(ends[number - 1] ?? 0, start - CONTEXT);
    const to = Math.min(starts[number + 1] ?? lines.length, (ends[number] as number) + CONTEXT);
    const at = statedLine(hunk, side) + sideLines(lines.slice(0, from), side).length;
    return makePiece(lines.slice(from, to), at, side, index);
  });
}

/** Every place where a piece stands when a fuzz is granted, ascending; none when what is compared is too little to tell. */
export function fitsOf(piece: Piece, index: LineIndex, fuzz: number): Fit[] {
  const lead = cut(piece, 'lead', fuzz);
  const end = piece.run.length - cut(piece, 'trail', fuzz);
  const weight = piece.weights.slice(lead, end).reduce((sum, each) => sum + each, 0);
  if (weight < TELLING) return [];
  const bare = lead === piece.around.lead && end === piece.run.length - piece.around.trail;
  return index
    .find(piece.run.slice(lead, end))
    .map((line) => ({ line: line - lead, bare }))
    .filter(({ line }) => isProven(piece, index, line));
}

/** True when the whole piece stands exactly at a line, however little it tells. */
export function standsAt(piece: Piece, index: LineIndex, line: number): boolean {
  return piece.run.length > 0 && index.standsAt(piece.run, line) && isProven(piece, index, line);
}

function makePiece(lines: readonly HunkLine[], at: number, side: Side, index: LineIndex): Piece {
  const texts = sideLines(lines, side).map(({ text }) => text.replace(/\r?\n$/, ''));
  const around = contextAround(lines);
  const changed = lines.slice(around.lead, lines.length - around.trail);
  return {
    lines,
    at,
    run: texts.map((text) => idOf(index, text)),
    weights: texts.map((text) => Math.min(20, text.match(/[\w\x80-\xff]/g)?.length ?? 0)),
    around,
    open: { lead: !leads(changed, side), trail: !leads([...changed].reverse(), side) },
  };
}

/** True when the first run of these changed lines has a line on this side. */
function leads(changed: readonly HunkLine[], side: Side): boolean {
  const end = changed.findIndex(({ kind }) => kind === 'context');
  return changed.slice(0, end < 0 ? changed.length : end).some((line) => isOn(line, side));
}

function idOf(index: LineIndex, text: string): number {
  const id = index.idOf(text);
  return id < 0 && /[\x80-\xff]/.test(text) ? index.idOf(decode(text)) : id;
}

function cut(piece: Piece, end: 'lead' | 'trail', fuzz: number): number {
  const most = piece.around[end] - (piece.open[end] ? 1 : 0);
  return Math.max(0, Math.min(most, trimmed(piece.around, fuzz)[end]));
}

/** A change without lines of its own at an end of the file is there only if the rest begins or ends with the text. */
function isProven(piece: Piece, index: LineIndex, line: number): boolean {
  if (piece.open.lead && piece.around.lead === 0 && line !== 0) return false;
  return !(piece.open.trail && piece.around.trail === 0) || line + piece.run.length === index.count;
}
