// Recognises where a file's part of a patch begins, and reads what its header lines say.
import { type Bytes, decode } from '../base/bytes';
import { PatchError } from './error';
import { isHunkHeader } from './parse-hunk';
import { readQuoted, unquotePath, withoutPrefixes } from './path';
import type { FilePatch } from './types';

/** A file whose header is read: the file without its content, the index after the header, and what kind of content follows. */
export interface FileHeader {
  file: FilePatch;
  next: number;
  content: 'hunks' | 'binary' | 'none';
}

const EXTENDED =
  /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|rename old|rename new|similarity index|dissimilarity index|index) (.*?)\r?\n?$/s;

/** Reads the file header that begins at `lines[at]`; undefined when none begins there. Throws `PatchError` where it is cut off. */
export function parseHeader(lines: readonly Bytes[], at: number): FileHeader | undefined {
  let next = at;
  if (lines[next]?.startsWith('Index: ')) next++;
  if (next > at && lines[next]?.startsWith('=====')) next++;
  if (lines[next]?.startsWith('diff --git ')) return parseGit(lines, at, next);
  if (lines[next]?.startsWith('diff -')) next++;
  return hasNames(lines, next) && isHunkHeader(lines[next + 2]) ? parsePlain(lines, at, next) : undefined;
}

function parseGit(lines: readonly Bytes[], at: number, first: number): FileHeader | undefined {
  const said = new Map<string, Bytes>();
  let next = first + 1;
  for (let found = EXTENDED.exec(lines[next] ?? ''); found; found = EXTENDED.exec(lines[++next] ?? ''))
    said.set(found[1]!, found[2]!);
  const named = hasNames(lines, next);
  const binary = isBinary(lines[next]);
  if (said.size === 0 && !named && !binary) return undefined;
  const names = named ? [nameOf(lines[next] as Bytes), nameOf(lines[next + 1] as Bytes)] : [];
  const change = gitChange(said, names);
  const paths = gitPaths(said, lines[first] as Bytes, names, first);
  if (named && !isHunkHeader(lines[next + 2])) throw new PatchError(next + 3, 'a hunk ("@@ -…") is expected here.');
  if (change === 'modify' && !named && !binary && !said.has('new mode'))
    throw new PatchError(next + 1, `the patch of ${decode(paths[1])} ends before its content.`);
  if (named) next += 2;
  const file: FilePatch = { change, header: lines.slice(at, next), hunks: [], gap: '' };
  if (change !== 'add') file.oldPath = paths[0];
  if (change !== 'delete') file.newPath = paths[1];
  readModes(file, said);
  return { file, next, content: named ? 'hunks' : binary ? 'binary' : 'none' };
}

function gitChange(said: ReadonlyMap<string, Bytes>, names: readonly Bytes[]): FilePatch['change'] {
  if (said.has('new file mode') || names[0] === '/dev/null') return 'add';
  if (said.has('deleted file mode') || names[1] === '/dev/null') return 'delete';
  if (said.has('rename to') || said.has('rename new')) return 'rename';
  return said.has('copy to') ? 'copy' : 'modify';
}

function gitPaths(said: ReadonlyMap<string, Bytes>, line: Bytes, names: readonly Bytes[], at: number): [Bytes, Bytes] {
  const plain = names.includes('/dev/null') ? undefined : plainPaths(names[0] ?? '', names[1] ?? '');
  const from = said.get('rename from') ?? said.get('rename old') ?? said.get('copy from');
  const to = said.get('rename to') ?? said.get('rename new') ?? said.get('copy to');
  if (from !== undefined && to !== undefined) return movedPaths(unquotePath(from), unquotePath(to), line);
  if (plain && plain[0] !== '' && plain[0] === plain[1]) return plain;
  const both = splitNames(line.slice('diff --git '.length).replace(/\r?\n$/, ''));
  if (both !== undefined) return both;
  if (names[0] === undefined || names[1] === undefined)
    throw new PatchError(
      at + 1,
      'the two paths of this line differ, and no rename or copy line says which file is meant.',
    );
  return plainPaths(names[0], names[1]);
}

