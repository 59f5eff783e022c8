// Finds the lines of marked fixes in a live text.

import { decode } from '../../base/bytes';
import { locate } from '../../patch/locate';
import type { FilePatch, LineRange } from '../../patch/types';
import type { FixView } from '../session/view';

/** A fix in a text; ranges are 0-based, half open, ascending, and do not touch each other. */
export interface Mark {
  fix: FixView;
  ranges: LineRange[];
}

/** The most ranges that are shown of one fix in one file. */
const MOST_RANGES = 200;

/** The fixes that are in a text, whose path is given from the repository's top with `/`. */
export function findMarks(path: string, text: string, fixes: readonly FixView[]): Mark[] {
  const touching = fixes.flatMap((fix) => {
    const files = fix.patches.flatMap(
      (patch) => patch.find(({ newPath }) => newPath !== undefined && decode(newPath) === path) ?? [],
    );
    return files.length > 0 ? [{ fix, files }] : [];
  });
  if (touching.length === 0) return [];
  const lines = text.split(/\r?\n/);
  return touching.flatMap(({ fix, files }) => {
    const found = files.map((file) => findFile(file, lines));
    const best = found.reduce((a, b) => (b.hunks > a.hunks ? b : a), { hunks: 0, ranges: [] as LineRange[] });
    return best.hunks > 0 ? [{ fix, ranges: joined(best.ranges).slice(0, MOST_RANGES) }] : [];
  });
}

function findFile(file: FilePatch, lines: readonly string[]): { hunks: number; ranges: LineRange[] } {
  const placed = locate(file, lines, 'new').flatMap((place) => (place.kind === 'missing' ? [] : [place.ranges]));
  return { hunks: placed.length, ranges: placed.flat() };
}

/** Ranges in order; those that touch become one. */
function joined(ranges: readonly LineRange[]): LineRange[] {
  const all: LineRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}
