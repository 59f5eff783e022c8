// Three-way merge of a text by lines, with git's answers.
import { type Bytes, splitLines } from '../base/bytes';
import { numberLines } from '../patch/diff-side';
import { type Change, diffNumbered } from '../patch/difflines';
import { numberTexts, type TextLines } from '../patch/line-numbers';

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
  const { texts: numbered, classes } = numberTexts(base, [ours, theirs]);
  const [, ourLines, theirLines] = numbered as [TextLines, TextLines, TextLines];
  const numberedMerge = mergeNumbered(numbered, classes);
  if (numberedMerge.regions.length === 0) {
    const text = takenOver({ text: ours, ...ourLines }, { text: theirs, ...theirLines }, numberedMerge.taken);
    return { kind: 'clean', text };
  }
  const texts = { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) };
  const merge = withLines(numberedMerge, texts.theirs);
  return {
    kind: 'conflict',
    texts,
    merge,
    regions: merge.regions.map((region) => ({
      line: region.ours.start,
      base: texts.base.slice(region.base.start, region.base.end),
      ours: texts.ours.slice(region.ours.start, region.ours.end),
      theirs: texts.theirs.slice(region.theirs.start, region.theirs.end),
    })),
  };
}

/** `mergeText` for texts that are cut already: into lines, or into anything smaller. */
export function mergeSequences(base: readonly string[], ours: readonly string[], theirs: readonly string[]): Merge {
  const { texts, classes } = numberLines([base, ours, theirs]);
  return withLines(
    mergeNumbered(
      texts.map((ids) => ({ ids })),
      classes,
    ),
    theirs,
  );
}

/** A merge whose splices are told by where they are in ours and in theirs. */
interface NumberedMerge extends Omit<Merge, 'splices'> {
  taken: { ours: Range; theirs: Range }[];
}

function withLines({ taken, ...merge }: NumberedMerge, theirs: readonly string[]): Merge {
  const splices = taken.map((part) => ({
    ...part.ours,
    lines: theirs.slice(part.theirs.start, part.theirs.end),
    theirs: part.theirs,
  }));
  return { splices, ...merge };
}

/** Merges base, ours and theirs, given as numbers that are the same for equal lines. */
function mergeNumbered(texts: readonly Pick<TextLines, 'ids'>[], classes: number): NumberedMerge {
  const [baseIds, ourIds, theirIds] = texts.map(({ ids }) => ids) as [Int32Array, Int32Array, Int32Array];
  const ourChanges = diffNumbered(baseIds, ourIds, classes);
  const theirChanges = diffNumbered(baseIds, theirIds, classes);
  const merge: NumberedMerge = { taken: [], regions: [], ourChanges, theirChanges };
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
    else merge.taken.push({ ours: ourRange, theirs: theirRange });
  }
  return merge;
}

/** Ours with parts of theirs in place of its own, which are in order and apart. */
function takenOver(
  ours: { text: Bytes; starts: Int32Array },
  theirs: { text: Bytes; starts: Int32Array },
  taken: NumberedMerge['taken'],
): Bytes {
  const cut = ({ text, starts }: { text: Bytes; starts: Int32Array }, { start, end }: Range) =>
    text.slice(starts[start], starts[end]);
  const pieces: Bytes[] = [];
  let done = 0;
  for (const part of taken) {
    pieces.push(cut(ours, { start: done, end: part.ours.start }), cut(theirs, part.theirs));
    done = part.ours.end;
  }
  pieces.push(cut(ours, { start: done, end: ours.starts.length - 1 }));
  return pieces.join('');
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
