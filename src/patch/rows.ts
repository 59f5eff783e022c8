// Where files, hunks and lines stand in a patch file.
import type { Bytes } from '../base/bytes';
import type { FilePatch, Hunk, HunkLine, Patch } from './types';

/** A hunk and the line that its `@@` stands on, 0-based. */
export interface PlacedHunk {
  file: FilePatch;
  hunk: Hunk;
  line: number;
}

/** A file and its first line in the patch file, 0-based, with its hunks. */
export interface PlacedFile {
  file: FilePatch;
  line: number;
  hunks: PlacedHunk[];
}

/** Every file of a patch with its lines, in order. */
export function placedFiles(patch: Patch): PlacedFile[] {
  let line = countLines(patch.preamble);
  return patch.files.map((file) => {
    const start = line;
    line += file.header.length;
    const hunks = file.hunks.map((hunk) => {
      const at = line;
      line += rowsOf(hunk);
      return { file, hunk, line: at };
    });
    line += countLines(file.binary ?? '') + countLines(file.gap);
    return { file, line: start, hunks };
  });
}

/** Every hunk of a patch with its line, file by file. */
export function placedHunks(patch: Patch): PlacedHunk[][] {
  return placedFiles(patch).map(({ hunks }) => hunks);
}

/** How many lines a hunk takes in the patch file, its `@@` line with them. */
export function rowsOf(hunk: Hunk): number {
  let rows = 1;
  for (const line of hunk.lines) rows += rowsOfLine(line);
  return rows;
}

/** 2 for a line that has its `\ No newline at end of file` below it, else 1. */
export function rowsOfLine({ text }: HunkLine): number {
  return text.endsWith('\n') ? 1 : 2;
}

/** How many lines a text has; a last one without an ending counts. */
export function countLines(text: Bytes): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count + Number(text !== '' && !text.endsWith('\n'));
}
