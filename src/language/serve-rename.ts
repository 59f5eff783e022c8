// Answers a client's wish to rename a fix where a series names it.
import { join } from 'node:path';
import {
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  type Position,
  type RenameOptions,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { asFault, Fault } from '../base/fault';
import type { Desk } from './desk';
import type { Knowledge } from './knowledge';
import { nameAt, type RenameFolder, renameFix } from './rename';

/** What the server offers to this client; the question before a rename only where the client asks it. */
export function renameProvider({ textDocument }: ClientCapabilities): boolean | RenameOptions {
  return textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true;
}

/** Serves renames until the connection ends; `client` is asked for what the client can do, once it has said so. */
export function serveRename(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  desk: Desk,
  known: () => Promise<Knowledge>,
  client: () => ClientCapabilities,
): void {
  /** The fix named at a place of a series of the queue, with all folders of that queue as the editor has them. */
  const fixAt = async (uri: string, { line, character }: Position) => {
    const document = documents.get(uri);
    const opened = document && desk.read(document);
    if (!opened || opened.patch || opened.path === undefined) return undefined;
    const place = nameAt(opened.text, line);
    if (!place || character < place.range.start.character || character > place.range.end.character + '.patch'.length)
      return undefined;
    const folders = await (await known()).queueFolders(opened.path);
    const open = new Map(documents.all().map((each) => [desk.read(each).path, desk.read(each)]));
    const live = folders.map((each): RenameFolder => {
      const series = open.get(join(each.folder, 'series'));
      if (!series) return each;
      return { ...each, series: series.text, open: { uri: series.document.uri, version: series.version } };
    });
    return live.length > 0 ? { place, folders: live } : undefined;
  };
  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const found = await fixAt(uri, position);
    return found ? { range: found.place.range, placeholder: found.place.name } : null;
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    try {
      const { documentChanges, resourceOperations = [] } = client().workspace?.workspaceEdit ?? {};
      if (!documentChanges || !resourceOperations.includes('rename'))
        throw new Fault('no-file-rename', 'This editor renames no files for a language server.', 'Use another one.');
      const found = await fixAt(uri, position);
      return found ? renameFix(found.folders, found.place.name, newName) : null;
    } catch (error) {
      const fault = asFault(error);
      if (!fault) throw error;
      return new ResponseError<void>(LSPErrorCodes.RequestFailed, `${fault.message} ${fault.next}`);
    }
  });
}
