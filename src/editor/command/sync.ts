// The command that writes into the queue what is known of its reviews: where each patch was sent, and as which commit it was merged.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import { refresh } from './refresh';

/** Asks the forges, then writes, and says how many patches are new. Throws the fault of a forge that could not be asked. */
export async function recordReviews(sessions: Sessions): Promise<void> {
  await refresh(sessions);
  const counts = await Promise.all(sessions.all().map(record));
  const count = counts.reduce((sum, each) => sum + each, 0);
  const words =
    count === 0
      ? vscode.l10n.t('The patches say already what is known of their reviews.')
      : count === 1
        ? vscode.l10n.t('1 patch says now where its review stands.')
        : vscode.l10n.t('{0} patches say now where their reviews stand.', count);
  void vscode.window.showInformationMessage(words);
}

async function record(session: Session): Promise<number> {
  const works = await session.works().catch((error: unknown) => {
    if (error instanceof Fault) return undefined;
    throw error;
  });
  if (!works?.reviews || session.view.fixes.length === 0) return 0;
  const { carryOutSync, planSync } = await import('../../flow/sync');
  const status = works.withReviews(await works.status(AbortSignal.timeout(120_000)));
  const notes = await planSync(works.ladder, status);
  await carryOutSync(works.ladder, notes);
  if (notes.length > 0) await session.reread();
  return notes.reduce((sum, { paths }) => sum + paths.length, 0);
}
