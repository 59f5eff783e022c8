// Puts the editor's surfaces together over one collection of sessions and one tracker of marks.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { Host } from '../flow/host';
import type { Examine } from '../flow/submit-remarks';
import { registerCommands } from './commands';
import { provideDocuments } from './documents';
import { createDoor } from './door';
import { showGutter } from './mark/gutter';
import { registerHover } from './mark/hover';
import { registerLenses } from './mark/lens';
import { createMarkTracker, type MarkTracker } from './mark/tracker';
import { createMerges } from './merge/merges';
import { mergeRecord } from './merge/record';
import { showComments } from './review/comments';
import { createDrafts } from './review/drafts';
import { createPatchSetTexts } from './review/texts';
import { type Attention, pollReviews } from './session/poll';
import type { Session } from './session/session';
import { createSessions, type Sessions } from './session/sessions';
import { isOn } from './session/settings';
import type { Keychain } from './sign-in/keychain';
import { showStatusItem } from './status-item';
import { createPreviews } from './submit/preview';
import { showTracker, type Tracker } from './tracker/tree';

/** What the editor works with; `context` is where VS Code keeps things for the extension, `examine` asks the checks about a patch. */
export interface Means {
  host: Host;
  log: vscode.LogOutputChannel;
  context: Pick<vscode.ExtensionContext, 'workspaceState' | 'globalStorageUri'>;
  keychain: Keychain;
  examine: Examine;
}

/** Registers everything and returns; repositories are opened once something of theirs is in sight. */
export function startEditor({ host, log, context, keychain, examine }: Means): Disposable {
  const store = new DisposableStore();
  const now = () => host.now().getTime();
  const door = createDoor(log);
  const warn = (text: string) => log.warn(text);
  const sessions = store.add(createSessions(host, warn));
  const marks = store.add(createMarkTracker(sessions));
  const tracker = store.add(showTracker(sessions, now, warn));
  store.add(showGutter(marks));
  store.add(registerHover(marks, now));
  store.add(registerLenses(marks));
  store.add(showStatusItem(sessions));
  const watching = attention(store, tracker, marks);
  const texts = createPatchSetTexts();
  const drafts = createDrafts(context.workspaceState);
  const comments = store.add(showComments({ sessions, marks, attention: watching, texts, drafts, now, log: warn }));
  store.add(provideDocuments(sessions, texts, door));
  const merges = store.add(
    createMerges(
      mergeRecord(context.workspaceState),
      context.globalStorageUri,
      (merging) => void import('./command/resolve').then(({ askWhetherDone }) => askWhetherDone(merging)),
    ),
  );
  const submitting = { previews: store.add(createPreviews()), examine };
  const threads = { sessions, comments, drafts };
  store.add(registerCommands({ sessions, tracker, merges, keychain, threads, submitting, log, door }));
  store.add(pollSessions(sessions, watching, now));
  return store;
}

/** Somebody looks when the window has the focus and shows the tree, or marks of that repository. */
function attention(store: DisposableStore, tracker: Tracker, marks: MarkTracker): Attention {
  const changed = store.add(new Emitter<void>());
  const fire = () => changed.fire();
  store.add(vscode.window.onDidChangeWindowState(fire));
  store.add(tracker.onDidChangeVisibility(fire));
  store.add(marks.onDidChange(fire));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('fishladder.refresh') && fire()),
  );
  const isMarked = (session: Session) =>
    vscode.window.visibleTextEditors.some(({ document }) => {
      const found = marks.read(document);
      return found?.session === session && found.marks.length > 0;
    });
  return {
    onDidChange: (listener) => changed.event(listener),
    isOn: (session) =>
      vscode.workspace.isTrusted &&
      vscode.window.state.focused &&
      isOn('refresh.enabled', vscode.Uri.file(session.root)) &&
      (tracker.isVisible() || isMarked(session)),
  };
}

/** Polls each session for as long as it is open. */
function pollSessions(sessions: Sessions, attention: Attention, now: () => number): Disposable {
  const polls = new Map<Session, Disposable>();
  const listening = sessions.onDidChange(() => {
    const open = new Set(sessions.all());
    for (const [session, poll] of [...polls]) {
      if (open.has(session)) continue;
      poll.dispose();
      polls.delete(session);
    }
    for (const session of open) if (!polls.has(session)) polls.set(session, pollReviews(session, attention, now));
  });
  return {
    dispose: () => {
      listening.dispose();
      for (const poll of polls.values()) poll.dispose();
    },
  };
}
