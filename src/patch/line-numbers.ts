// Numbers the lines of whole texts, of which all but the first are mostly like the first, without looking at each line of those.
import type { Bytes } from '../base/bytes';
import { lineTable } from './line-table';
import { alikeLines } from './middle-part';

/** A text's lines: a number for each, the same for equal lines, and where each begins, with the text's end behind the last. */
export interface TextLines {
  ids: Int32Array;
  starts: Int32Array;
}

/** Lines as numbers, and the count of different lines, which all numbers are below. */
export interface NumberedTexts {
  texts: TextLines[];
  classes: number;
}

/** Numbers lines as `numberLines` does those of `splitLines`. */
export function numberTexts(first: Bytes, others: readonly Bytes[]): NumberedTexts {
  const starts = startsOf(first);
  const table = lineTable(starts.length);
  const ids = new Int32Array(starts.length - 1);
  /** For each class of the first text where it stands there first. */
  const lineOf: number[] = [];
  for (let line = 0; line < ids.length; line++) {
    const id = table.number(first, starts[line]!, starts[line + 1]!);
    if (id === lineOf.length) lineOf.push(line);
    ids[line] = id;
  }
  const texts = others.map((text) => {
    const found: number[] = [];
    const begins: number[] = [];
    let expected = 0;
    for (let at = 0; at < text.length; ) {
      const next = text.indexOf('\n', at) + 1 || text.length;
      const from = starts[expected]!;
      if (expected < ids.length && first.slice(from, starts[expected + 1]) === text.slice(at, next)) {
        const shift = at - from;
        const end = from + alikeLines(first, text, from, at);
        for (; starts[expected]! < end; expected++) {
          found.push(ids[expected]!);
          begins.push(starts[expected]! + shift);
        }
        at = end + shift;
      } else {
        const id = table.number(text, at, next);
        found.push(id);
        begins.push(at);
        if (id < lineOf.length) expected = lineOf[id]! + 1;
        at = next;
      }
    }
    begins.push(text.length);
    return { ids: new Int32Array(found), starts: new Int32Array(begins) };
  });
  return { texts: [{ ids, starts }, ...texts], classes: table.size() };
}

function startsOf(text: Bytes): Int32Array {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1 || text.length) starts.push(at);
  starts.push(text.length);
  return new Int32Array(starts);
}
