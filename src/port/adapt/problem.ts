// What the strategies are given: one place where git's merge stops, in texts whose lines are matched.
import type { Change } from '../../patch/difflines';
import type { Merge, Range, Region, Texts } from '../merge';

/** One conflicting region of three texts. */
export interface Problem extends Texts {
  region: Region;
  /** For each line of base the line of ours that it became, or -1. */
  partner: Int32Array;
  /** What theirs did to base in the region: `a` is base, `b` theirs. */
  edits: readonly Change[];
}

/** The problems of a merge, one a region, in order. */
export function problemsOf(texts: Texts, merge: Merge): Problem[] {
  const partner = partnersOf(texts.base.length, merge.ourChanges);
  return merge.regions.map((region) => ({
    ...texts,
    region,
    partner,
    edits: merge.theirChanges.filter(({ aStart, aEnd }) => aStart >= region.base.start && aEnd <= region.base.end),
  }));
}

/** For each of a text's `length` lines the line that it became under these changes, or -1. */
export function partnersOf(length: number, changes: readonly Change[]): Int32Array {
  const partner = new Int32Array(length).fill(-1);
  let line = 0;
  let shift = 0;
  for (const { aStart, aEnd, bStart, bEnd } of changes) {
    for (; line < aStart; line++) partner[line] = line + shift;
    line = aEnd;
    shift += bEnd - bStart - (aEnd - aStart);
  }
  for (; line < length; line++) partner[line] = line + shift;
  return partner;
}

/** The lines of a range. */
export function within(lines: readonly string[], { start, end }: Range): readonly string[] {
  return lines.slice(start, end);
}

/** True for a line of blanks only, and for nothing else. */
export function isBlank(line: string | undefined): boolean {
  if (line === undefined) return false;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code !== 32 && (code < 9 || code > 13)) return false;
  }
  return true;
}
