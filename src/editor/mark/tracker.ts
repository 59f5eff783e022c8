// Knows the marks of each visible file, and says when they are new; gutter, lens and hover all ask it.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter, type Event } from '../../base/event';
import { debounce } from '../debounce';
import { pathInRepository } from '../session/repository';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { View } from '../session/view';
import { findMarks, type Mark } from './find-marks';

/** The marks of a document, with the session that they come from. */
export interface Marks {
  session: Session;
  marks: readonly Mark[];
}

/** The one place where marks are found. */
export interface MarkTracker extends Disposable {
  /** The marks of a document now; from memory while neither the text nor the queue has changed. */
  read(document: vscode.TextDocument): Marks | undefined;
  /** Fires when the marks of visible editors may be new. */
  readonly onDidChange: Event<void>;
}

/** Milliseconds without typing before marks are found again; until then VS Code moves them with the text. */
const QUIET = 120;
/** Files with more lines are left alone. */
const MOST_LINES = 100_000;

/** Makes a tracker. The repositories of visible editors are opened as they come into sight. */
export function createMarkTracker(sessions: Sessions): MarkTracker {
  const changed = new Emitter<void>();
  const store = new DisposableStore();
  const known = new WeakMap<vscode.TextDocument, { version: number; view: View; found: Marks }>();

  function read(document: vscode.TextDocument): Marks | undefined {
    const session = sessions.of(document.uri);
    if (!session || document.lineCount > MOST_LINES) return undefined;
    const { view } = session;
    const last = known.get(document);
    if (last && last.version === document.version && last.view === view) return last.found;
    const path = pathInRepository(session.root, document.uri.fsPath);
    const marks = view.fixes.length > 0 ? findMarks(path, document.getText(), view.fixes) : [];
    const found = { session, marks };
    known.set(document, { version: document.version, view, found });
    return found;
  }

  function openVisible(editors: readonly vscode.TextEditor[]): void {
    for (const { document } of editors) void sessions.open(document.uri);
  }

  const later = store.add(debounce(QUIET, () => changed.fire()));
  const isVisible = (document: vscode.TextDocument) =>
    vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isVisible(document) && sessions.of(document.uri)) later();
    }),
  );
  store.add(
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      openVisible(editors);
      changed.fire();
    }),
  );
  store.add(sessions.onDidChange(later));
  store.add(changed);
  openVisible(vscode.window.visibleTextEditors);
  return { read, onDidChange: changed.event, dispose: () => store.dispose() };
}
