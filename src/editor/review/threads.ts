// The threads that VS Code shows, kept in step with what is said: made, moved and changed, but never made anew, as an answer may be typed.
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { LivePlace } from '../../flow/place-comments';
import type { Drafts } from './drafts';
import { commentsOf, contextOf, draftComment, labelOf, rangeOf } from './render';
import { type Said, saidKey } from './said';

/** A thread and its place in a document. */
export interface Shown {
  said: Said;
  place: LivePlace;
}

/** The threads that are shown. */
export interface ShownThreads extends Disposable {
  /** Makes a document's threads be these; of the others those stay of which `stays` says that nothing better is known yet. */
  show(document: vscode.Uri, shown: readonly Shown[], stays?: (said: Said) => boolean): void;
  /** What a thread of VS Code's is of. */
  saidOf(thread: vscode.CommentThread): Said | undefined;
  /** Opens the draft under a key for editing, or closes it. */
  edit(key: string, on: boolean): void;
  /** The thread that is shown in a document for what is said under a key. */
  find(document: vscode.Uri, key: string): vscode.CommentThread | undefined;
}

/** VS Code's thread, and the words that it was last given, so that it is only told of what is new. */
interface Kept {
  shown: Shown;
  thread: vscode.CommentThread;
  words: string;
}

/** Makes the controller with the first thread; VS Code then has a Comments view. `now` gives epoch milliseconds. */
export function createShownThreads(drafts: Drafts, now: () => number): ShownThreads {
  const byDocument = new Map<string, Map<string, Kept>>();
  const editing = new Set<string>();
  let controller: vscode.CommentController | undefined;

  /** VS Code takes a thread without comments for one that is being written. */
  function make(document: vscode.Uri, { said, place }: Shown): vscode.CommentThread {
    controller ??= vscode.comments.createCommentController('fishladder', 'Fishladder');
    const thread = controller.createCommentThread(document, rangeOf(place), commentsOf(said, undefined));
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    return thread;
  }

  /** What is kept for a thread. VS Code shows two boxes where one may answer who could not before, so it gets another thread then. */
  function keptFor(document: vscode.Uri, kept: Kept | undefined, shown: Shown): Kept {
    if (kept && kept.thread.canReply === mayReply(shown)) return kept;
    const thread = make(document, shown);
    thread.canReply = mayReply(shown);
    if (kept) {
      thread.collapsibleState = kept.thread.collapsibleState;
      kept.thread.dispose();
    }
    return { shown, thread, words: '' };
  }

  function update(kept: Kept): void {
    const { thread, shown } = kept;
    const { said, place } = shown;
    const key = saidKey(said);
    const draft = drafts.get(key);
    const isEdited = editing.has(key);
    const range = rangeOf(place);
    if (!thread.range?.isEqual(range)) thread.range = range;
    const words = JSON.stringify([said.thread, said.acts, said.asOf, place.kind, draft, isEdited]);
    if (words === kept.words) return;
    kept.words = words;
    thread.comments = commentsOf(said, draft && draftComment(key, draft, isEdited));
    thread.label = labelOf(said, place, now());
    thread.contextValue = contextOf(said);
    thread.state = said.thread.resolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
  }

  return {
    show(document, shown, stays = () => false) {
      const known = byDocument.get(document.toString()) ?? new Map<string, Kept>();
      const keys = new Set(shown.map(({ said }) => saidKey(said)));
      for (const [key, { thread, shown: last }] of [...known]) {
        if (keys.has(key) || stays(last.said)) continue;
        thread.dispose();
        known.delete(key);
      }
      for (const each of shown) {
        const key = saidKey(each.said);
        const kept = keptFor(document, known.get(key), each);
        kept.shown = each;
        known.set(key, kept);
        update(kept);
      }
      byDocument.set(document.toString(), known);
    },
    saidOf(thread) {
      for (const known of byDocument.values())
        for (const kept of known.values()) if (kept.thread === thread) return kept.shown.said;
      return undefined;
    },
    edit(key, on) {
      if (on) editing.add(key);
      else editing.delete(key);
      for (const known of byDocument.values()) {
        const kept = known.get(key);
        if (kept) update(kept);
      }
    },
    find: (document, key) => byDocument.get(document.toString())?.get(key)?.thread,
    dispose: () => controller?.dispose(),
  };
}

function mayReply({ said }: Shown): boolean {
  return said.acts.includes('reply');
}
