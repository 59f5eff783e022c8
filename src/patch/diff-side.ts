// Texts as they are compared: equal lines as equal numbers, and a mark on each line that changed.

/** A text under comparison. `ids` has one number a line, the same for equal lines; `changed` is 1 where a line has no partner. */
export interface Side {
  ids: Int32Array;
  changed: Uint8Array;
}

/** A part of both texts: 0-based half-open ranges of lines. */
export interface Box {
  aStart: number;
  aEnd: number;
  bStart: number;
  bEnd: number;
}

/** Lines as numbers: one array a text, and the count of different lines, which all numbers are below. */
export interface Numbered {
  texts: Int32Array[];
  classes: number;
}

/** Numbers the lines of several texts, so that equal lines have equal numbers across all of them. */
export function numberLines(texts: readonly (readonly string[])[]): Numbered {
  const known = new Map<string, number>();
  const firstLine: number[] = [];
  const base = texts[0] ?? [];
  const numbered: Int32Array[] = [];
  for (const lines of texts) {
    const ids = new Int32Array(lines.length);
    const baseIds = numbered[0] ?? ids;
    // A text mostly goes on as the first one does: comparing with the line expected there spares most look-ups.
    let expected = numbered.length === 0 ? base.length : 0;
    for (let line = 0; line < lines.length; line++) {
      const text = lines[line] as string;
      if (expected < base.length && base[expected] === text) {
        ids[line] = baseIds[expected++] as number;
        continue;
      }
      let id = known.get(text);
      if (id === undefined) {
        id = known.size;
        known.set(text, id);
        firstLine.push(numbered.length === 0 ? line : base.length);
      } else if (numbered.length > 0) expected = (firstLine[id] as number) + 1;
      ids[line] = id;
    }
    numbered.push(ids);
  }
  return { texts: numbered, classes: known.size };
}
