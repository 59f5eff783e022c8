// Prints a proposed hunk as a change of the branch's file, among its lines, and the answers that were not taken.
import type { Bytes } from '../base/bytes';
import type { Adaptation } from '../port/adapt/adapt';

/** So many lines of the file are shown above and below. */
const AROUND = 3;

/** The hunk as lines of a diff of the branch's file, of which these are the lines; what it leaves as it is has no sign. */
export function aroundHunk(
  { start, end, lines }: Pick<Adaptation, 'start' | 'end' | 'lines'>,
  file: readonly Bytes[],
): Bytes[] {
  const old = file.slice(start, end);
  const least = Math.min(old.length, lines.length);
  let head = 0;
  while (head < least && old[head] === lines[head]) head++;
  let tail = 0;
  while (tail < least - head && old[old.length - 1 - tail] === lines[lines.length - 1 - tail]) tail++;
  const from = start + head;
  const to = end - tail;
  return [
    ...signed(' ', file.slice(Math.max(0, from - AROUND), from)),
    ...signed('-', file.slice(from, to)),
    ...signed('+', lines.slice(head, lines.length - tail)),
    ...signed(' ', file.slice(to, to + AROUND)),
  ];
}

/** The answers that were not taken, by a title that says how likely each is. */
export function otherAnswers({ others }: Pick<Adaptation, 'others'>): [string, readonly Bytes[]][] {
  return others.map(({ chance, lines }) => [`another answer, ${Math.round(100 * chance)} in 100`, lines]);
}

function signed(sign: string, lines: readonly Bytes[]): Bytes[] {
  return lines.map((line) => (/^\r?\n?$/.test(line) ? sign : `${sign} `) + line);
}
