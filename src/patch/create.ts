// Makes the patch of one file from its two contents, byte for byte as git writes it.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { binaryChange, MOST_BINARY } from './binary-data';
import { type Change, diffLines } from './difflines';
import { hunkLine, makeHunk } from './format';
import { endedName, quotePath } from './path';
import type { FilePatch, Hunk } from './types';

const VALID_UTF8 =
  /^(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|(?!\xe0[\x80-\x9f]|\xed[\xa0-\xbf]|\xef\xbf[\xbe\xbf])[\xe0-\xef][\x80-\xbf]{2}|(?!\xf0[\x80-\x8f]|\xf4[\x90-\xbf])[\xf0-\xf4][\x80-\xbf]{3})*/;

/** The mode of a submodule, whose content is in another repository. */
const SUBMODULE = '160000';

/** A file's mode as git writes it (`100644`), its full blob id, and its content. */
export interface FileVersion {
  mode: string;
  id: string;
  content: Bytes;
}

/**
 * One file before and after; an added or deleted file lacks a side. Different paths are a rename, `similarity` in percent. A binary
 * content may be there only with `binary`: `data` writes it as `git diff --binary` does, with both contents in full, which git am takes
 * and quilt does not; `told` only says that the files differ. A text in the place of a binary content has its lines written as they are
 * either way, as `git diff --text` does; git am and quilt take that.
 */
export interface FileContents {
  oldPath?: Bytes;
  newPath?: Bytes;
  before?: FileVersion;
  after?: FileVersion;
  similarity?: number;
  binary?: 'data' | 'told';
}

/**
 * The patch of one file: what `git diff --full-index --diff-algorithm=histogram --no-indent-heuristic -U<context>` writes.
 * Throws `Fault` 'binary-file' when a side has a NUL in its first 8000 bytes (git's rule) and may not, or is too large for that, 'type-change' when a file became
 * a link or the other way, 'submodule', 'no-file' when there is no side at all.
 */
export function createFilePatch(contents: FileContents, context = 3): FilePatch {
  const { before, after } = contents;
  const oldPath = contents.oldPath ?? contents.newPath ?? '';
  const newPath = contents.newPath ?? oldPath;
  check(newPath, contents);
  const renamed = before !== undefined && after !== undefined && oldPath !== newPath;
  const file: FilePatch = {
    change: before === undefined ? 'add' : after === undefined ? 'delete' : renamed ? 'rename' : 'modify',
    header: [],
    hunks: [],
    gap: '',
  };
  if (before !== undefined) Object.assign(file, { oldPath, oldMode: before.mode });
  if (after !== undefined) Object.assign(file, { newPath, newMode: after.mode });
  const none = '0'.repeat((before ?? after)?.id.length ?? 40);
  if (before?.id !== after?.id) Object.assign(file, { oldId: before?.id ?? none, newId: after?.id ?? none });
  if (hasBinary(contents) && before?.id !== after?.id) {
    file.header = createHeader(file, oldPath, newPath, contents.similarity);
    const names = [before ? quotePath(`a/${oldPath}`) : '/dev/null', after ? quotePath(`b/${newPath}`) : '/dev/null'];
    file.binary =
      contents.binary === 'data'
        ? binaryChange(before?.content ?? '', after?.content ?? '')
        : `Binary files ${names.join(' and ')} differ\n`;
    return file;
  }
  file.hunks = createHunks(splitLines(before?.content ?? ''), splitLines(after?.content ?? ''), context);
  file.header = createHeader(file, oldPath, newPath, contents.similarity);
  return file;
}

/** True for content that git takes for binary: a NUL in the first 8000 bytes. */
export function isBinary(content: Bytes): boolean {
  return content.slice(0, 8000).includes('\0');
}

/**
 * The hunks that lead from one text to the other, with `context` lines around each change. Lines keep their endings. A hunk's
 * heading is git's: the last line above it that begins with a letter, `_` or `$`, cut at 80 bytes.
 */
