// The outline of a patch: its files, and the hunks of each, with the lines that they take.
import { type Bytes, decode, splitLines } from '../base/bytes';
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
  let line = count(patch.preamble);
  return patch.files.map((file) => {
    const start = line;
    line += file.header.length + count(file.binary ?? '');
    const hunks = file.hunks.map((hunk) => {
      const begin = line;
      line += 1 + hunk.lines.reduce((sum, { raw }) => sum + count(raw), 0);
      return { name: hunkName(hunk), start: begin, end: line };
    });
    const end = line;
    line += count(file.gap);
    return { name: decode(file.newPath ?? file.oldPath ?? ''), change: file.change, start, end, hunks };
  });
}

function hunkName({ oldStart, newStart, section }: Hunk): string {
  return decode(section).trim() || `line ${oldStart} → ${newStart}`;
}

function count(text: Bytes): number {
  return splitLines(text).length;
}
