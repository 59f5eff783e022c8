// Checks of a diff's frame: counts and starts of the hunks, their order, and what keeps the diff from being read at all.
import { type Bytes, decode } from '../base/bytes';
import { formatHunk, makeHunk } from '../patch/format';
import type { WrongCount } from '../patch/recount';
import { type PlacedHunk, placedHunks, rowsOf } from '../patch/rows';
import type { Hunk } from '../patch/types';
import type { Edit, Remark, Remedy } from '../profile/check';
import type { PatchText } from './patch-text';

/** Hunks with wrong counts or starts, hunks out of order, and the place where the diff breaks off. */
export function checkHunks(document: PatchText): Remark[] {
  const { patch, error, wrong, lines } = document;
  const broken = error ? [brokenOff(error.line - 1, error.reason, lines)] : [];
  if (!patch) return [...broken, ...wrong.map(countedWrong)];
  const counts = new Map(wrong.map((hunk) => [hunk.line, hunk]));
  return placedHunks(patch).flatMap((hunks) => {
    const order = checkOrder(hunks);
    return [...checkHeaders(hunks, counts, lines, order.length === 0), ...order];
  });
}

function brokenOff(at: number, reason: string, lines: readonly Bytes[]): Remark {
  const start = Math.max(0, Math.min(at, lines.length - 1));
  const isMarker = CONFLICT.test(lines[start] ?? '');
  return {
    code: isMarker ? 'conflict-marker' : 'patch-syntax',
    severity: 'error',
    start,
    end: start + 1,
    message: isMarker ? 'The patch file itself is in conflict here.' : reason.charAt(0).toUpperCase() + reason.slice(1),
    explanation: 'What follows cannot be trusted: tools refuse the patch here, or apply only what stands before.',
  };
}

/** One file's `@@` lines; the starts are checked only where the hunks are in order. */
function checkHeaders(
  hunks: readonly PlacedHunk[],
  counts: ReadonlyMap<number, WrongCount>,
  lines: readonly Bytes[],
  inOrder: boolean,
): Remark[] {
  const headers = inOrder ? rightHeaders(hunks) : hunks.map(({ hunk }) => hunk.header);
  const edits = hunks.flatMap(({ line }, i): Edit[] =>
    headers[i] === lines[line] ? [] : [{ start: line, end: line + 1, text: headers[i] as Bytes }],
  );
  const safe = !hunks.some(({ line }) => counts.get(line)?.cutOff);
  const remedy: Remedy = { title: `Recount the hunks of ${pathOf(hunks)}`, safe, edits };
  return hunks.flatMap(({ hunk, line }, i): Remark[] => {
    const count = counts.get(line);
    if (count) return [{ ...countedWrong(count), remedy: count.surplus ? recounted(count) : remedy }];
    if (headers[i] === hunk.header) return [];
    const message = `By the hunks before it, this one begins at new line ${/\+(\d+)/.exec(headers[i] ?? '')?.[1]}, not ${hunk.newStart}.`;
    const explanation = 'git looks for a hunk where its new lines would begin, so a wrong number can mislead it.';
    return [{ code: 'hunk-start', severity: 'info', start: line, end: line + 1, message, explanation, remedy }];
  });
}

/** Lines of context that were passed over until now need not be in the file. */
function recounted({ line, header }: WrongCount): Remedy {
  return {
    title: 'Count the lines at the end, too',
    safe: false,
    edits: [{ start: line, end: line + 1, text: header }],
  };
}

function countedWrong({ line, announced, counted, cutOff, surplus }: WrongCount): Remark {
  return {
    code: 'hunk-count',
    severity: surplus ? 'warning' : 'error',
    start: line,
    end: line + 1,
    message: `The hunk has ${counted.old} old and ${counted.new} new lines, not ${announced.old} and ${announced.new}${cutOff ? '; the patch may have been cut off here' : ''}.`,
    explanation: surplus
      ? 'Tools pass over the lines of context at its end that are not counted.'
      : 'git apply takes such a patch for corrupt, and other tools lose the lines that are not counted.',
  };
}

/** A line that a merge tool leaves around or between the sides of a conflict; the middle one (`=======`) is text elsewhere. */
export const CONFLICT = /^(?:<{7}|>{7}|\|{7})(?: |\r?\n?$)/;

/** The `@@` lines of a file's hunks with starts that follow from the counts; the first hunk is believed. */
function rightHeaders(hunks: readonly PlacedHunk[]): Bytes[] {
  let shift: number | undefined;
  return hunks.map(({ file, hunk }) => {
    if (file.change === 'add' || file.change === 'delete') return hunk.header;
    const before = hunk.oldCount === 0 ? hunk.oldStart : hunk.oldStart - 1;
    shift ??= (hunk.newCount === 0 ? hunk.newStart : hunk.newStart - 1) - before;
    const after = before + shift;
    shift += hunk.newCount - hunk.oldCount;
    const right = hunk.newCount === 0 ? after : after + 1;
    return right === hunk.newStart || after < 0
      ? hunk.header
      : hunk.header.replace(/^(@@ -\S+ \+)\d+/, (_, start: string) => start + right);
  });
}

function checkOrder(hunks: readonly PlacedHunk[]): Remark[] {
  const problems: Remark[] = [];
  for (const [i, { hunk, line }] of hunks.entries()) {
    const last = hunks[i - 1];
    if (last === undefined || hunk.oldStart >= endOf(last.hunk)) continue;
    const isBefore = hunk.oldStart + hunk.oldCount <= last.hunk.oldStart;
    const remedy = isBefore ? sorted(hunks) : undefined;
    problems.push({
      code: isBefore ? 'hunk-order' : 'hunk-overlap',
      severity: isBefore ? 'error' : 'warning',
      start: line,
      end: line + 1,
      message: isBefore
        ? `The hunk stands behind that of line ${last.line + 1} but changes lines before it.`
        : `By its numbers the hunk changes lines that the one of line ${last.line + 1} has already.`,
      explanation: isBefore
        ? 'Tools go through a file from top to bottom, so they refuse such a hunk.'
        : 'Tools search for another place that fits, and it need not be the right one.',
      ...(remedy ? { remedy } : {}),
    });
  }
  return problems;
}

function endOf({ oldStart, oldCount }: Hunk): number {
  return oldStart + oldCount;
}

/** Puts a file's hunks in order; undefined where some overlap all the same. */
function sorted(hunks: readonly PlacedHunk[]): Remedy | undefined {
  const order = [...hunks].sort((a, b) => a.hunk.oldStart - b.hunk.oldStart);
  if (order.some(({ hunk }, i) => i > 0 && hunk.oldStart < endOf((order[i - 1] as PlacedHunk).hunk))) return undefined;
  let shift = 0;
  const text = order.map(({ hunk }) => {
    const { oldStart, oldCount, section, lines } = hunk;
    const before = oldCount === 0 ? oldStart : oldStart - 1;
    const fresh = makeHunk(before, before + shift, section, lines);
    shift += hunk.newCount - oldCount;
    return formatHunk(fresh);
  });
  const last = hunks.at(-1) as PlacedHunk;
  const [start, end] = [hunks[0]?.line ?? 0, last.line + rowsOf(last.hunk)];
  return {
    title: `Put the hunks of ${pathOf(hunks)} in order`,
    safe: true,
    edits: [{ start, end, text: text.join('') }],
  };
}

function pathOf(hunks: readonly PlacedHunk[]): string {
  const file = hunks[0]?.file;
  return decode(file?.newPath ?? file?.oldPath ?? '');
}
