// The command that takes a fix out of the queue.
import { relative } from 'node:path';
import * as vscode from 'vscode';
import type { DropPlan } from '../../flow/drop';
import { plainText } from '../plain-text';
import type { Sessions } from '../session/sessions';
import { chooseFix } from './pick';

/** Says which files go, asks, and removes them. Throws what `planDrop` throws, and `CancellationError` unless the answer is yes. */
export async function removeFix(sessions: Sessions, argument: unknown): Promise<void> {
  const { session, fix } = await chooseFix(sessions, argument, vscode.l10n.t('Remove which fix?'));
  const { ladder } = await session.works();
  const { planDrop, carryOutDrop } = await import('../../flow/drop');
  const plan = await planDrop(ladder, fix.name, false);
  const yes = vscode.l10n.t('Remove Fix');
  const question = plainText(vscode.l10n.t('Take “{0}” out of the queue?', fix.title || fix.name));
  const detail = plainText(detailOf(plan, session.root));
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes)
    throw new vscode.CancellationError();
  const kept = await carryOutDrop(ladder, plan);
  await session.reread();
  const words =
    kept === undefined
      ? vscode.l10n.t('Removed {0}.', fix.name)
      : vscode.l10n.t('Removed {0}. Its patches are kept in {1}.', fix.name, kept);
  void vscode.window.showInformationMessage(plainText(words));
}

function detailOf({ traces, along, stays, reviews }: DropPlan, root: string): string {
  const files = [
    vscode.l10n.t('These go, with their lines in the series:'),
    ...[...traces, ...along].map(({ path }) => relative(root, path)),
    ...(stays.length > 0 ? ['', vscode.l10n.t('What it leans on and stays:')] : []),
    ...stays.map(({ path, why }) => `${relative(root, path)}: ${why}`),
  ];
  const sent = reviews.map(({ branch, url }) => `${branch}: ${url}`);
  const open = vscode.l10n.t('These reviews stay; to close them, run Abandon Review first:');
  return [...files, ...(sent.length > 0 ? ['', open, ...sent] : [])].join('\n');
}
