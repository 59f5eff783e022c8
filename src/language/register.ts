// The language server: hands documents to the pure functions and their answers to the client.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Connection,
  DiagnosticSeverity,
  type DocumentSymbol,
  type FoldingRange,
  SymbolKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { encode } from '../base/bytes';
import { PatchError } from '../patch/error';
import { parsePatch } from '../patch/parse';
import type { LineRange } from '../patch/types';
import { type FileOutline, outline } from './outline';
import { type Problem, patchProblems, seriesProblems } from './problems';
import { isSeries } from './protocol';

/** Answers a client on this connection until it ends. */
export function register(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize(() => ({
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
    },
  }));
  documents.onDidChangeContent(async ({ document }) => {
    const { uri, version } = document;
    const diagnostics = (await problemsOf(document)).map((problem) => toDiagnostic(document, problem));
    await connection.sendDiagnostics({ uri, version, diagnostics });
  });
  documents.onDidClose(({ document }) => connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
  connection.onDocumentSymbol(({ textDocument }) => outlineOf(documents.get(textDocument.uri)).map(toSymbol));
  connection.onFoldingRanges(({ textDocument }) => outlineOf(documents.get(textDocument.uri)).flatMap(toFolds));
  documents.listen(connection);
  connection.listen();
}

async function problemsOf(document: TextDocument): Promise<Problem[]> {
  if (!isSeries(document.uri)) return patchProblems(document.getText());
  const folder = dirname(fileURLToPath(document.uri));
  return seriesProblems(document.getText(), (file) =>
    stat(join(folder, file)).then(
      () => true,
      () => false,
    ),
  );
}

function outlineOf(document: TextDocument | undefined): FileOutline[] {
  if (!document || isSeries(document.uri)) return [];
  try {
    return outline(parsePatch(encode(document.getText())));
  } catch (error) {
    if (error instanceof PatchError) return [];
    throw error;
  }
}

function toDiagnostic(document: TextDocument, { line, message }: Problem) {
  const start = { line, character: 0 };
  const end = document.positionAt(document.offsetAt({ line: line + 1, character: 0 }));
  return { range: { start, end }, message, severity: DiagnosticSeverity.Error, source: 'fishladder' };
}

function toSymbol(file: FileOutline): DocumentSymbol {
  const children = file.hunks.map((hunk) => ({ name: hunk.name, kind: SymbolKind.Function, ...ranges(hunk) }));
  return { name: file.name, detail: file.change, kind: SymbolKind.File, ...ranges(file), children };
}

function ranges({ start, end }: LineRange) {
  const first = { line: start, character: 0 };
  return { range: { start: first, end: { line: end, character: 0 } }, selectionRange: { start: first, end: first } };
}

function toFolds(file: FileOutline): FoldingRange[] {
  return [file, ...file.hunks].map(({ start, end }) => ({ startLine: start, endLine: end - 1 }));
}
