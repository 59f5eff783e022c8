// The blank lines around inserted lines.
import type { Change } from '../../patch/difflines';
import type { Splice } from '../merge';
import { isBlank, type Problem } from './problem';

/**
 * An insertion with blank lines around it as theirs has them; with `around`, where ours lacks the lines beside it, as base
 * has them at the far end of those lines. Blank lines of ours beside the place are taken in, so the splice may be wider.
 */
export function respaced(problem: Problem, edit: Change, found: Splice, around: boolean): Splice {
  const { ours, theirs } = problem;
  let first = edit.bStart;
  let last = edit.bEnd;
  while (first < last && isBlank(theirs[first])) first++;
  while (last > first && isBlank(theirs[last - 1])) last--;
  if (first === last) return found;
  let start = found.start;
  while (start > 0 && isBlank(ours[start - 1])) start--;
  let end = found.end;
  while (end < ours.length && isBlank(ours[end])) end++;
  const text = found.lines.slice(first - edit.bStart, last - edit.bStart);
  const above = start === 0 ? [] : blanksAbove(problem, edit, first, around);
  const below = end === ours.length ? [] : blanksBelow(problem, edit, last, around);
  return { start, end, lines: [...above, ...text, ...below] };
}

function blanksAbove(
  { base, theirs, partner }: Problem,
  edit: Change,
  first: number,
  around: boolean,
): readonly string[] {
  let line = edit.aStart - 1;
  let lost = false;
  for (; around && line >= 0 && (isBlank(base[line]) || partner[line]! < 0); line--) lost ||= !isBlank(base[line]);
  if (lost) {
    let end = line + 1;
    while (isBlank(base[end])) end++;
    return base.slice(line + 1, end);
  }
  let start = first;
  while (isBlank(theirs[start - 1])) start--;
  return theirs.slice(start, first);
}

function blanksBelow(
  { base, theirs, partner }: Problem,
  edit: Change,
  last: number,
  around: boolean,
): readonly string[] {
  let line = edit.aEnd;
  let lost = false;
  for (; around && line < base.length && (isBlank(base[line]) || partner[line]! < 0); line++)
    lost ||= !isBlank(base[line]);
  if (lost) {
    let start = line;
    while (isBlank(base[start - 1])) start--;
    return base.slice(start, line);
  }
  let end = last;
  while (isBlank(theirs[end])) end++;
  return theirs.slice(last, end);
}