function createHunks(before: readonly Bytes[], after: readonly Bytes[], context: number): Hunk[] {
  const hunks: Hunk[] = [];
  let heading = '';
  let seen = 0;
  for (const group of groupChanges(diffLines(before, after), context)) {
    const first = group[0] as Change;
    const last = group.at(-1) as Change;
    const oldLine = Math.max(0, first.aStart - context);
    const newLine = first.bStart - (first.aStart - oldLine);
    for (; seen < oldLine; seen++) heading = headingOf(before[seen] as Bytes) ?? heading;
    const lines: Hunk['lines'] = [];
    let at = oldLine;
    for (const change of group) {
      for (; at < change.aStart; at++) lines.push(hunkLine('context', before[at] as Bytes));
      for (; at < change.aEnd; at++) lines.push(hunkLine('delete', before[at] as Bytes));
      for (let to = change.bStart; to < change.bEnd; to++) lines.push(hunkLine('add', after[to] as Bytes));
    }
    for (const end = Math.min(before.length, last.aEnd + context); at < end; at++)
      lines.push(hunkLine('context', before[at] as Bytes));
    hunks.push(makeHunk(oldLine, newLine, heading, lines));
  }
  return hunks;
}

function groupChanges(changes: readonly Change[], context: number): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group === undefined || last === undefined || change.aStart - last.aEnd > 2 * context) groups.push([change]);
    else group.push(change);
  }
  return groups;
}

/** The heading that a line makes; git cuts it once more where it is not valid UTF-8. */
function headingOf(line: Bytes): Bytes | undefined {
  if (!/^[A-Za-z_$]/.test(line)) return undefined;
  return VALID_UTF8.exec(line.slice(0, 80).replace(/[ \t\r\n]+$/, ''))?.[0];
}

function createHeader(file: FilePatch, oldPath: Bytes, newPath: Bytes, similarity: number | undefined): Bytes[] {
  const [left, right] = [quotePath(`a/${oldPath}`), quotePath(`b/${newPath}`)];
  const { change, oldMode, newMode, oldId, newId } = file;
  const header = [`diff --git ${left} ${right}`];
  if (change === 'add') header.push(`new file mode ${newMode}`);
  else if (change === 'delete') header.push(`deleted file mode ${oldMode}`);
  else if (oldMode !== newMode) header.push(`old mode ${oldMode}`, `new mode ${newMode}`);
  if (change === 'rename') {
    if (similarity !== undefined) header.push(`similarity index ${similarity}%`);
    header.push(`rename from ${quotePath(oldPath)}`, `rename to ${quotePath(newPath)}`);
  }
  if (oldId !== undefined) header.push(`index ${oldId}..${newId}${oldMode === newMode ? ` ${newMode}` : ''}`);
  if (file.hunks.length > 0) {
    header.push(`--- ${change === 'add' ? '/dev/null' : endedName(left)}`);
    header.push(`+++ ${change === 'delete' ? '/dev/null' : endedName(right)}`);
  }
  return header.map((line) => `${line}\n`);
}

/** True for what `createFilePatch` makes a patch of, rather than to throw; no line is compared. */
export function isPatchable(contents: FileContents): boolean {
  try {
    check(contents.newPath ?? contents.oldPath ?? '', contents);
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** True where binary content is in the way of hunks. */
function hasBinary({ before, after, binary }: FileContents): boolean {
  const known = binary && after && !isBinary(after.content) ? [] : [before, after];
  return known.some((side) => isBinary(side?.content ?? ''));
}

function check(name: Bytes, contents: FileContents): void {
  const { before, after } = contents;
  const path = decode(name);
  if (before?.mode === SUBMODULE || after?.mode === SUBMODULE)
    throw new Fault('submodule', `${path} is a submodule.`, 'Leave it out; only files can be made into a patch.');
  if (before === undefined && after === undefined)
    throw new Fault('no-file', `${path} exists neither before nor after.`, 'Choose a file that was changed.');
  if (before && after && before.mode.slice(0, 2) !== after.mode.slice(0, 2))
    throw new Fault(
      'type-change',
      `${path} changes its type from ${before.mode} to ${after.mode}.`,
      'Make it two patches: one that deletes the file and one that adds it.',
    );
  if (!hasBinary(contents)) return;
  if (!contents.binary)
    throw new Fault('binary-file', `${path} is binary.`, 'Leave it out; only text files can be made into a patch.');
  const size = Math.max(before?.content.length ?? 0, after?.content.length ?? 0);
  if (contents.binary === 'data' && before?.id !== after?.id && size > MOST_BINARY)
    throw new Fault(
      'binary-file',
      `${path} is binary and has ${Math.ceil(size / 1e6)} MB; at most ${MOST_BINARY / 1e6} go into a patch.`,
      'Leave it out, and bring it to where it is needed by other means.',
    );
}
