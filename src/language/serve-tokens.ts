// Answers a client's wish for semantic tokens: all of a document, what changed since the last answer, or those of some lines.

import type { SemanticTokensOptions } from 'vscode-languageserver';
import { type Connection, type Range, SemanticTokensBuilder, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Desk } from './desk';
import { lineStart, type Opened } from './opened';
import { seriesTokens } from './series-tokens';
import { TOKEN_MODIFIERS, TOKEN_TYPES, type Token } from './token';
import { patchTokens } from './tokens';

/** What the server offers. */
export const TOKENS_OFFERED: SemanticTokensOptions = {
  legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
  full: { delta: true },
  range: true,
};

/** Serves tokens until the connection ends. */
export function serveTokens(connection: Connection, documents: TextDocuments<TextDocument>, desk: Desk): void {
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string) => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  const fill = (builder: SemanticTokensBuilder, uri: string, range?: Range) => {
    const document = documents.get(uri);
    if (!document) return builder;
    const opened = desk.read(document);
    for (const token of tokensOf(desk, opened, range)) pushToken(builder, opened, token);
    return builder;
  };
  const { semanticTokens } = connection.languages;
  semanticTokens.on(({ textDocument: { uri } }) => {
    const builder = builderOf(uri);
    builder.previousResult('');
    return fill(builder, uri).build();
  });
  semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
    const builder = builderOf(uri);
    builder.previousResult(previousResultId);
    return fill(builder, uri).buildEdits();
  });
  semanticTokens.onRange(({ textDocument: { uri }, range }) => fill(new SemanticTokensBuilder(), uri, range).build());
  documents.onDidClose(({ document: { uri } }) => void builders.delete(uri));
}

function tokensOf(desk: Desk, opened: Opened, range: Range | undefined): Token[] {
  const { facts = {}, folder, profile } = desk.about(opened.document.uri);
  if (!opened.patch) return seriesTokens(opened.text, folder);
  const backdrop = { facts, fields: profile?.fields, bugAddresses: profile?.bugAddresses ?? (() => []) };
  const lines = range && { start: lineAt(opened, range.start.line), end: lineAt(opened, range.end.line) + 1 };
  return patchTokens(opened.patch, backdrop, lines ?? { start: 0, end: opened.starts.length });
}

/** The line, as splitLines counts, that an editor's line is in or begins. */
function lineAt({ document, starts }: Opened, line: number): number {
  const offset = document.offsetAt({ line, character: 0 });
  const after = starts.findIndex((start) => start > offset);
  return (after < 0 ? starts.length : after) - 1;
}

function pushToken(builder: SemanticTokensBuilder, opened: Opened, { line, from, to, type, modifier }: Token): void {
  const row = lineStart(opened, line).line;
  const bits = modifier === undefined ? 0 : 1 << TOKEN_MODIFIERS.indexOf(modifier);
  builder.push(row, from, to - from, TOKEN_TYPES.indexOf(type), bits);
}
