// Counts the lines of hunks afresh, for patches that were edited by hand: what `recountdiff` does.
import type { Bytes } from '../base/bytes';
import { isSignature, mayBeginFile } from './parse';
import { parseHeader } from './parse-header';
import { isHunkHeader, parseHunkHeader } from './parse-hunk';

/** A hunk whose `@@` line announces other counts than its lines have. `line` is 0-based; `header` is the right `@@` line. */
export interface WrongCount {
  line: number;
  announced: { old: number; new: number };
  counted: { old: number; new: number };
  header: Bytes;
  /** The text ends with the hunk, which looks unfinished: the patch may have been cut off. */
  cutOff: boolean;
  /** It is only followed by lines of context that it does not count, which every tool passes over. */
  surplus: boolean;
}

/**
 * The hunks with wrong counts among a patch's lines (which keep their endings). A hunk ends where the next one, the next file or
 * the mail's signature begins; one that is followed by text which might belong to it is left to the parser's own words.
 */
export function wrongCounts(lines: readonly Bytes[]): WrongCount[] {
  const wrong: WrongCount[] = [];
  for (let at = 0; at < lines.length; ) {
    const start = mayBeginFile(lines[at] as Bytes) ? hunksOf(lines, at) : undefined;
    at = start ?? at + 1;
    while (start !== undefined && isHunkHeader(lines[at])) {
      const end = endAsAnnounced(lines, at);
      if (end !== undefined) {
        at = end;
        continue;
      }
      const found = recount(lines, at);
      if (found.wrong) wrong.push(found.wrong);
      at = found.end;
    }
  }
  return wrong;
}

/** Index of the first hunk of the file that begins here. */
function hunksOf(lines: readonly Bytes[], at: number): number | undefined {
  try {
    return parseHeader(lines, at)?.next;
  } catch {
    return undefined;
  }
}

/** The index after a hunk that has what it announces, with nothing left over; undefined for any other. */
function endAsAnnounced(lines: readonly Bytes[], at: number): number | undefined {
  const { oldCount, newCount } = parseHunkHeader(lines[at] as Bytes, at);
  let old = oldCount;
  let fresh = newCount;
  let next = at + 1;
  while (old > 0 || fresh > 0) {
    const mark = markOf(lines[next]);
    if (mark === undefined) return undefined;
    if (mark === ' ' || mark === '-') old--;
    if (mark === ' ' || mark === '+') fresh--;
    next++;
  }
  if (lines[next]?.startsWith('\\ ')) next++;
  return old === 0 && fresh === 0 && !belongs(lines, next) ? next : undefined;
}

function recount(lines: readonly Bytes[], at: number): { end: number; wrong?: WrongCount } {
  const header = lines[at] as Bytes;
  const { oldCount, newCount } = parseHunkHeader(header, at);
  const counted = { old: 0, new: 0 };
  let end = at + 1;
  for (;;) {
    let next = end;
    while (isBlank(lines[next])) next++;
    const isGap = !belongs(lines, next);
    if (isGap) next = Math.min(next, end + Math.max(0, Math.min(oldCount - counted.old, newCount - counted.new)));
    counted.old += next - end;
    counted.new += next - end;
    end = next;
    if (isGap) break;
    const mark = markOf(lines[end++]);
    if (mark === ' ' || mark === '-') counted.old++;
    if (mark === ' ' || mark === '+') counted.new++;
  }
  const isWrong = counted.old !== oldCount || counted.new !== newCount;
  if (!isWrong || !endsHere(lines, end) || counted.old + counted.new === 0) return { end };
  const announced = { old: oldCount, new: newCount };
  const isFinished = counted.old === oldCount && markOf(lines[end - 1]) === ' ';
  const cutOff = end === lines.length && counted.old <= oldCount && counted.new <= newCount && !isFinished;
  const more = counted.old - oldCount;
  const last = lines.slice(end - Math.max(0, more), end);
  const surplus = more > 0 && more === counted.new - newCount && last.every((line) => line.startsWith(' '));
  return { end, wrong: { line: at, announced, counted, header: withCounts(header, counted, at), cutOff, surplus } };
}

/** The `@@` line with other counts; a side that has no line begins at the line before, as diff writes it. */
function withCounts(header: Bytes, { old, new: fresh }: WrongCount['counted'], at: number): Bytes {
  const side = (start: number, count: number, before: number) => {
    const moved = count === 0 && before > 0 ? start - 1 : count > 0 && before === 0 ? start + 1 : start;
    return count === 1 ? `${moved}` : `${Math.max(0, moved)},${count}`;
  };
  const { oldStart, oldCount, newStart, newCount } = parseHunkHeader(header, at);
  return header.replace(
    /^@@ -\S+ \+\S+ @@/,
    `@@ -${side(oldStart, old, oldCount)} +${side(newStart, fresh, newCount)} @@`,
  );
}

/** True for a line that is certainly hunk content: marked, and neither the next file's header nor a mail's signature. */
function belongs(lines: readonly Bytes[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || !/^[ +\\-]/.test(line)) return false;
  if (isSignature(line) && !/^[ +\\@-]/.test(lines[at + 1] ?? '')) return false;
  return !(line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ') && isHunkHeader(lines[at + 2]));
}

/** True where nothing that follows can belong to the hunk: its lines may be trusted. */
function endsHere(lines: readonly Bytes[], at: number): boolean {
  const line = lines[at];
  return line === undefined || isBlank(line) || isSignature(line) || isHunkHeader(line) || beginsOther(line);
}

function beginsOther(line: Bytes): boolean {
  return mayBeginFile(line) || /^From [0-9a-f]{40,64} /.test(line);
}

function isBlank(line: Bytes | undefined): boolean {
  return line === '\n' || line === '\r\n';
}

function markOf(line: Bytes | undefined): string | undefined {
  if (line === undefined) return undefined;
  if (isBlank(line) || line.startsWith('\t')) return ' ';
  const first = line.charAt(0);
  return ' +-\\'.includes(first) && first !== '' ? first : undefined;
}
