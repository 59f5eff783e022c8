// Tells whether a text that git's merge conflicts about has every change of a fix already, among other lines.
import { diffLines } from '../patch/difflines';
import { type ConflictRegion, mergeText, spliced, type Texts } from './merge';
import type { FileOutcome } from './types';

/** A line that says something: a bracket, a comma or `else:` alone stands anywhere. */
const TELLING = /\w{3}.*\w{3}/;

/**
 * True for a file about which git conflicts and where each change of the fix stands: in each conflicting region the lines
 * that the fix adds follow one another in the target, as they did not in the base, none of those that it takes away is
 * left in the file, and nothing of the fix is to be merged elsewhere. A change that only takes lines away proves nothing.
 */
export function standsThere(file: FileOutcome): boolean {
  if (!('reason' in file) || typeof file.reason === 'string' || file.reason.kind !== 'content') return false;
  const { sides } = file;
  if (!sides?.before || sides.before.mode !== sides.after.mode) return false;
  const merged = mergeText(sides.before.content, sides.target.content, sides.after.content);
  if (merged.kind === 'clean') return false;
  const { texts, merge, regions } = merged;
  return spliced(texts.ours, merge.splices).join('') === sides.target.content && regions.every(hasChanges(texts));
}

function hasChanges(texts: Texts): (region: ConflictRegion) => boolean {
  const isLeft = (line: string) => TELLING.test(line) && count(texts.ours, line) > count(texts.theirs, line);
  return ({ base, ours, theirs }) =>
    diffLines(base, theirs).every(({ aStart, aEnd, bStart, bEnd }) => {
      const [gone, added] = [base.slice(aStart, aEnd), theirs.slice(bStart, bEnd)];
      return (
        !gone.some(isLeft) && added.some((line) => TELLING.test(line)) && holds(ours, added) && !holds(base, added)
      );
    });
}

function count(lines: readonly string[], wanted: string): number {
  return lines.filter((line) => line === wanted).length;
}

/** True when the part follows in one piece somewhere in the lines. */
function holds(lines: readonly string[], part: readonly string[]): boolean {
  return lines.some((_line, at) => part.every((line, further) => lines[at + further] === line));
}
