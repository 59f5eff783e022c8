// Reads the bytes of a patch file into a value that gives the same bytes back.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { parseBinary } from './binary';
import { PatchError } from './error';
import { stripOneSided } from './one-sided';
import { type FileHeader, parseHeader } from './parse-header';
import { isHunkHeader, parseHunk } from './parse-hunk';
import type { FilePatch, Patch } from './types';

const SIGNATURE = /^--[- ]?\r?\n?$/;
const MAIL = /^From [0-9a-f]{40,64} /;

/**
 * Reads unified diffs as git, GNU diff, quilt and Subversion write them, alone or in a mail; linear in the size.
 * Text without any diff is a patch without files. Throws `PatchError` at the first line that breaks a diff.
 */
export function parsePatch(bytes: Bytes): Patch {
  const lines = splitLines(bytes);
  const patch: Patch = { preamble: '', files: [], trailer: '' };
  let at = 0;
  for (;;) {
    const header = nextHeader(lines, at, patch.files.length > 0);
    const text = lines.slice(at, header?.at).join('');
    const last = patch.files.at(-1);
    if (last === undefined) patch.preamble = text;
    else if (header === undefined) patch.trailer = text;
    else last.gap = text;
    if (header === undefined) {
      stripOneSided(patch.files);
      return patch;
    }
    at = readContent(lines, header);
    patch.files.push(header.file);
  }
}

/** The next file header at or after a line. A hunk that belongs to no file is an error, unless prose may be quoting it. */
function nextHeader(
  lines: readonly Bytes[],
  from: number,
  inFiles: boolean,
): (FileHeader & { at: number }) | undefined {
  let strict = inFiles;
  let stray: number | undefined;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Bytes;
    const header = mayBeginFile(line) ? parseHeader(lines, at) : undefined;
    if (header !== undefined) return { ...header, at };
    if (line.startsWith('diff --c') && /^diff --(?:cc|combined) /.test(line) && lines[at + 1]?.startsWith('index '))
      throw new PatchError(at + 1, 'this is the combined diff of a merge, which cannot be applied.');
    if (isSignature(line) || MAIL.test(line)) strict = false;
    if (!isHunkHeader(line)) continue;
    if (strict) throw new PatchError(at + 1, 'this hunk belongs to no file.');
    stray ??= at;
  }
  if (stray !== undefined && !inFiles) throw new PatchError(stray + 1, 'this hunk belongs to no file.');
  return undefined;
}

/** True for a line that can be the first of a file's header; `parseHeader` tells. */
export function mayBeginFile(line: Bytes): boolean {
  return line.startsWith('diff -') || line.startsWith('--- ') || line.startsWith('Index: ');
}

/** True for the line that begins a mail's signature. */
export function isSignature(line: Bytes): boolean {
  return SIGNATURE.test(line);
}

/** Reads what follows a file's header into the file, and gives the index after it. */
function readContent(lines: readonly Bytes[], header: FileHeader): number {
  const { file } = header;
  let next = header.next;
  if (header.content === 'binary') {
    const end = parseBinary(lines, next);
    file.binary = lines.slice(next, end).join('');
    return end;
  }
  if (header.content === 'none') return next;
  while (lines[next]?.startsWith('@@')) {
    const read = parseHunk(lines, next);
    checkSides(file, read.hunk, next);
    file.hunks.push(read.hunk);
    next = read.next;
  }
  checkEnd(lines, next);
  return next;
}

function checkSides(file: FilePatch, hunk: { oldCount: number; newCount: number }, at: number): void {
  if (file.change === 'add' && hunk.oldCount > 0)
    throw new PatchError(at + 1, `${decode(file.newPath ?? '')} is a new file, so this hunk cannot have old lines.`);
  if (file.change === 'delete' && hunk.newCount > 0)
    throw new PatchError(at + 1, `${decode(file.oldPath ?? '')} is deleted, so this hunk cannot leave lines.`);
}

/**
 * What follows a full hunk and looks like more of it: a mail's `-- ` or `---` line and the next file are fine, and so are lines of
 * context (every tool passes over them, and they change nothing). A change that no hunk counts would be lost, and is an error.
 */
function checkEnd(lines: readonly Bytes[], at: number): void {
  let next = at;
  while (lines[next]?.startsWith(' ')) next++;
  const line = lines[next];
  const isFine = line === undefined || isSignature(line) || beginsNamed(lines, next);
  if (isFine || !(/^[+\\-]/.test(line) || (next > at && line.startsWith('@@')))) return;
  throw new PatchError(at + 1, 'the hunk above is already full, so this line is one too many.');
}

function beginsNamed(lines: readonly Bytes[], at: number): boolean {
  return lines[at]?.startsWith('--- ') === true && parseHeader(lines, at) !== undefined;
}
