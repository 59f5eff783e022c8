// The table of commands; every one that the manifest contributes is here, and its code is read when it is first used.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Fault } from '../base/fault';
import type { SubmitParts } from './command/submit';
import type { ThreadParts } from './command/thread';
import type { Door } from './door';
import type { Merges } from './merge/merges';
import type { Sessions } from './session/sessions';
import type { Keychain } from './sign-in/keychain';
import { readTarget } from './target';
import type { Tracker } from './tracker/tree';

/** What commands work on. */
interface Surroundings {
  sessions: Sessions;
  tracker: Tracker;
  merges: Merges;
  keychain: Keychain;
  threads: ThreadParts;
  submitting: SubmitParts;
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
  submitting,
  log,
  door,
}: Surroundings): Disposable {
  const table: Record<string, (...args: unknown[]) => Promise<void>> = {
    'fishladder.markSelection': async () => (await import('./command/mark')).markSelection(sessions),
    'fishladder.markChanges': async (...resources) =>
      (await import('./command/mark')).markChanges(sessions, filesOf(resources)),
    'fishladder.port': async (target) => (await import('./command/port')).portFix(sessions, target),
    'fishladder.portAll': async () => (await import('./command/port')).portAll(sessions),
    'fishladder.openPatch': async (target) => (await import('./command/show')).openPatch(sessions, target),
    'fishladder.showDiff': async (target) => (await import('./command/show')).showDiff(sessions, target),
    'fishladder.showConflict': async (target) => (await import('./command/show')).showConflict(sessions, target),
    'fishladder.openAsText': async (target) => (await import('./command/open-text')).openAsText(sessions, target),
    'fishladder.accept': async (target) => (await import('./command/accept')).acceptPort(sessions, target),
    'fishladder.resolve': async (target) =>
      (await import('./command/resolve')).resolveConflict(sessions, merges, target),
    'fishladder.takeResult': async (target) => (await import('./command/resolve')).takeResult(sessions, merges, target),
    'fishladder.removeFix': async (target) => (await import('./command/drop')).removeFix(sessions, target),
    'fishladder.openReview': async (target) => (await import('./command/show')).openReview(sessions, target),
    'fishladder.submit': async (target) => (await import('./command/submit')).submitFix(sessions, submitting, target),
    'fishladder.adopt': async (target) =>
      (await import('./command/adopt')).adoptPatchSet(sessions, submitting.previews, target),
    'fishladder.recordReviews': async () => (await import('./command/sync')).recordReviews(sessions),
    'fishladder.vote': async (target) => (await import('./command/review')).vote(sessions, target),
    'fishladder.recheck': async (target) => (await import('./command/review')).recheck(sessions, target),
    'fishladder.ready': async (target) => (await import('./command/review')).ready(sessions, target),
    'fishladder.abandon': async (target) => (await import('./command/review')).abandon(sessions, target),
    'fishladder.restore': async (target) => (await import('./command/review')).restore(sessions, target),
    'fishladder.openThread': async (target) => (await import('./command/thread')).openThread(threads, target),
    'fishladder.reply': async (answer) => (await import('./command/thread')).reply(threads, answer, 'keep'),
    'fishladder.replyAndResolve': async (answer) =>
      (await import('./command/thread')).reply(threads, answer, 'resolve'),
    'fishladder.replyAndReopen': async (answer) => (await import('./command/thread')).reply(threads, answer, 'reopen'),
    'fishladder.resolveThread': async (thread) => (await import('./command/thread')).resolveThread(threads, thread),
    'fishladder.saveDraft': async (answer) => (await import('./command/thread')).saveDraft(threads, answer),
    'fishladder.sendDraft': async (draft) => (await import('./command/thread')).sendDraft(threads, draft),
    'fishladder.editDraft': async (draft) => (await import('./command/thread')).editDraft(threads, draft),
    'fishladder.keepDraft': async (draft) => (await import('./command/thread')).endEdit(threads, draft, true),
    'fishladder.cancelDraft': async (draft) => (await import('./command/thread')).endEdit(threads, draft, false),
    'fishladder.discardDraft': async (draft) => (await import('./command/thread')).discardDraft(threads, draft),
    'fishladder.signIn': async (host) => (await import('./command/sign-in')).signIn(sessions, keychain, host),
    'fishladder.signOut': async () => (await import('./command/sign-in')).signOut(sessions, keychain),
    'fishladder.reveal': (target) => reveal(tracker, target),
    'fishladder.refresh': async () => (await import('./command/refresh')).refresh(sessions),
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
