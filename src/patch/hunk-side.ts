// A hunk seen from one side: the lines that the old or the new text has there, and which of them are changed.
import type { Bytes } from '../base/bytes';
import type { Hunk, HunkLine, LineRange } from './types';

/** The text before the patch, or after it. */
export type Side = 'old' | 'new';

/** The lines that a side has, in order. */
export function sideLines(lines: readonly HunkLine[], side: Side): HunkLine[] {
  return lines.filter((line) => isOn(line, side));
}

/** True when a side has this line. */
export function isOn(line: HunkLine, side: Side): boolean {
  return line.kind !== (side === 'old' ? 'add' : 'delete');
}

/** The 0-based line at which a hunk says that its first line stands on a side, or would stand if it has none there. */
export function statedLine(hunk: Hunk, side: Side): number {
  const [start, count] = side === 'old' ? [hunk.oldStart, hunk.oldCount] : [hunk.newStart, hunk.newCount];
  return count === 0 ? start : start - 1;
}

/** How many lines of context a hunk has before its first change and after its last one; all of them twice if it changes nothing. */
export function contextAround(lines: readonly HunkLine[]): { lead: number; trail: number } {
  const first = lines.findIndex((line) => line.kind !== 'context');
  if (first < 0) return { lead: lines.length, trail: lines.length };
  return { lead: first, trail: lines.length - 1 - lines.findLastIndex((line) => line.kind !== 'context') };
}

/**
 * How much context a fuzz takes off each end, by GNU patch's rule: the longer end first. A negative number means that the
 * hunk has less context there because the file ends, so it must stand at that end of the file.
 */
export function trimmed(around: { lead: number; trail: number }, fuzz: number): { lead: number; trail: number } {
  const most = Math.max(around.lead, around.trail);
  return { lead: fuzz + around.lead - most, trail: fuzz + around.trail - most };
}

/**
 * The lines that a hunk changed, 0-based in a text of `count` lines where its first line stands at `line`: each run of lines
 * that only this side has; and for a run that only the other side has, the lines before and after its place.
 */
export function changedRanges(lines: readonly HunkLine[], side: Side, line: number, count: number): LineRange[] {
  const ranges: LineRange[] = [];
  let at = line;
  for (let next = 0; next < lines.length; ) {
    if (lines[next]?.kind === 'context') {
      next++;
      at++;
      continue;
    }
    const start = at;
    for (; next < lines.length && lines[next]?.kind !== 'context'; next++) if (isOn(lines[next]!, side)) at++;
    const range = at > start ? { start, end: at } : { start: Math.max(0, start - 1), end: Math.min(count, start + 1) };
    const last = ranges.at(-1);
    if (last !== undefined && range.start < last.end) last.end = range.end;
    else if (range.end > range.start) ranges.push(range);
  }
  return ranges;
}

/** A copy of hunk lines whose content passed through `change`; `raw` stays as it was written. */
export function mapTexts(lines: readonly HunkLine[], change: (text: Bytes) => Bytes): HunkLine[] {
  return lines.map((line) => ({ ...line, text: change(line.text) }));
}
