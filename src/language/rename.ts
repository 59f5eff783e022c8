// Renames a fix: its patch in every branch folder of the queue, and the lines of each series that name it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Range, RenameFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { type Bytes, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { checkName, isName } from '../fix/name';
import type { QueueFolder } from '../fix/queue-folders';

/** A branch folder whose series may be open: then `series` is the open text, with its address and version. */
export interface RenameFolder extends QueueFolder {
  open?: { uri: string; version: number };
}

/** A fix's name where a series has it; the range is that of the name without `.patch`. */
export interface NamePlace {
  name: string;
  range: Range;
}

/** The fix whose patch a line (0-based) of a series names, commented out or not; undefined where it names none. */
export function nameAt(series: Bytes, line: number): NamePlace | undefined {
  const [, before = '', name = ''] =
    /^([ \t]*(?:#+[ \t]*)?)([^ \t\r\n#/]+)\.patch(?=[ \t\r\n]|$)/.exec(splitLines(series)[line] ?? '') ?? [];
  const at = (character: number) => ({ line, character });
  const range = { start: at(before.length), end: at(before.length + name.length) };
  return isName(name) ? { name, range } : undefined;
}

/** The one edit that renames a fix in all of these folders. Throws `bad-name`, and `name-taken` where a folder has the new name. */
export function renameFix(folders: readonly RenameFolder[], name: string, fresh: string): WorkspaceEdit {
  checkName(fresh);
  if (name === fresh) return {};
  const uses = folders.map((each) => ({ ...each, places: placesOf(each.series) }));
  const taken = uses.find(
    ({ files, places }) => files.includes(`${fresh}.patch`) || places.some((place) => place.name === fresh),
  );
  if (taken)
    throw new Fault('name-taken', `${taken.folder} has a ${fresh}.patch already.`, 'Choose a name that no branch has.');
  const lines = uses.flatMap(({ folder, open, places }): TextDocumentEdit[] => {
    const edits = places.filter((place) => place.name === name).map(({ range }) => ({ range, newText: fresh }));
    const textDocument = open ?? { uri: pathToFileURL(join(folder, 'series')).href, version: null };
    return edits.length > 0 ? [{ textDocument, edits }] : [];
  });
  const files = uses.flatMap(({ folder, files }): RenameFile[] => {
    const uriOf = (each: string) => pathToFileURL(join(folder, `${each}.patch`)).href;
    return files.includes(`${name}.patch`) ? [{ kind: 'rename', oldUri: uriOf(name), newUri: uriOf(fresh) }] : [];
  });
  return { documentChanges: [...lines, ...files] };
}

function placesOf(series: Bytes): NamePlace[] {
  return splitLines(series).flatMap((_, line) => nameAt(series, line) ?? []);
}
