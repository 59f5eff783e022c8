// Tells whether a text that git's merge conflicts about has every change of a fix already, among other lines.
import { diffLines } from '../patch/difflines';
import { type ConflictRegion, spliced, type Texts } from './merge';
import { mergeSides } from './sides';
import type { FileOutcome } from './types';

/** A line that says something: a bracket, a comma or `else:` alone stands anywhere. */
const TELLING = /\w{3}.*\w{3}/;

/**
 * True for a file about which git conflicts and where each change of the fix stands: in each conflicting region the lines
 * that the fix adds follow one another in the target, as they did not in the base, none of those that it takes away is
 * left in the file, and nothing of the fix is to be merged elsewhere, its line ends included. A change that only takes lines away proves nothing.
 */
export function standsThere(file: FileOutcome): boolean {
  if (!('reason' in file) || typeof file.reason === 'string' || file.reason.kind !== 'content') return false;
  const { sides } = file;
  if (!sides?.before || sides.before.mode !== sides.after.mode) return false;
  if (file.ends && file.ends.as !== 'branch') return false;
  const merged = mergeSides(sides);
  if (merged.kind === 'clean') return false;
  const { texts, merge, regions } = merged;
  return spliced(texts.ours, merge.splices).join('') === sides.target.content && regions.every(hasChanges(texts));
}

function hasChanges({ base, ours, theirs }: Texts): (region: ConflictRegion) => boolean {
  const [here, there] = [countsOf(ours), countsOf(theirs)];
  const isLeft = (line: string) => TELLING.test(line) && (here.get(line) ?? 0) > (there.get(line) ?? 0);
  return (region) =>
    diffLines(region.base, region.theirs).every(({ aStart, aEnd, bStart, bEnd }) => {
      const [gone, added] = [region.base.slice(aStart, aEnd), region.theirs.slice(bStart, bEnd)];
      return (
        !gone.some(isLeft) && added.some((line) => TELLING.test(line)) && holds(ours, added) && !holds(base, added)
      );
    });
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** True when the part, one line at least, follows in one piece somewhere in the lines; each line is read once (the search of Knuth, Morris and Pratt). */
function holds(lines: readonly string[], part: readonly string[]): boolean {
  const back = new Int32Array(part.length);
  for (let at = 1, fits = 0; at < part.length; at++) {
    while (fits > 0 && part[at] !== part[fits]) fits = back[fits - 1]!;
    if (part[at] === part[fits]) fits++;
    back[at] = fits;
  }
  let fits = 0;
  return lines.some((line) => {
    while (fits > 0 && line !== part[fits]) fits = back[fits - 1]!;
    if (line === part[fits]) fits++;
    return fits === part.length;
  });
}
