// Keeps the open documents, what is known about each, and tells the client their problems.
import type { Connection, TextDocuments } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SeriesFolder } from './check-series';
import type { Knowledge } from './knowledge';
import { lintPatch, lintSeries } from './lint';
import { createReader, lineRange, type Opened } from './opened';
import type { Problem } from './problem';

/** What is known about a document: of a patch, or of a series. */
export type About = Partial<Awaited<ReturnType<Knowledge['about']>>> & { folder?: SeriesFolder };

/** The documents and their problems. */
export interface Desk {
  read(document: TextDocument): Opened;
  about(uri: string): About;
  problems(opened: Opened): Problem[];
  /** Asks anew what is known of a document and tells its problems once more. */
  learn(document: TextDocument): void;
}

/** The most problems that are told of one document. */
const MOST = 1000;
/** From this length on, in characters, problems wait until the typing pauses. */
const LONG = 1_000_000;
const PAUSE = 300;

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** A desk that tells the problems of every document with each of its versions, until it is closed; `learned` hears of news about one. */
export function createDesk(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  knowledge: () => Promise<Knowledge>,
  learned: () => void,
): Desk {
  const read = createReader();
  const known = new Map<string, About>();
  const asked = new Map<string, string>();
  const timers = new Map<string, NodeJS.Timeout>();
  const about = (uri: string) => known.get(uri) ?? {};
  const problems = (opened: Opened): Problem[] => {
    const { facts = {}, ground = {}, profile, folder } = about(opened.document.uri);
    if (!opened.patch) return lintSeries(opened.text, folder);
    return lintPatch(opened.patch, { checks: profile?.checks ?? [], facts, ground });
  };
  const tell = (document: TextDocument) => {
    if (documents.get(document.uri) !== document) return;
    const opened = read(document);
    const diagnostics = problems(opened)
      .slice(0, MOST)
      .map(({ code, severity, start, end, message }) => ({
        range: lineRange(opened, start, end),
        severity: SEVERITIES[severity],
        code,
        message,
        source: 'fishladder',
      }));
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  };
  const learn = (document: TextDocument) => {
    const opened = read(document);
    asked.set(document.uri, subjectOf(opened));
    const { path } = opened;
    if (path === undefined) return;
    knowledge()
      .then((known) => askAbout(known, opened, path))
      .then((found) => {
        known.set(document.uri, found);
        tell(document);
        learned();
      })
      .catch((error: unknown) => connection.console.warn(String(error)));
  };
  documents.onDidChangeContent(({ document }) => {
    clearTimeout(timers.get(document.uri));
    const look = () => {
      tell(document);
      if (asked.get(document.uri) !== subjectOf(read(document))) learn(document);
    };
    timers.set(document.uri, setTimeout(look, document.getText().length > LONG ? PAUSE : 0));
  });
  documents.onDidSave(({ document }) => learn(document));
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(timers.get(uri));
    for (const map of [timers, known, asked]) map.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return { read, about, problems, learn };
}

async function askAbout(knowledge: Knowledge, { patch, text }: Opened, path: string): Promise<About> {
  if (patch) return knowledge.about(path, patch.reading);
  return { folder: await knowledge.folderOf(path, text) };
}

/** What the knowledge about a document hangs on: other text than this does not change it. */
function subjectOf({ patch, text }: Opened): string {
  if (!patch) return text;
  const files = patch.patch?.files.map(({ oldPath, newPath }) => `${oldPath} ${newPath}`) ?? [];
  return [...patch.reading.picked.map(({ commit }) => commit), ...files].join('\n');
}
