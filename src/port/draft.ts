// A conflicting file for a person to finish: what is trusted filled in, the rest between markers as git sets them (diff3).
import { type Bytes, splitLines } from '../base/bytes';
import type { Adaptation, RecallRegion } from './adapt/adapt';
import { levelOf } from './adapt/level';
import type { ConflictRegion, Splice } from './merge';
import { mergeSides } from './sides';
import type { FileSides } from './types';

/** What the markers call the three sides. */
export interface Labels {
  ours: Bytes;
  base: Bytes;
  theirs: Bytes;
}

/** One region of a draft. `line` is 0-based there; `chance` is that a person would have written what is filled in, 0 to 1. */
export interface DraftPlace {
  line: number;
  filled?: { chance: number };
}

/** A text to be finished, and its regions in order. */
export interface Draft {
  text: Bytes;
  places: DraftPlace[];
}

/** The shortest markers, git's own. */
const SHORTEST = 7;
/** A line that a marker of its length could be taken for. */
const MARKER_LIKE = /^([<|=>])\1*(?=[ \t\r\n]|$)/;

/**
 * The draft of a file that git conflicts about. `hunks` are what is proposed, one for each region or none at all: those of
 * medium confidence and better are filled in, all of them where they were `accepted`, and so is what a person made of the same lines before.
 */
export function draftOf(
  sides: FileSides,
  hunks: readonly Adaptation[],
  recall: RecallRegion,
  labels: Labels,
  accepted = false,
): Draft {
  const merged = mergeSides(sides);
  if (merged.kind === 'clean') return { text: merged.text, places: [] };
  const { texts, merge, regions } = merged;
  const marked = markersFor(sides, labels);
  const pieces: Piece[] = merge.splices.map((splice) => ({ splice }));
  regions.forEach((region, number) => {
    const hunk = hunks[number];
    const known = recall(region);
    const place = merge.regions[number]!.ours;
    if (known) pieces.push({ splice: { ...place, lines: known }, region: { filled: { chance: 1 } } });
    else if (hunk && (accepted || levelOf(hunk) !== 'low'))
      pieces.push({ splice: hunk, region: { filled: { chance: hunk.chance } } });
    else pieces.push({ splice: { ...place, lines: marked(region) }, region: {} });
  });
  return joined(texts.ours, pieces);
}

/** A splice of ours, and what is to be said of it where it stands for a region. */
interface Piece {
  splice: Splice;
  region?: Omit<DraftPlace, 'line'>;
}

function joined(ours: readonly Bytes[], pieces: Piece[]): Draft {
  const lines: Bytes[] = [];
  const places: DraftPlace[] = [];
  let done = 0;
  for (const { splice, region } of pieces.sort(
    (a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end,
  )) {
    for (; done < splice.start; done++) lines.push(ours[done]!);
    if (region) places.push({ line: lines.length, ...region });
    for (const line of splice.lines) lines.push(line);
    done = splice.end;
  }
  for (; done < ours.length; done++) lines.push(ours[done]!);
  return { text: lines.join(''), places };
}

/** Puts a region's sides between markers; they end as ours' first line does. */
function markersFor(sides: FileSides, labels: Labels): (region: Omit<ConflictRegion, 'line'>) => Bytes[] {
  const size = markerSize(sides);
  const end = /^[^\n]*\r\n/.test(sides.target.content) ? '\r\n' : '\n';
  const ended = (lines: readonly Bytes[]) => lines.map((line) => (line.endsWith('\n') ? line : line + end));
  return ({ base, ours, theirs }) => [
    `${'<'.repeat(size)} ${labels.ours}${end}`,
    ...ended(ours),
    `${'|'.repeat(size)} ${labels.base}${end}`,
    ...ended(base),
    `${'='.repeat(size)}${end}`,
    ...ended(theirs),
    `${'>'.repeat(size)} ${labels.theirs}${end}`,
  ];
}

/** How long markers must be so that no line of the three sides is taken for one: headings of reST look like them. */
function markerSize({ before, target, after }: FileSides): number {
  const taken = new Set<number>();
  for (const side of [before, target, after])
    for (const line of splitLines(side?.content ?? '')) taken.add(MARKER_LIKE.exec(line)?.[0].length ?? 0);
  let size = SHORTEST;
  while (taken.has(size)) size++;
  return size;
}

/** The lines (0-based) of a finished draft of these sides that are still markers. */
export function leftMarkers(sides: FileSides, text: Bytes): number[] {
  const size = markerSize(sides);
  return splitLines(text).flatMap((line, number) => (MARKER_LIKE.exec(line)?.[0].length === size ? [number] : []));
}
