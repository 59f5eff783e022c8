// Slides groups of changed lines to the place where git would show them.
import type { Side } from './diff-side';

/**
 * Moves each group of changed lines of `side` as far down as equal lines let it, or to the lowest place where it stands
 * beside a group of the other side; groups that meet become one. As git does without its indent heuristic.
 */
export function compact(side: Side, other: Side): void {
  const { ids, changed } = side;
  const size = ids.length;
  const beside = gaps(other);
  let before = 0;
  let from = 0;
  for (let line = changed.indexOf(1); line >= 0; line = changed.indexOf(1, from)) {
    before += line - from;
    let start = line;
    let end = line + 1;
    while (end < size && changed[end] === 1) end++;
    let highest: number;
    let lowestBeside: number;
    let length: number;
    do {
      length = end - start;
      while (start > 0 && ids[start - 1] === ids[end - 1]) {
        changed[--start] = 1;
        changed[--end] = 0;
        before--;
        while (start > 0 && changed[start - 1] === 1) start--;
      }
      highest = before;
      lowestBeside = beside[before] === 1 ? before : -1;
      while (end < size && ids[start] === ids[end]) {
        changed[start++] = 0;
        changed[end++] = 1;
        before++;
        while (end < size && changed[end] === 1) end++;
        if (beside[before] === 1) lowestBeside = before;
      }
    } while (length !== end - start);
    if (before !== highest && lowestBeside >= 0) {
      while (before > lowestBeside) {
        changed[--start] = 1;
        changed[--end] = 0;
        before--;
      }
    }
    from = end;
  }
}

/** For each count of unchanged lines, whether a group of changed lines stands right after that many. */
function gaps(side: Side): Uint8Array {
  const found = new Uint8Array(side.ids.length + 1);
  let changed = 0;
  for (let line = side.changed.indexOf(1); line >= 0; line = side.changed.indexOf(1, line)) {
    found[line - changed] = 1;
    while (side.changed[line] === 1) {
      line++;
      changed++;
    }
  }
  return found;
}
