// Writes patches, files and hunks as text.
import type { Bytes } from '../base/bytes';
import type { FilePatch, Hunk, HunkLine, Patch } from './types';

const MARKS = { context: ' ', delete: '-', add: '+' } as const;

/** The text of a whole patch: for a parsed one, exactly the bytes that were read. */
export function formatPatch(patch: Patch): Bytes {
  return patch.preamble + patch.files.map(formatFile).join('') + patch.trailer;
}

/** The text of one file's part, with the text that stands between it and the next file. */
export function formatFile(file: FilePatch): Bytes {
  const content = file.binary ?? file.hunks.map(formatHunk).join('');
  return file.header.join('') + content + file.gap;
}

/** The text of one hunk. */
export function formatHunk(hunk: Hunk): Bytes {
  return hunk.header + hunk.lines.map((line) => line.raw).join('');
}

/** A hunk line of this content; text without an ending gets git's mark for a file that ends so. */
export function hunkLine(kind: HunkLine['kind'], text: Bytes): HunkLine {
  const raw = MARKS[kind] + text;
  return { kind, text, raw: text.endsWith('\n') ? raw : `${raw}\n\\ No newline at end of file\n` };
}

/**
 * A hunk of these lines. `oldLine` and `newLine` are the 0-based lines where it begins on each side; counts and the `@@` line
 * follow from the content. `section` is the heading after the second `@@`, empty for none.
 */
export function makeHunk(oldLine: number, newLine: number, section: Bytes, lines: HunkLine[]): Hunk {
  const oldCount = lines.reduce((sum, line) => sum + Number(line.kind !== 'add'), 0);
  const newCount = lines.reduce((sum, line) => sum + Number(line.kind !== 'delete'), 0);
  const oldStart = oldCount === 0 ? oldLine : oldLine + 1;
  const newStart = newCount === 0 ? newLine : newLine + 1;
  const where = `-${side(oldStart, oldCount)} +${side(newStart, newCount)}`;
  const header = `@@ ${where} @@${section === '' ? '' : ` ${section}`}\n`;
  return { oldStart, oldCount, newStart, newCount, section, header, lines };
}

function side(start: number, count: number): string {
  return count === 1 ? `${start}` : `${start},${count}`;
}
