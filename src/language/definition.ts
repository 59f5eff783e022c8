// From a line of a patch to the file that it changes.
import { decode } from '../base/bytes';
import { placedHunks, rowsOf, rowsOfLine } from '../patch/rows';
import type { PatchText } from './patch-text';

/** A file by its path in the repository, and a line in it, 0-based. */
export interface FilePlace {
  file: string;
  line: number;
}

/** The place in the changed file that a line of the patch (0-based) shows; undefined outside of the diff's files. */
export function placeOf({ patch }: PatchText, line: number): FilePlace | undefined {
  if (!patch) return undefined;
  for (const [i, hunks] of placedHunks(patch).entries()) {
    const file = patch.files[i];
    const path = file?.newPath ?? file?.oldPath;
    const [first, last] = [hunks[0], hunks.at(-1)];
    if (!file || path === undefined || !first || !last) continue;
    if (line < first.line - file.header.length || line >= last.line + rowsOf(last.hunk)) continue;
    const found = hunks.findLast((hunk) => hunk.line <= line);
    if (!found) return { file: decode(path), line: Math.max(0, first.hunk.newStart - 1) };
    let row = found.line + 1;
    let at = Math.max(0, found.hunk.newCount === 0 ? found.hunk.newStart : found.hunk.newStart - 1);
    for (const entry of found.hunk.lines) {
      if (row >= line) break;
      row += rowsOfLine(entry);
      if (entry.kind !== 'delete') at++;
    }
    return { file: decode(path), line: at };
  }
  return undefined;
}
