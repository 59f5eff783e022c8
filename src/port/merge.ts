// Three-way merge of a text by lines, with git's answers.
import { type Bytes, splitLines } from '../base/bytes';
import { numberLines } from '../patch/diff-side';
import { type Change, diffNumbered } from '../patch/difflines';
import type { ConflictRegion } from './types';

/** A merged text, or the places where both sides changed the same or touching lines in different ways. */
export type MergedText = { kind: 'clean'; text: Bytes } | { kind: 'conflict'; regions: ConflictRegion[] };

/**
 * Merges what `theirs` changed since `base` into `ours`. Clean exactly when git's merge is (histogram diff, "zealous"),
 * and then with the same text: equal changes of both sides count once, and changes that overlap, or touch without a
 * common line between them, conflict unless both sides end up with the same lines there.
 */
export function mergeText(base: Bytes, ours: Bytes, theirs: Bytes): MergedText {
  const [baseLines, ourLines, theirLines] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  const { texts, classes } = numberLines([baseLines, ourLines, theirLines]);
  const [baseIds, ourIds, theirIds] = texts as [Int32Array, Int32Array, Int32Array];
  const merged: Bytes[] = [];
  const regions: ConflictRegion[] = [];
  let done = 0;
  let ourShift = 0;
  let theirShift = 0;
  for (const cluster of clusters(diffNumbered(baseIds, ourIds, classes), diffNumbered(baseIds, theirIds, classes))) {
    const { start, end } = cluster;
    const ourStart = start + ourShift;
    const theirStart = start + theirShift;
    ourShift += growth(cluster.ours);
    theirShift += growth(cluster.theirs);
    if (cluster.theirs.length === 0) continue;
    const ourPart = ourLines.slice(ourStart, end + ourShift);
    const theirPart = theirLines.slice(theirStart, end + theirShift);
    if (cluster.ours.length > 0 && ourPart.join('') !== theirPart.join('')) {
      regions.push({ line: ourStart, base: baseLines.slice(start, end), ours: ourPart, theirs: theirPart });
    }
    for (; done < ourStart; done++) merged.push(ourLines[done] as Bytes);
    for (const line of theirPart) merged.push(line);
    done = end + ourShift;
  }
  if (regions.length > 0) return { kind: 'conflict', regions };
  for (; done < ourLines.length; done++) merged.push(ourLines[done] as Bytes);
  return { kind: 'clean', text: merged.join('') };
}

/** Changes that overlap or touch, with the base lines from the first to the last of them. */
interface Cluster {
  start: number;
  end: number;
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
