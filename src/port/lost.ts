// What a person's settlement takes from the branch, though neither the fix nor a conflict touches it.
import { type Bytes, splitLines } from '../base/bytes';
import { diffLines } from '../patch/difflines';
import { mergeSides } from './sides';
import type { FileSides } from './types';

/**
 * The lines of the branch's file, from 0, that the text has nowhere any more: outside of the conflicts, kept by git's merge, and such as
 * the fix takes away nowhere. Blank lines do not count, nor do blanks around a line.
 */
export function lostLines(sides: FileSides, text: Bytes): number[] {
  const branch = splitLines(sides.target.content);
  const result = splitLines(text);
  const kept = new Set(branch.keys());
  for (const { start, end } of touchedBy(sides, branch)) for (let line = start; line < end; line++) kept.delete(line);
  const removed = removedBy(sides);
  const [had, has] = [countOf([...kept].map((line) => branch[line]!)), countOf(result)];
  const isLost = (line: number) => {
    const words = branch[line]!.trim();
    return kept.has(line) && words !== '' && !removed.has(words) && (has.get(words) ?? 0) < had.get(words)!;
  };
  return diffLines(branch, result).flatMap(({ aStart, aEnd }) =>
    Array.from({ length: aEnd - aStart }, (_, number) => aStart + number).filter(isLost),
  );
}

/** The ranges of the branch's lines that git's merge changes, or leaves as conflicts. */
function touchedBy(sides: FileSides, branch: readonly Bytes[]): { start: number; end: number }[] {
  const merged = mergeSides(sides);
  if (merged.kind === 'conflict') return [...merged.merge.splices, ...merged.merge.regions.map(({ ours }) => ours)];
  return diffLines(branch, splitLines(merged.text)).map(({ aStart, aEnd }) => ({ start: aStart, end: aEnd }));
}

/** The lines that the fix takes away, or moves. */
function removedBy({ before, after }: FileSides): Set<Bytes> {
  const base = splitLines(before?.content ?? '');
  const changes = diffLines(base, splitLines(after.content));
  return new Set(changes.flatMap(({ aStart, aEnd }) => base.slice(aStart, aEnd).map((line) => line.trim())));
}

function countOf(lines: readonly Bytes[]): Map<Bytes, number> {
  const counts = new Map<Bytes, number>();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return counts;
}
