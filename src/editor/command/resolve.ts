// The commands that settle a conflict in the merge editor and take the result.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import { mayReopen, needsPerson } from '../../flow/cell';
import type { StatusRow } from '../../flow/status';
import type { Merges } from '../merge/merges';
import type { Merging } from '../merge/record';
import { plainText } from '../plain-text';
import type { Sessions } from '../session/sessions';
import { readTarget } from '../target';
import { chooseFix, chooseRow } from './pick';
import { type Next, offerNext } from './tell';

/** Opens what is open of a fix on a branch in the merge editor; goes on where it was left. */
export async function resolveConflict(sessions: Sessions, merges: Merges, argument: unknown): Promise<void> {
  const mayOpen = ({ cell: { outcome } }: StatusRow) => needsPerson(outcome) || mayReopen(outcome);
  const chosen = await chooseFix(sessions, argument, vscode.l10n.t('Resolve the conflict of which fix?'), mayOpen);
  const { session, fix } = chosen;
  const row = await chooseRow(
    chosen,
    mayOpen,
    vscode.l10n.t('{0}: resolve the conflict with which branch?', plainText(fix.title)),
    () =>
      new Fault(
        'nothing-to-resolve',
        vscode.l10n.t('There is nothing to resolve of {0} there.', fix.name),
        vscode.l10n.t('The Fishladder view shows which branches are in conflict, or were.'),
      ),
  );
  const target = { root: session.root, fix: fix.name, branch: row.cell.branch };
  const begun = merges.find(target);
  if (!begun) return merges.begin(session, target);
  try {
    await merges.goOn(session, begun);
  } catch (error) {
    if (!(error instanceof Fault) || (error.code !== 'ground-changed' && error.code !== 'no-scratch')) throw error;
    if (error.code === 'ground-changed' && !(await mayBeginAgain(error))) return;
    await merges.drop(begun);
    await merges.begin(session, target);
  }
}

/** What was made so far would be lost, so the operator is asked. */
async function mayBeginAgain({ message }: Fault): Promise<boolean> {
  const again = vscode.l10n.t('Begin Again');
  const detail = vscode.l10n.t('What you have made of it so far is thrown away.');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, again)) === again;
}

/** Makes the result that a file belongs to, or that is named, the branch's patch. Throws what `takeResult` throws. */
export async function takeResult(sessions: Sessions, merges: Merges, argument: unknown): Promise<void> {
  const merging = mergingOf(merges, argument);
  const session = merging && (await sessions.open(vscode.Uri.joinPath(vscode.Uri.file(merging.root), '.git')));
  if (!merging || !session) {
    throw new Fault(
      'nothing-to-take',
      vscode.l10n.t('No result of a conflict is open here.'),
      vscode.l10n.t('Run Resolve Conflict on a branch of the Fishladder view first.'),
    );
  }
  const lost = await merges.take(session, merging);
  const { root, fix, branch } = merging;
  const done = vscode.l10n.t('Settled for {0}: {1}. The same conflict is settled alike elsewhere.', branch, fix);
  const openPatch: Next = [vscode.l10n.t('Open Patch'), 'fishladder.openPatch', { root, fix, branch }];
  if (lost.length === 0) return void offerNext(done, [openPatch]);
  const { lostWords } = await import('../../flow/lost-words');
  const words = lost.map((one) => `${lostWords(one, branch)}.`).join(' ');
  const again: Next = [vscode.l10n.t('Settle Again'), 'fishladder.resolve', { root, fix, branch }];
  void offerNext(`${done} ${words}`, [openPatch, again], 'warning');
}

/** Asks what is to become of files that were closed without being taken. */
export async function askWhetherDone(merging: Merging): Promise<void> {
  await offerNext(vscode.l10n.t('Is {0} settled for {1}?', merging.fix, merging.branch), [
    [vscode.l10n.t('Take Result'), 'fishladder.takeResult', merging],
    [vscode.l10n.t('Go On'), 'fishladder.resolve', merging],
  ]);
}

function mergingOf(merges: Merges, argument: unknown): Merging | undefined {
  if (argument instanceof vscode.Uri) return merges.of(argument);
  const target = readTarget(argument);
  return target?.branch === undefined ? undefined : merges.find({ ...target, branch: target.branch });
}
