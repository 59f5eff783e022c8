// The table of commands; every one that the manifest contributes is here.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Fault } from '../base/fault';
import { acceptPort } from './command/accept';
import { adoptPatchSet } from './command/adopt';
import { markChanges, markSelection } from './command/mark';
import { openAsText } from './command/open-text';
import { portAll, portFix } from './command/port';
import { refresh } from './command/refresh';
import { resolveConflict, takeResult } from './command/resolve';
import { abandon, ready, recheck, restore, vote } from './command/review';
import { openPatch, openReview, showConflict, showDiff } from './command/show';
import { signIn, signOut } from './command/sign-in';
import { submitFix } from './command/submit';
import { recordReviews } from './command/sync';
import {
  discardDraft,
  editDraft,
  endEdit,
  openThread,
  reply,
  resolveThread,
  saveDraft,
  sendDraft,
  type ThreadParts,
} from './command/thread';
import type { Door } from './door';
import type { Merges } from './merge/merges';
import type { Sessions } from './session/sessions';
import type { Keychain } from './sign-in/keychain';
import type { Previews } from './submit/preview';
import { readTarget } from './target';
import type { Tracker } from './tracker/tree';

/** What commands work on. */
interface Surroundings {
  sessions: Sessions;
  tracker: Tracker;
  merges: Merges;
  keychain: Keychain;
  threads: ThreadParts;
  previews: Previews;
  log: vscode.LogOutputChannel;
  door: Door;
}

/** Registers all commands; what they throw goes through the door. */
export function registerCommands({
  sessions,
  tracker,
  merges,
  keychain,
  threads,
  previews,
  log,
  door,
}: Surroundings): Disposable {
  const table: Record<string, (...args: unknown[]) => Promise<void>> = {
    'fishladder.markSelection': () => markSelection(sessions),
    'fishladder.markChanges': (...resources) => markChanges(sessions, filesOf(resources)),
    'fishladder.port': (target) => portFix(sessions, target),
    'fishladder.portAll': () => portAll(sessions),
    'fishladder.openPatch': (target) => openPatch(sessions, target),
    'fishladder.showDiff': (target) => showDiff(sessions, target),
    'fishladder.showConflict': (target) => showConflict(sessions, target),
    'fishladder.openAsText': (target) => openAsText(sessions, target),
    'fishladder.accept': (target) => acceptPort(sessions, target),
    'fishladder.resolve': (target) => resolveConflict(sessions, merges, target),
    'fishladder.takeResult': (target) => takeResult(sessions, merges, target),
    'fishladder.openReview': (target) => openReview(sessions, target),
    'fishladder.submit': (target) => submitFix(sessions, previews, target),
    'fishladder.adopt': (target) => adoptPatchSet(sessions, target),
    'fishladder.recordReviews': () => recordReviews(sessions),
    'fishladder.vote': (target) => vote(sessions, target),
    'fishladder.recheck': (target) => recheck(sessions, target),
    'fishladder.ready': (target) => ready(sessions, target),
    'fishladder.abandon': (target) => abandon(sessions, target),
    'fishladder.restore': (target) => restore(sessions, target),
    'fishladder.openThread': (target) => openThread(threads, target),
    'fishladder.reply': (answer) => reply(threads, answer, 'keep'),
    'fishladder.replyAndResolve': (answer) => reply(threads, answer, 'resolve'),
    'fishladder.replyAndReopen': (answer) => reply(threads, answer, 'reopen'),
    'fishladder.resolveThread': (thread) => resolveThread(threads, thread),
    'fishladder.saveDraft': (answer) => saveDraft(threads, answer),
    'fishladder.sendDraft': (draft) => sendDraft(threads, draft),
    'fishladder.editDraft': (draft) => editDraft(threads, draft),
    'fishladder.keepDraft': (draft) => endEdit(threads, draft, true),
    'fishladder.cancelDraft': (draft) => endEdit(threads, draft, false),
    'fishladder.discardDraft': (draft) => discardDraft(threads, draft),
    'fishladder.signIn': (host) => signIn(sessions, keychain, host),
    'fishladder.signOut': () => signOut(sessions, keychain),
    'fishladder.reveal': (target) => reveal(tracker, target),
    'fishladder.refresh': () => refresh(sessions),
    'fishladder.showLog': async () => log.show(),
  };
  const store = new DisposableStore();
  for (const [id, action] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(id, (...args: unknown[]) => door(() => action(...args))));
  }
  return store;
}

async function reveal(tracker: Tracker, argument: unknown): Promise<void> {
  const target = readTarget(argument);
  if (!target)
    throw new Fault('no-such-fix', vscode.l10n.t('No fix was named.'), vscode.l10n.t('Open the Fishladder view.'));
  await tracker.reveal(target);
}

/** The files of Source Control's resources. */
function filesOf(resources: readonly unknown[]): vscode.Uri[] {
  return resources.flatMap((each) => {
    const uri = typeof each === 'object' && each !== null && 'resourceUri' in each ? each.resourceUri : undefined;
    return uri instanceof vscode.Uri ? [uri] : [];
  });
}