/** A rename's paths, with the folder of the submodule that the `diff --git` line has in front of both where git leaves it out of them. */
function movedPaths(from: Bytes, to: Bytes, line: Bytes): [Bytes, Bytes] {
  const text = line.slice('diff --git '.length).replace(/\r?\n$/, '');
  const [before = '', after = ''] = text.split(`${from} `, 2);
  const folder = before.slice(2);
  const isWhole = before === `a/${folder}` && after === `b/${folder}${to}`;
  return isWhole ? [folder + from, folder + to] : [from, to];
}

/** The two paths of a `diff --git` line; undefined unless they name one file, for only then can the line be split. */
function splitNames(text: Bytes): [Bytes, Bytes] | undefined {
  const quoted = readQuoted(text);
  const end = quoted?.end ?? (text.length - 1) / 2;
  if (text[end] !== ' ') return undefined;
  const names = withoutPrefixes(quoted?.path ?? text.slice(0, end), unquotePath(text.slice(end + 1)));
  return names[0] === names[1] ? names : undefined;
}

function readModes(file: FilePatch, said: ReadonlyMap<string, Bytes>): void {
  const index = /^([0-9a-f]+)\.\.([0-9a-f]+)(?: ([0-7]+))?$/.exec(said.get('index') ?? '');
  const oldMode = said.get('old mode') ?? said.get('deleted file mode') ?? index?.[3];
  const newMode = said.get('new mode') ?? said.get('new file mode') ?? index?.[3];
  if (oldMode !== undefined) file.oldMode = oldMode;
  if (newMode !== undefined) file.newMode = newMode;
  if (index) {
    file.oldId = index[1]!;
    file.newId = index[2]!;
  }
}

function parsePlain(lines: readonly Bytes[], at: number, names: number): FileHeader {
  const before = lines[names] as Bytes;
  const after = lines[names + 1] as Bytes;
  const next = names + 2;
  const file: FilePatch = { change: 'modify', header: lines.slice(at, next), hunks: [], gap: '' };
  const [oldPath, newPath] = plainPaths(nameOf(before), nameOf(after));
  if (oldPath === '/dev/null' || isEpoch(before)) file.change = 'add';
  else if (newPath === '/dev/null' || isEpoch(after)) file.change = 'delete';
  if (file.change === 'modify') file.oldPath = newPath;
  if (file.change === 'delete') file.oldPath = oldPath;
  if (file.change !== 'delete') file.newPath = newPath;
  return { file, next, content: 'hunks' };
}

function plainPaths(before: Bytes, after: Bytes): [Bytes, Bytes] {
  if (before === '/dev/null') return [before, after.replace(/^b\//, '')];
  if (after === '/dev/null') return [before.replace(/^a\//, ''), after];
  return withoutPrefixes(before, after);
}

function hasNames(lines: readonly Bytes[], at: number): boolean {
  return lines[at]?.startsWith('--- ') === true && lines[at + 1]?.startsWith('+++ ') === true;
}

function isBinary(line: Bytes | undefined): boolean {
  return line !== undefined && /^(?:GIT binary patch|Binary files .* differ)\r?\n?$/s.test(line);
}

/** The name in a `---` or `+++` line, without the time that may follow it. */
export function nameOf(line: Bytes): Bytes {
  const text = line.slice(4).replace(/\r?\n$/, '');
  const quoted = readQuoted(text);
  if (quoted !== undefined) return quoted.path;
  return text.replace(/\t.*$/s, '').replace(/(?<! ) +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*$/s, '');
}

/** True for a name line whose time is the beginning of 1970, which is how diff tools without `/dev/null` say "no file". */
function isEpoch(line: Bytes): boolean {
  const time = /\s(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d)\r?\n?$/.exec(line);
  return time !== null && Date.parse(`${time[1]}T${time[2]}${time[3]}:${time[4]}`) === 0;
}
