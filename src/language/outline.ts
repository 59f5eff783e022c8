// The outline of a patch: its files, and the hunks of each, with the lines that they take.
import { decode } from '../base/bytes';
import type { FilePatch, Hunk, LineRange, Patch } from '../patch/types';
import { countLines, placedHunks, rowsOf } from './patch-text';

/** A hunk's lines in the patch file (0-based, half-open), and its heading. */
export interface HunkOutline extends LineRange {
  name: string;
}

/** A file's lines in the patch file (0-based, half-open), and its path. */
export interface FileOutline extends LineRange {
  name: string;
  change: FilePatch['change'];
  hunks: HunkOutline[];
}

/** Where each file and hunk of a patch stands in the patch file. */
export function outline(patch: Patch): FileOutline[] {
  let line = countLines(patch.preamble);
  return placedHunks(patch).map((placed, i) => {
    const file = patch.files[i] as FilePatch;
    const start = line;
    const hunks = placed.map((at) => ({ name: hunkName(at.hunk), start: at.line, end: at.line + rowsOf(at.hunk) }));
    const end = hunks.at(-1)?.end ?? start + file.header.length + countLines(file.binary ?? '');
    line = end + countLines(file.gap);
    return { name: decode(file.newPath ?? file.oldPath ?? ''), change: file.change, start, end, hunks };
  });
}

function hunkName({ oldStart, newStart, section }: Hunk): string {
  return decode(section).trim() || `line ${oldStart} → ${newStart}`;
}
