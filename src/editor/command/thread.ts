// The commands of review threads: answer, settle, keep an answer for later, go to where it was said.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import { reviewedUri } from '../document-uri';
import type { Comments } from '../review/comments';
import type { Draft, Drafts } from '../review/drafts';
import { type DraftComment, rangeOf } from '../review/render';
import { allSaid, type Said, saidKey } from '../review/said';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';

/** What these commands work on. */
export interface ThreadParts {
  sessions: Sessions;
  comments: Comments;
  drafts: Drafts;
}

/** How long a server may take to take an answer, in milliseconds. */
const LIMIT = 60_000;
/** Lines that are seen above those that a thread is about; the thread itself takes the room below. */
const LINES_ABOVE = 6;

/** Sends what was typed. `settle` says what becomes of the thread; `keep` leaves it as it is. */
export async function reply(
  parts: ThreadParts,
  argument: unknown,
  settle: 'resolve' | 'reopen' | 'keep',
): Promise<void> {
  const { said, text } = readReply(parts, argument);
  if (text.trim() === '') return;
  const resolved = settle === 'keep' ? said.thread.resolved : settle === 'resolve';
  await send(parts, said, { text, resolved });
}

/** Keeps what was typed, to be sent later. */
export async function saveDraft(parts: ThreadParts, argument: unknown): Promise<void> {
  const { said, text } = readReply(parts, argument);
  if (text.trim() !== '') await parts.drafts.keep(saidKey(said), { text, resolved: said.thread.resolved });
}

/** Settles a thread without words of one's own; a draft of an answer stays. */
export async function resolveThread(parts: ThreadParts, argument: unknown): Promise<void> {
  const said = saidOf(parts, argument);
  const act = { kind: 'reply', thread: said.thread.id, text: '', resolved: true } as const;
  await sessionOf(parts, said).act(said.review, act, AbortSignal.timeout(LIMIT));
}

/** Sends the draft of an answer. */
export async function sendDraft(parts: ThreadParts, argument: unknown): Promise<void> {
  const { key } = argument as DraftComment;
  const said = find(parts, key);
  const draft = parts.drafts.get(key);
  if (!said || !draft) throw gone();
  await send(parts, said, draft);
}

/** Throws a draft away. */
export async function discardDraft({ drafts }: ThreadParts, argument: unknown): Promise<void> {
  await drafts.drop((argument as DraftComment).key);
}

/** Opens a draft for editing where it stands. */
export async function editDraft({ comments }: ThreadParts, argument: unknown): Promise<void> {
  comments.threads.edit((argument as DraftComment).key, true);
}

/** Ends the editing of a draft; with `keep` what was made of it counts. */
export async function endEdit({ comments, drafts }: ThreadParts, argument: unknown, keep: boolean): Promise<void> {
  const { key, body } = argument as DraftComment;
  const draft = drafts.get(key);
  const text = typeof body === 'string' ? body : body.value;
  if (keep && draft && text.trim() !== '') await drafts.keep(key, { ...draft, text });
  comments.threads.edit(key, false);
}

/** Shows a thread beside the operator's own lines, or where they have no counterpart in the file that was reviewed. */
export async function openThread(parts: ThreadParts, argument: unknown): Promise<void> {
  const { sessions, comments } = parts;
  const key = (argument as { key?: unknown } | undefined)?.key;
  const said = typeof key === 'string' ? find(parts, key) : undefined;
  const session = said && sessions.at(said.target.root);
  if (!said || !session) throw gone();
  const document = (await openLive(parts, session, said)) ?? (await openReviewed(said));
  await comments.sync();
  const shown = comments.threads.find(document.uri, saidKey(said));
  if (!shown) return;
  shown.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  const [editor] = vscode.window.visibleTextEditors.filter((each) => each.document === document);
  if (!shown.range) return;
  const top = new vscode.Position(Math.max(0, shown.range.start.line - LINES_ABOVE), 0);
  editor?.revealRange(new vscode.Range(top, shown.range.end), vscode.TextEditorRevealType.AtTop);
}

/** The operator's own file at the place; undefined where there is none. */
async function openLive(
  { sessions, comments }: ThreadParts,
  session: Session,
  said: Said,
): Promise<vscode.TextDocument | undefined> {
  if (said.path === undefined) return undefined;
  const uri = vscode.Uri.joinPath(vscode.Uri.file(session.root), said.path);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  const place = document && (await comments.place(session, said, document).catch(() => undefined));
  if (!document || !place || (await sessions.open(uri)) !== session) return undefined;
  await vscode.window.showTextDocument(document, { preview: true, selection: rangeOf(place) });
  return document;
}

async function openReviewed({ target, thread }: Said): Promise<vscode.TextDocument> {
  const { path = '', side = 'after' } = thread.place ?? {};
  const uri = reviewedUri(target, thread.patchSet, thread.id, path, side);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
  return document;
}

/** Keeps the answer until the server has it: what happens in between loses nothing. */
async function send(parts: ThreadParts, said: Said, draft: Draft): Promise<void> {
  const { drafts } = parts;
  const session = sessionOf(parts, said);
  const key = saidKey(said);
  await drafts.keep(key, draft);
  const act = { kind: 'reply', thread: said.thread.id, ...draft } as const;
  await session.act(said.review, act, AbortSignal.timeout(LIMIT));
  await drafts.drop(key);
}

function sessionOf({ sessions }: ThreadParts, said: Said): Session {
  const session = sessions.at(said.target.root);
  if (!session) throw gone();
  return session;
}

function readReply(parts: ThreadParts, argument: unknown): { said: Said; text: string } {
  const { thread, text } = argument as vscode.CommentReply;
  return { said: saidOf(parts, thread), text };
}

function saidOf({ comments }: ThreadParts, thread: unknown): Said {
  const said = comments.threads.saidOf(thread as vscode.CommentThread);
  if (!said) throw gone();
  return said;
}

function find({ sessions }: ThreadParts, key: string): Said | undefined {
  return sessions
    .all()
    .flatMap(({ root, view }) => allSaid(root, view))
    .find((each) => saidKey(each) === key);
}

function gone(): Fault {
  return new Fault(
    'no-thread',
    vscode.l10n.t('This thread is not known any more.'),
    vscode.l10n.t('Refresh the reviews, and open it from the Fishladder view.'),
  );
}
