// The language server: hands documents to the pure functions and their answers to the client.
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  type DocumentLink,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Bytes } from '../base/bytes';
import { PROFILE_FILE } from '../profile/own/file';
import { codeActions, FIX_ALL } from './actions';
import { complete, type Proposal } from './complete';
import { placeOf } from './definition';
import { type About, createDesk, type Desk } from './desk';
import { hover } from './hover';
import type { Knowledge } from './knowledge';
import { type Link, patchLinks, seriesLinks } from './links';
import { mendingEdits } from './lint';
import { lineRange, lineStart, type Opened, textEdits } from './opened';
import { OPTIONS_CHANGED, type ServerOptions } from './protocol';
import { formattingEdits } from './rewrite';
import { renameProvider, serveRename } from './serve-rename';
import { serveTokens, TOKENS_OFFERED } from './serve-tokens';
import { foldsOf, symbolsOf } from './symbols';

const KINDS: Record<Proposal['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  person: CompletionItemKind.Text,
  branch: CompletionItemKind.Reference,
  bug: CompletionItemKind.Reference,
};

/** Knowledge that can be let go. */
type OpenKnowledge = (options: ServerOptions | undefined) => Promise<Knowledge & { dispose(): void }>;

/** Answers a client on this connection until it ends; `today` is asked for the day, such as `2026-11-21`. */
export function register(connection: Connection, open: OpenKnowledge, today: () => string): void {
  const documents = new TextDocuments(TextDocument);
  let knowledge: ReturnType<OpenKnowledge> | undefined;
  let options: ServerOptions | undefined;
  let client: ClientCapabilities = {};
  const known = () => {
    knowledge ??= open(options);
    return knowledge;
  };
  const letGo = () => void knowledge?.then((open) => open.dispose());
  const recolour = () => {
    if (client.workspace?.semanticTokens?.refreshSupport) void connection.languages.semanticTokens.refresh();
  };
  const forget = () => {
    letGo();
    knowledge = undefined;
  };
  const desk = createDesk(connection, documents, known, recolour);
  const learnAll = () => documents.all().forEach(desk.learn);
  connection.onInitialize(({ initializationOptions, capabilities }) => {
    options = initializationOptions as ServerOptions | undefined;
    client = capabilities;
    return { capabilities: { ...OFFERED, renameProvider: renameProvider(client) }, serverInfo: { name: 'fishladder' } };
  });
  connection.onNotification(OPTIONS_CHANGED, (fresh: ServerOptions) => {
    options = fresh;
    forget();
    learnAll();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => uri.endsWith(`/${PROFILE_FILE}`))) forget();
    learnAll();
  });
  connection.onShutdown(letGo);
  serveFeatures(connection, documents, desk, known, today);
  serveRename(connection, documents, desk, known, () => client);
  serveTokens(connection, documents, desk);
  documents.listen(connection);
  connection.listen();
}

const OFFERED: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  hoverProvider: true,
  definitionProvider: true,
  documentFormattingProvider: true,
  documentLinkProvider: {},
  semanticTokensProvider: TOKENS_OFFERED,
  completionProvider: { triggerCharacters: [':', ' ', '['] },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL] },
};

function serveFeatures(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  desk: Desk,
  known: () => Promise<Knowledge>,
  today: () => string,
): void {
  /** Answers with `none` about a document that is not open. */
  const about = async <T>(
    uri: string,
    none: T,
    answer: (opened: Opened, about: About) => T | Promise<T>,
  ): Promise<T> => {
    const document = documents.get(uri);
    return document ? answer(desk.read(document), desk.about(uri)) : none;
  };
  connection.onDocumentSymbol(({ textDocument: { uri } }) => about(uri, [], symbolsOf));
  connection.onFoldingRanges(({ textDocument: { uri } }) => about(uri, [], foldsOf));
  connection.onHover(({ textDocument: { uri }, position }) =>
    about(uri, null, (opened, { facts = {} }) => {
      const words = opened.patch ? hover(opened.patch, position.line, facts, desk.problems(opened)) : [];
      return words.length === 0 ? null : { contents: { kind: MarkupKind.Markdown, value: words.join('\n\n') } };
    }),
  );
  connection.onCompletion(({ textDocument: { uri }, position: { line, character } }) =>
    about(uri, [], async ({ patch, path }, { facts, profile }) => {
      if (!patch) return [];
      const people = path === undefined ? [] : await (await known()).people(path);
      const { branches = [], knownBugs: bugs = [] } = facts ?? {};
      const bugAddresses = (message: Bytes) => profile?.bugAddresses(message) ?? [];
      const found = complete(patch, line, character, { people, branches, today: today(), bugs, bugAddresses });
      return found.map((proposal) => toItem(proposal, line, character));
    }),
  );
  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    about(uri, [], (opened, { ground = {} }) => codeActions(opened, range, desk.problems(opened), ground)),
  );
  connection.onDocumentFormatting(({ textDocument: { uri } }) =>
    about(uri, [], (opened) => {
      const problems = desk.problems(opened);
      const edits = opened.patch ? formattingEdits(opened.patch, problems) : mendingEdits(problems, []);
      return textEdits(opened, edits);
    }),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }) =>
    about(uri, [], async (opened, { profile }) => {
      const links = opened.patch ? patchLinks(opened.patch, profile) : seriesLinks(opened.text);
      const found = links.map(async (link) => toLink(opened, link, await targetOf(opened, link, await known())));
      return (await Promise.all(found)).flat();
    }),
  );
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    about(uri, null, async ({ patch, path }) => {
      const place = patch && placeOf(patch, position.line);
      const file = place && path !== undefined ? await (await known()).workingFile(path, place.file) : undefined;
      if (!place || file === undefined) return null;
      const start = { line: place.line, character: 0 };
      return { uri: pathToFileURL(file).href, range: { start, end: start } };
    }),
  );
}

function toItem({ label, text, from, kind, detail }: Proposal, line: number, character: number): CompletionItem {
  const range = { start: { line, character: from }, end: { line, character } };
  return {
    label,
    kind: KINDS[kind],
    filterText: text,
    textEdit: { range, newText: text },
    ...(detail ? { documentation: { kind: MarkupKind.Markdown, value: detail } } : {}),
  };
}

function toLink(opened: Opened, { line, from, to }: Link, target: string | undefined): DocumentLink[] {
  const start = lineStart(opened, line);
  const at = (character: number) => ({
    line: start.line,
    character: Math.min(character, lineRange(opened, line, line + 1).end.character),
  });
  return target ? [{ range: { start: at(from), end: at(to) }, target }] : [];
}

/** The address that a link leads to; undefined where its file is not there. */
async function targetOf({ path }: Opened, link: Link, knowledge: Knowledge): Promise<string | undefined> {
  const { address, file, repositoryFile } = link;
  if (address !== undefined) return address;
  if (path === undefined) return undefined;
  if (file !== undefined) return pathToFileURL(join(dirname(path), file)).href;
  const found = repositoryFile === undefined ? undefined : await knowledge.workingFile(path, repositoryFile);
  return found === undefined ? undefined : pathToFileURL(found).href;
}
