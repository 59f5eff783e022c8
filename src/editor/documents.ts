// Provides the documents that Fishladder makes up; they are made again from git and the queue whenever they are opened.
import * as vscode from 'vscode';
import { decode, encode } from '../base/bytes';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { FileStep } from '../port/types';
import { conflictText } from './conflict-text';
import { type MadeUp, readUri, SCHEME } from './document-uri';
import type { Door } from './door';
import { proposalText } from './proposal';
import type { Session } from './session/session';
import type { Sessions } from './session/sessions';

/** Registers the provider. A document whose fix is gone is empty. */
export function provideDocuments(sessions: Sessions, door: Door): Disposable {
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
    return (made && session && (await door(() => textOf(session, made)))) ?? '';
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

async function textOf(session: Session, made: MadeUp): Promise<string> {
  const { fix, branch } = made.target;
  if (made.kind === 'side') {
    const { ladder } = await session.works();
    const { fixDiff } = await import('../flow/fix-diff');
    return sideText(await fixDiff(ladder, fix, branch), made.path, made.side);
  }
  const rows = session.view.fixes.find(({ name }) => name === fix)?.rows;
  const row = rows?.find(({ cell }) => cell.branch === branch);
  if (!row) return '';
  return made.kind === 'conflict' ? conflictText(row.cell) : proposalText(row.cell, made.path, made.side);
}

function sideText(steps: readonly FileStep[], path: string, side: 'before' | 'after'): string {
  const bytes = encode(path);
  const step = steps.find(({ oldPath, newPath }) => (side === 'before' ? (oldPath ?? newPath) : newPath) === bytes);
  return decode(step?.[side]?.content ?? '');
}
