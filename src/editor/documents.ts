// Provides the documents that Fishladder makes up; they are made again from git and the queue whenever they are opened.
import * as vscode from 'vscode';
import { decode, encode } from '../base/bytes';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { FileStep } from '../port/types';
import { conflictText } from './conflict-text';
import { type MadeUp, readUri, SCHEME } from './document-uri';
import type { Door } from './door';
import { proposalText } from './proposal';
import { allSaid } from './review/said';
import type { PatchSetTexts } from './review/texts';
import type { Session } from './session/session';
import type { Sessions } from './session/sessions';
import type { BranchTarget } from './target';

/** How long reading a review may take, in milliseconds. */
const LIMIT = 60_000;

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
    return (made && session && (await door(() => textOf(session, texts, made)))) ?? '';
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

async function textOf(session: Session, texts: PatchSetTexts, made: MadeUp): Promise<string> {
  const { fix, branch } = made.target;
  if (made.kind === 'reviewed') return reviewedText(session, texts, made);
  if (made.kind === 'patch-set') {
    const { ladder } = await session.works();
    const { reviewedTexts } = await import('../flow/reviewed');
    return (await reviewedTexts(ladder, await ladder.git.commit(made.commit), made.path))[made.side] ?? '';
  }
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

/** The file of the patch set, as it stands on the side that the thread is on; the message where the thread is about no file. */
async function reviewedText(
  session: Session,
  texts: PatchSetTexts,
  { target, thread, path, side }: Extract<MadeUp, { kind: 'reviewed' }>,
): Promise<string> {
  const find = () =>
    allSaid(session.root, session.view).find(
      (each) => each.thread.id === thread && each.target.fix === target.fix && each.target.branch === target.branch,
    );
  if (!find()) await lookAt(session, target);
  const said = find();
  if (!said) return '';
  return path === '' ? texts.message(session, said) : ((await texts.file(session, said, path))[side] ?? '');
}

/** Reads what is said on a review, as after a restart, when a window still shows a document of it. */
async function lookAt(session: Session, { fix, branch }: BranchTarget): Promise<void> {
  await session.settled();
  const rows = session.view.fixes.find(({ name }) => name === fix)?.rows ?? [];
  const review = rows.find(({ cell }) => cell.branch === branch)?.review.review;
  if (review) await session.look(review, AbortSignal.timeout(LIMIT));
}

function sideText(steps: readonly FileStep[], path: string, side: 'before' | 'after'): string {
  const bytes = encode(path);
  const step = steps.find(({ oldPath, newPath }) => (side === 'before' ? (oldPath ?? newPath) : newPath) === bytes);
  return decode(step?.[side]?.content ?? '');
}
