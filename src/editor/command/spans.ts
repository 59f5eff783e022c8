// Turns what is selected in an editor into the lines that it means.
import type { LineSpan } from '../../patch/select';

/** A place in a text, as VS Code counts: from 0. */
interface Place {
  line: number;
  character: number;
}

/** The lines of selections, 1-based, both ends included. A cursor means its line; an end before a line's first character not that line. */
export function spansOf(selections: readonly { start: Place; end: Place }[]): LineSpan[] {
  return selections.map(({ start, end }) => {
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    return { from: start.line + 1, to: last + 1 };
  });
}
