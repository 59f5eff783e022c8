// Takes out blank lines that only come together because lines of two texts meet.
import type { Range } from '../merge';
import { isBlank, type Problem } from './problem';

/** Lines for a range of ours, without the blank ones by which a row of them gets longer than any in and beside the region in the three texts. */
export function thinned({ base, ours, theirs, region }: Problem, { start, end }: Range, lines: readonly string[]) {
  const most = Math.max(
    1,
    longestRow(base, region.base),
    longestRow(ours, region.ours),
    longestRow(theirs, region.theirs),
  );
  let row = rowBeside(ours, start, -1);
  const kept = lines.filter((line) => {
    row = isBlank(line) ? row + 1 : 0;
    return row <= most;
  });
  const inside = rowBeside(kept, kept.length, -1);
  const above = inside === kept.length ? rowBeside(ours, start, -1) : 0;
  const excess = above + inside + rowBeside(ours, end, 1) - most;
  return excess > 0 ? kept.slice(0, kept.length - Math.min(excess, inside)) : kept;
}

/** How many blank lines follow one another at most in a range, and where it begins and ends with the lines beside it. */
function longestRow(lines: readonly string[], { start, end }: Range): number {
  let row = rowBeside(lines, start, -1);
  let longest = row;
  for (let at = start; at < end + rowBeside(lines, end, 1); at++) {
    row = isBlank(lines[at]) ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest;
}

/** How many blank lines there are just above a line (-1), or from it on (1). */
function rowBeside(lines: readonly string[], line: number, way: -1 | 1): number {
  let count = 0;
  while (isBlank(lines[way < 0 ? line - 1 - count : line + count])) count++;
  return count;
}
