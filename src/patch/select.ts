// Takes only some of a file's changes: those that touch given lines.
import type { Bytes } from '../base/bytes';
import { splitLines } from '../base/bytes';
import { type Change, diffLines } from './difflines';

/** Lines of the changed file, 1-based, both ends included. */
export interface LineSpan {
  from: number;
  to: number;
}

/**
 * The content that `before` has when only those changes towards `after` are made that touch the spans (lines of `after`).
 * A pure deletion touches the line before and the line after it.
 */
export function selectContent(before: Bytes, after: Bytes, spans: readonly LineSpan[]): Bytes {
  const [a, b] = [splitLines(before), splitLines(after)];
  const chosen = diffLines(a, b).filter((change) => touches(change.bStart, change.bEnd, spans));
  return applyChanges(a, b, chosen).join('');
}

/** The lines of `before` with these changes towards `after` made; the changes are in order, as `diffLines` gives them. */
function applyChanges(before: readonly Bytes[], after: readonly Bytes[], changes: readonly Change[]): Bytes[] {
  const parts: Bytes[][] = [];
  let at = 0;
  for (const change of changes) {
    parts.push(before.slice(at, change.aStart), after.slice(change.bStart, change.bEnd));
    at = change.aEnd;
  }
  return [...parts, before.slice(at)].flat();
}

/** Whether changed lines (0-based, half-open; empty for a deletion before `start`) touch one of the spans. */
function touches(start: number, end: number, spans: readonly LineSpan[]): boolean {
  const [from, to] = end > start ? [start + 1, end] : [start, start + 1];
  return spans.some((span) => span.from <= to && span.to >= from);
}
