// Reads one hunk of a unified diff, holding it to the counts of its `@@` line.
import type { Bytes } from '../base/bytes';
import { PatchError } from './error';
import type { Hunk, HunkLine } from './types';

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?/;

/** True for a line that opens a hunk, such as `@@ -1,7 +1,8 @@ def run():`. */
export function isHunkHeader(line: Bytes | undefined): line is Bytes {
  return line?.startsWith('@@ -') === true && HEADER.test(line);
}

/** Reads the hunk whose `@@` line is `lines[at]` (lines keep their endings); `next` is the index after it. Throws `PatchError`. */
export function parseHunk(lines: readonly Bytes[], at: number): { hunk: Hunk; next: number } {
  const hunk: Hunk = { ...parseHunkHeader(lines[at] as Bytes, at), lines: [] };
  const next = readLines(hunk, lines, at);
  return { hunk, next };
}

/** What a `@@` line says; `at` is its 0-based line in the patch, for the `PatchError` that is thrown for any other line. */
export function parseHunkHeader(header: Bytes, at: number): Omit<Hunk, 'lines'> {
  const found = HEADER.exec(header);
  if (found === null) throw new PatchError(at + 1, 'this is not a hunk header like "@@ -1,7 +1,8 @@".');
  return {
    oldStart: Number(found[1]),
    oldCount: Number(found[2] ?? 1),
    newStart: Number(found[3]),
    newCount: Number(found[4] ?? 1),
    section: header.slice(found[0].length).replace(/\r?\n$/, ''),
    header,
  };
}

function readLines(hunk: Hunk, lines: readonly Bytes[], at: number): number {
  let next = at + 1;
  let old = hunk.oldCount;
  let fresh = hunk.newCount;
  let oldEnded = false;
  let newEnded = false;
  while (old > 0 || fresh > 0) {
    const line = lines[next];
    const kind = line === undefined ? undefined : kindOf(line);
    if (line === undefined || kind === undefined) throw new PatchError(next + 1, cutShort(hunk, at, line));
    const isOld = kind !== 'add';
    const isNew = kind !== 'delete';
    if ((isOld && old-- === 0) || (isNew && fresh-- === 0)) throw new PatchError(next + 1, wrongCount(hunk, at));
    if ((isOld && oldEnded) || (isNew && newEnded))
      throw new PatchError(next + 1, 'a line follows the one that is marked as the last of its file.');
    const mark = lines[next + 1];
    const ends = mark?.startsWith('\\ ') === true;
    hunk.lines.push(ends ? lastLine(kind, line, mark) : { kind, text: textOf(kind, line), raw: line });
    if (ends) {
      oldEnded ||= isOld;
      newEnded ||= isNew;
    }
    next += ends ? 2 : 1;
  }
  return next;
}

/** A context line whose blank was lost before a line's end or a tab is one all the same, as for GNU patch. */
function kindOf(line: Bytes): HunkLine['kind'] | undefined {
  const first = line.charAt(0);
  if (first === ' ' || first === '\t' || first === '\n' || line === '\r\n') return 'context';
  if (first === '+') return 'add';
  return first === '-' ? 'delete' : undefined;
}

/** The content of a line; where the patch itself is cut off in its last line, that line is taken for a whole one. */
function textOf(kind: HunkLine['kind'], line: Bytes): Bytes {
  const bare = kind === 'context' && line.charAt(0) !== ' ';
  const text = bare ? line : line.slice(1);
  return text.endsWith('\n') ? text : `${text}\n`;
}

function lastLine(kind: HunkLine['kind'], line: Bytes, mark: Bytes): HunkLine {
  return { kind, text: textOf(kind, line).slice(0, -1), raw: line + mark };
}

function cutShort(hunk: Hunk, at: number, line: Bytes | undefined): string {
  const where = line === undefined ? 'the patch ends' : 'this line belongs to no hunk, but stands';
  return `${where} before the hunk of line ${at + 1} has its ${hunk.oldCount} old and ${hunk.newCount} new lines.`;
}

function wrongCount(hunk: Hunk, at: number): string {
  return `the hunk of line ${at + 1} has more lines than the ${hunk.oldCount} old and ${hunk.newCount} new ones it announces.`;
}
