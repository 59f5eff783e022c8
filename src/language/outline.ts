// The outline of a patch: its files, and the hunks of each, with the lines that they take.
import { decode } from '../base/bytes';
import { countLines, placedFiles, rowsOf } from '../patch/rows';
import type { FilePatch, Hunk, LineRange, Patch } from '../patch/types';

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
  return placedFiles(patch).map(({ file, line, hunks: placed }) => {
    const hunks = placed.map((at) => ({ name: hunkName(at.hunk), start: at.line, end: at.line + rowsOf(at.hunk) }));
    const end = hunks.at(-1)?.end ?? line + file.header.length + countLines(file.binary ?? '');
    return { name: decode(file.newPath ?? file.oldPath ?? ''), change: file.change, start: line, end, hunks };
  });
}

function hunkName({ oldStart, newStart, section }: Hunk): string {
  return decode(section).trim() || `line ${oldStart} → ${newStart}`;
}
