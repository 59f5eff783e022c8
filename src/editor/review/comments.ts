// Shows what is said on reviews beside the lines of visible documents, and reads it when a fix comes into sight.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { logText } from '../../base/fault';
import type { LivePlace } from '../../flow/place-comments';
import { debounce } from '../debounce';
import { readUri } from '../document-uri';
import type { MarkTracker } from '../mark/tracker';
import type { Attention } from '../session/poll';
import { pathInRepository } from '../session/repository';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { Drafts } from './drafts';
import { allSaid, type Said } from './said';
import type { PatchSetTexts } from './texts';
import { createShownThreads, type Shown, type ShownThreads } from './threads';

/** What the comments are made of. */
export interface CommentParts {
  sessions: Sessions;
  marks: MarkTracker;
  attention: Attention;
  texts: PatchSetTexts;
  drafts: Drafts;
  /** Epoch milliseconds. */
  now(): number;
  log(text: string): void;
}

/** The comments beside lines. */
export interface Comments extends Disposable {
  readonly threads: ShownThreads;
  /** Where something said stands in an open document; undefined where its lines have no counterpart. */
  place(session: Session, said: Said, document: vscode.TextDocument): Promise<LivePlace | undefined>;
  /** Brings the threads of visible documents up to date; resolves when they are. */
  sync(): Promise<void>;
}

/** Milliseconds in which many changes become one. */
const QUIET = 80;
/** How long reading a review may take, in milliseconds. */
const LIMIT = 60_000;

/** Follows the visible documents until disposed. */
export function showComments(parts: CommentParts): Comments {
  const { sessions, marks, attention, texts, drafts, now, log } = parts;
  const store = new DisposableStore();
  const threads = store.add(createShownThreads(drafts, now));
  let running: Promise<void> | undefined;
  let again = false;

  async function place(session: Session, said: Said, document: vscode.TextDocument): Promise<LivePlace | undefined> {
    const where = said.thread.place;
    if (!where) return undefined;
    const { placeThreads } = await import('../../flow/place-comments');
    const reviewed = await texts.file(session, said, where.path);
    return placeThreads([said.thread], reviewed, document.getText())[0]?.place;
  }

  async function shownIn(document: vscode.TextDocument): Promise<Shown[]> {
    const made = readUri(document.uri);
    if (made?.kind === 'reviewed') return shownInPatchSet(made, document);
    const session = sessions.of(document.uri);
    if (!session) return [];
    if (attention.isOn(session)) lookAt(session, document);
    const path = pathInRepository(session.root, document.uri.fsPath);
    const here = allSaid(session.root, session.view).filter((said) => said.path === path);
    const placed = await Promise.all(
      here.map(async (said) => {
        const found = await place(session, said, document).catch((error: unknown) => void log(logText(error)));
        return found ? [{ said, place: found }] : [];
      }),
    );
    return placed.flat();
  }

  /** What waits for an answer on the reviews of a file's fixes is read now, if it was not yet. */
  function lookAt(session: Session, document: vscode.TextDocument): void {
    const rows = (marks.read(document)?.marks ?? []).flatMap(({ fix }) => fix.rows);
    for (const { review } of rows.flatMap(({ review }) => review))
      if (review && review.unresolved > 0)
        session.look(review, AbortSignal.timeout(LIMIT)).catch((error: unknown) => log(logText(error)));
  }

  /** The patch set's own file: what is said there stands where it was said. */
  async function shownInPatchSet(
    made: { target: Said['target']; path: string; thread: string },
    document: vscode.TextDocument,
  ) {
    const session = sessions.at(made.target.root);
    const all = session ? allSaid(session.root, session.view) : [];
    const opened = all.find(({ target, thread }) => thread.id === made.thread && target.branch === made.target.branch);
    const here = all.filter(
      ({ review, thread }) =>
        review.url === opened?.review.url &&
        thread.patchSet === opened.thread.patchSet &&
        (thread.place?.path ?? '') === made.path &&
        thread.place?.side === opened.thread.place?.side,
    );
    const { placeThreads } = await import('../../flow/place-comments');
    const text = document.getText();
    const placed = placeThreads(
      here.map(({ thread }) => thread),
      { before: text, after: text },
      text,
    );
    return here.map((said, at): Shown => ({ said, place: placed[at]?.place ?? { kind: 'file' } }));
  }

  /** While a repository is read anew, what was said on a review is not known, and an answer may be under way. */
  function isUnread({ target, review }: Said): boolean {
    const view = sessions.at(target.root)?.view;
    return view !== undefined && (view.condition.kind === 'reading' || !view.details.has(review.url));
  }

  async function syncOnce(): Promise<void> {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) {
      const shown = await shownIn(document);
      if (!document.isClosed) threads.show(document.uri, shown, isUnread);
    }
  }

  async function syncUntilQuiet(): Promise<void> {
    try {
      do {
        again = false;
        await syncOnce();
      } while (again);
    } finally {
      running = undefined;
    }
  }

  function sync(): Promise<void> {
    again = true;
    running ??= syncUntilQuiet();
    return running;
  }

  const later = store.add(debounce(QUIET, () => sync().catch((error: unknown) => log(logText(error)))));
  store.add(marks.onDidChange(later));
  store.add(sessions.onDidChange(later));
  store.add(attention.onDidChange(later));
  store.add(drafts.onDidChange(later));
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => threads.show(uri, [])));
  return { threads, place, sync, dispose: () => store.dispose() };
}
