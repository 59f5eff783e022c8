// Lines of one text in another, and as spans, for questions to git about who made them.
import { type Bytes, splitLines } from '../base/bytes';
import { numberLines } from '../patch/diff-side';
import { diffNumbered } from '../patch/difflines';
import { partnersOf } from '../port/adapt/problem';

/** The same lines (0-based) in another text that is nearly the same; those that it does not have are left out. */
export function linesIn(other: Bytes, text: Bytes, lines: readonly number[]): number[] {
  if (other === text) return [...lines];
  const [from, to] = [splitLines(text), splitLines(other)];
  const { texts, classes } = numberLines([from, to]);
  const partner = partnersOf(from.length, diffNumbered(texts[0]!, texts[1]!, classes));
  return lines.map((line) => partner[line]!).filter((line) => line >= 0);
}

/** Lines (0-based) as half-open spans, in order. */
export function spansOf(lines: readonly number[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.end === line) last.end++;
    else spans.push({ start: line, end: line + 1 });
  }
  return spans;
}
