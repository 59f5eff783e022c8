// The command that reads everything again and asks the forge.
import * as vscode from 'vscode';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';

/** Reads every open repository again and asks about its reviews. Throws the fault of a forge that could not be asked. */
export async function refresh(sessions: Sessions): Promise<void> {
  await sessions.openFolders();
  const location = { viewId: 'fishladder.tracker' };
  await vscode.window.withProgress({ location }, () => Promise.all(sessions.all().map(refreshSession)));
}

async function refreshSession(session: Session): Promise<void> {
  await session.reread();
  const { condition } = session.view;
  if (condition.kind === 'fault') throw condition.fault;
  await session.ask(AbortSignal.timeout(120_000));
  const rows = session.view.fixes.flatMap((fix) => fix.rows);
  const fault = rows.find(({ review }) => review.fault)?.review.fault;
  if (fault) throw fault;
}
