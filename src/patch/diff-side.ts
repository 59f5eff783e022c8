// One text while it is compared with another: equal lines as equal numbers, and a mark on each changed line.

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

/** Numbers the lines of two texts; the numbers are below `classes`. */
export function makeSides(a: readonly string[], b: readonly string[]): { a: Side; b: Side; classes: number } {
  const known = new Map<string, number>();
  const number = (lines: readonly string[]): Side => {
    const ids = new Int32Array(lines.length);
    for (let line = 0; line < lines.length; line++) {
      const text = lines[line] as string;
      let id = known.get(text);
      if (id === undefined) {
        id = known.size;
        known.set(text, id);
      }
      ids[line] = id;
    }
    return { ids, changed: new Uint8Array(lines.length) };
  };
  return { a: number(a), b: number(b), classes: known.size };
}
