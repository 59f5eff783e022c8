// How a thread of a review looks in VS Code: all that others wrote is shown as text, whatever it holds.
import * as vscode from 'vscode';
import type { LivePlace } from '../../flow/place-comments';
import { plain, plainLines } from '../../review/text';
import { plainMarkdownLines } from '../plain-text';
import { asOfWords } from '../row-words';
import type { Draft } from './drafts';
import type { Said } from './said';

/** A draft as a comment of a thread; `key` is the thread's. */
export interface DraftComment extends vscode.Comment {
  key: string;
}

/** The comments of a thread, a draft of an answer being the last. */
export function commentsOf({ thread }: Said, draft: DraftComment | undefined): vscode.Comment[] {
  const all = thread.comments.map(({ author, text, at, mine }): vscode.Comment => {
    return {
      body: bodyOf(text),
      author: { name: plain(author, 80) || vscode.l10n.t('somebody') },
      mode: vscode.CommentMode.Preview,
      contextValue: mine ? 'mine' : 'theirs',
      ...(at > 0 ? { timestamp: new Date(at) } : {}),
    };
  });
  return draft ? [...all, draft] : all;
}

/** A draft that was not sent, or that the server has not taken yet; while it is edited, as the text that it is. */
export function draftComment(key: string, { text }: Draft, isEdited: boolean): DraftComment {
  return {
    key,
    body: isEdited ? text : bodyOf(text),
    author: { name: vscode.l10n.t('You') },
    label: vscode.l10n.t('draft, not sent'),
    mode: isEdited ? vscode.CommentMode.Editing : vscode.CommentMode.Preview,
    contextValue: 'draft',
  };
}

/** Text as Markdown in which nothing is Markdown, HTML, an icon or a link. */
function bodyOf(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(plainMarkdownLines(plainLines(text)));
}

/** What stands above a thread: where it was said, how sure its place is, and how old that is where the forge cannot be asked. */
export function labelOf({ target, review, thread, asOf }: Said, place: LivePlace | undefined, now: number): string {
  const where = vscode.l10n.t('{0}, patch set {1} of review {2}', target.branch, thread.patchSet, review.key.number);
  const hint =
    place?.kind === 'like'
      ? vscode.l10n.t('the lines read a little differently here')
      : place?.kind === 'file'
        ? vscode.l10n.t('about the whole file')
        : undefined;
  return plain([where, hint, asOfWords(asOf, now)].filter(Boolean).join(' · '));
}

/** What menus choose by: `unresolved+reply`, `resolved+anonymous`. */
export function contextOf({ thread, acts }: Said): string {
  return `${thread.resolved ? 'resolved' : 'unresolved'}+${acts.includes('reply') ? 'reply' : 'anonymous'}`;
}

/** The range of a place. */
export function rangeOf(place: LivePlace): vscode.Range {
  if (place.kind === 'file') return new vscode.Range(0, 0, 0, 0);
  const { start, end } = place;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
