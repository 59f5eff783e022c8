// Provides the documents that Fishladder makes up; how they are made is read with the first one that is opened.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { readUri, SCHEME } from './document-uri';
import type { Door } from './door';
import type { PatchSetTexts } from './review/texts';
import type { Session } from './session/session';
import type { Sessions } from './session/sessions';

/** Registers the provider. A document whose fix is gone is empty. */
export function provideDocuments(sessions: Sessions, texts: PatchSetTexts, door: Door): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  store.add(
    sessions.onDidChange((session) => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (session && readUri(uri)?.target.root === session.root) changed.fire(uri);
      }
    }),
  );
  const provideTextDocumentContent = async (uri: vscode.Uri) => {
    const made = readUri(uri);
    const session = made && (await openAt(sessions, made.target.root));
    return (
      (made &&
        session &&
        (await door(async () => (await import('./document-text')).documentText(session, texts, made)))) ??
      ''
    );
  };
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
  );
  return store;
}

/** The session at a root, opened where a window shows a document of it again after a restart. */
function openAt(sessions: Sessions, root: string): Promise<Session | undefined> {
  return Promise.resolve(sessions.at(root) ?? sessions.open(vscode.Uri.joinPath(vscode.Uri.file(root), '.git')));
}
