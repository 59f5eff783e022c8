// Three-way merge of a text by lines, with git's answers.
import { type Bytes, splitLines } from '../base/bytes';
import { numberLines } from '../patch/diff-side';
import { type Change, diffNumbered } from '../patch/difflines';

/** A place where the two sides cannot both be had. Line numbers are 0-based, in the target's file. */
export interface ConflictRegion {
  line: number;
  base: readonly Bytes[];
  ours: readonly Bytes[];
  theirs: readonly Bytes[];
}

/** A merged text, or the places where both sides changed the same or touching lines in different ways. */
export type MergedText =
  | { kind: 'clean'; text: Bytes }
  | { kind: 'conflict'; regions: ConflictRegion[]; texts: Texts; merge: Merge };

/** Three texts as lines (or as words): what a fix started from, the target's, and what the fix made of it. */
export interface Texts {
  base: readonly string[];
  ours: readonly string[];
  theirs: readonly string[];
}

/** Lines from `start` to `end` of a text, 0-based, half-open. */
export interface Range {
  start: number;
  end: number;
}

/** The same place in three texts, where the sides cannot both be had. */
export interface Region {
  base: Range;
  ours: Range;
  theirs: Range;
}

/** Lines that take the place of a range of ours. */
export interface Splice extends Range {
  lines: readonly string[];
}

/** Lines of theirs that take the place of a range of ours. */
export interface MergedSplice extends Splice {
  theirs: Range;
}

/** What a merge does to ours, in order, and the places that it leaves; and what both sides changed since base. */
export interface Merge {
  splices: MergedSplice[];
  regions: Region[];
  ourChanges: readonly Change[];
  theirChanges: readonly Change[];
}

/**
 * Merges what `theirs` changed since `base` into `ours`. Clean exactly when git's merge is (histogram diff, "zealous"),
 * and then with the same text: equal changes of both sides count once, and changes that overlap, or touch without a
 * common line between them, conflict unless both sides end up with the same lines there.
 */
export function mergeText(base: Bytes, ours: Bytes, theirs: Bytes): MergedText {
  const [baseLines, ourLines, theirLines] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  const merge = mergeSequences(baseLines, ourLines, theirLines);
  if (merge.regions.length === 0) return { kind: 'clean', text: spliced(ourLines, merge.splices).join('') };
  return {
    kind: 'conflict',
    texts: { base: baseLines, ours: ourLines, theirs: theirLines },
    merge,
    regions: merge.regions.map((region) => ({
      line: region.ours.start,
      base: baseLines.slice(region.base.start, region.base.end),
      ours: ourLines.slice(region.ours.start, region.ours.end),
      theirs: theirLines.slice(region.theirs.start, region.theirs.end),
    })),
  };
}

/** `mergeText` for texts that are cut already: into lines, or into anything smaller. */
export function mergeSequences(base: readonly string[], ours: readonly string[], theirs: readonly string[]): Merge {
  const { texts, classes } = numberLines([base, ours, theirs]);
  const [baseIds, ourIds, theirIds] = texts as [Int32Array, Int32Array, Int32Array];
  const ourChanges = diffNumbered(baseIds, ourIds, classes);
  const theirChanges = diffNumbered(baseIds, theirIds, classes);
  const merge: Merge = { splices: [], regions: [], ourChanges, theirChanges };
  let ourShift = 0;
  let theirShift = 0;
  for (const cluster of clusters(ourChanges, theirChanges)) {
    const { start, end } = cluster;
    const ourStart = start + ourShift;
    const theirStart = start + theirShift;
    ourShift += growth(cluster.ours);
    theirShift += growth(cluster.theirs);
    if (cluster.theirs.length === 0) continue;
    const ourRange = { start: ourStart, end: end + ourShift };
    const theirRange = { start: theirStart, end: end + theirShift };
    if (cluster.ours.length > 0 && !equal(ourIds, ourRange, theirIds, theirRange))
      merge.regions.push({ base: { start, end }, ours: ourRange, theirs: theirRange });
    else merge.splices.push({ ...ourRange, lines: theirs.slice(theirRange.start, theirRange.end), theirs: theirRange });
  }
  return merge;
}

/** A text after splices, which must be in order and apart. */
export function spliced(text: readonly string[], splices: readonly Splice[]): string[] {
  const result: string[] = [];
  let done = 0;
  for (const { start, end, lines } of splices) {
    for (; done < start; done++) result.push(text[done] as string);
    for (const line of lines) result.push(line);
    done = end;
  }
  for (; done < text.length; done++) result.push(text[done] as string);
  return result;
}

function equal(a: Int32Array, inA: Range, b: Int32Array, inB: Range): boolean {
  if (inA.end - inA.start !== inB.end - inB.start) return false;
  for (let at = 0; at < inA.end - inA.start; at++) if (a[inA.start + at] !== b[inB.start + at]) return false;
  return true;
}

/** Changes that overlap or touch, with the base lines from the first to the last of them. */
interface Cluster extends Range {
  ours: Change[];
  theirs: Change[];
}
function clusters(ours: readonly Change[], theirs: readonly Change[]): Cluster[] {
  const found: Cluster[] = [];
  let i = 0;
  let j = 0;
  while (i < ours.length || j < theirs.length) {
    const start = Math.min(ours[i]?.aStart ?? Infinity, theirs[j]?.aStart ?? Infinity);
    const cluster: Cluster = { start, end: start, ours: [], theirs: [] };
    for (;;) {
      const our = ours[i];
      const their = theirs[j];
      if (our && our.aStart <= cluster.end) {
        cluster.ours.push(our);
        cluster.end = Math.max(cluster.end, our.aEnd);
        i++;
      } else if (their && their.aStart <= cluster.end) {
        cluster.theirs.push(their);
        cluster.end = Math.max(cluster.end, their.aEnd);
        j++;
      } else break;
    }
    found.push(cluster);
  }
  return found;
}

/** By how many lines these changes make the text longer. */
function growth(changes: readonly Change[]): number {
  return changes.reduce((sum, { aStart, aEnd, bStart, bEnd }) => sum + bEnd - bStart - (aEnd - aStart), 0);
}
