// The three states of a file that both sides changed: merged as texts, and with line ends that agree.
import type { Bytes } from '../base/bytes';
import { evenEnds, type LineEnds } from './line-ends';
import { type MergedText, mergeText } from './merge';
import type { FileBlob, FileSides } from './types';

/** `mergeText` for the states of a file; without one before the others, both added it. */
export function mergeSides({ before, target, after }: FileSides): MergedText {
  return mergeText(before?.content ?? '', target.content, after.content);
}

/** The states with line ends that agree, and how they were made to; undefined where they do already. `hash` gives contents their blob ids. */
export function evenSides(
  { before, target, after }: FileSides,
  hash: (content: Bytes) => string,
): { sides: FileSides; ends: LineEnds } | undefined {
  const even = evenEnds({ base: before?.content ?? '', ours: target.content, theirs: after.content });
  if (!even) return undefined;
  const as = (side: FileBlob, content: Bytes) => ({ ...side, content, id: hash(content) });
  const sides = {
    before: before && as(before, even.base),
    target: as(target, even.ours),
    after: as(after, even.theirs),
  };
  return { sides, ends: even.ends };
}
