// The commands that carry fixes to upstream branches.

import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { PortCell } from '../../flow/cell';
import { needsPerson } from '../../flow/cell';
import type { PortPlan, WrittenPatches } from '../../flow/port';
import { lifeWords } from '../../flow/words';
import { withCancel } from '../progress';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import { readTarget, type Target } from '../target';
import { chooseFix, fixItems, pickMany } from './pick';

/** Ports a fix: to the branch of a tree row, to all branches from a row of a fix, else to the branches that are picked. */
export async function portFix(sessions: Sessions, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Port which fix?');
  if (readTarget(argument) === undefined) return portPicked(sessions, title);
  const { session, fix, branch } = await chooseFix(sessions, argument, title);
  const fromTree = typeof argument === 'object' && argument !== null && 'kind' in argument;
  const to = branch === undefined ? (fromTree ? [] : await pickBranches(session)) : [branch];
  await port(session, [fix.name], to);
}

/** Ports every fix of every open repository to all branches. */
export async function portAll(sessions: Sessions): Promise<void> {
  await fixItems(sessions);
  for (const session of sessions.all()) if (session.view.fixes.length > 0) await port(session, [], []);
}

async function portPicked(sessions: Sessions, title: string): Promise<void> {
  const items = await fixItems(sessions);
  const picked = items.length === 1 ? items : await pickMany(items, title);
  for (const session of new Set(picked.map((item) => item.session))) {
    const names = picked.flatMap((item) => (item.session === session ? [item.fix.name] : []));
    await port(session, names, await pickBranches(session));
  }
}

/** The chosen branches; none means all. Throws `CancellationError` and `no-branches`. */
async function pickBranches(session: Session): Promise<string[]> {
  const { ladder } = await session.works();
  const { chooseTargets } = await import('../../flow/targets');
  const { livingBranches } = await import('../../flow/lives');
  const unasked = await chooseTargets(ladder, []);
  const items = (await livingBranches(ladder)).map(({ name, commit, life }) => ({
    label: name,
    description: [commit.slice(0, 12), lifeWords(life)].filter(Boolean).join(' · '),
    picked: unasked.some((branch) => branch.name === name),
  }));
  const picked = await pickMany(items, vscode.l10n.t('Port to which branches?'));
  return picked.map(({ label }) => label);
}

async function port(session: Session, names: readonly string[], to: readonly string[]): Promise<void> {
  const { ladder } = await session.works();
  const { planPort, writePort } = await import('../../flow/port');
  const { plan, written } = await withCancel(vscode.l10n.t('Porting'), async (signal, report) => {
    const plan = await planPort(ladder, { names, to, explain: 'patches' }, signal, report);
    signal.throwIfAborted();
    return { plan, written: await writePort(ladder, plan) };
  });
  await session.reread();
  void tell(session, plan, written);
}

/** Says what became of it; a conflict, or what is proposed, can be opened from the message. */
async function tell(session: Session, plan: PortPlan, written: WrittenPatches): Promise<void> {
  const stuck = plan.cells.filter(({ outcome }) => needsPerson(outcome));
  const words = portWords(plan, written);
  const onlyProposed = stuck.every(({ outcome }) => outcome.kind === 'proposed');
  const show = onlyProposed ? vscode.l10n.t('Show Proposal') : vscode.l10n.t('Show Conflict');
  const chosen = await (stuck.length > 0
    ? vscode.window.showWarningMessage(words, show)
    : vscode.window.showInformationMessage(words));
  if (chosen !== show) return;
  const items = stuck.map((cell) => ({ label: cell.branch, description: cell.fix, cell }));
  const picked = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title: show });
  if (!picked) return;
  const target: Target = { root: session.root, fix: picked.cell.fix, branch: picked.cell.branch };
  await vscode.commands.executeCommand('fishladder.showConflict', target);
}

/** `Ported: 3 clean, 1 already there, 1 conflict. 1 patch was kept, as it was edited by hand.` */
function portWords({ cells }: PortPlan, written: WrittenPatches): string {
  const count = (kind: PortCell['outcome']['kind']) => cells.filter(({ outcome }) => outcome.kind === kind).length;
  const parts = [
    count('clean') > 0 && vscode.l10n.t('{0} clean', count('clean')),
    count('already-there') > 0 && vscode.l10n.t('{0} already there', count('already-there')),
    count('adapted') > 0 && vscode.l10n.t('{0} adapted', count('adapted')),
    count('proposed') > 0 && vscode.l10n.t('{0} proposed', count('proposed')),
    count('conflict') > 0 && vscode.l10n.t('{0} in conflict', count('conflict')),
    count('refused') > 0 && vscode.l10n.t('{0} refused', count('refused')),
  ].filter(Boolean);
  if (parts.length === 0)
    throw new Fault('nothing-to-port', vscode.l10n.t('There was nothing to port.'), vscode.l10n.t('Mark a fix first.'));
  const kept = [...written.values()].filter((each) => each === 'kept').length;
  const tail = kept > 0 ? ` ${vscode.l10n.t('{0} kept as edited by hand.', kept)}` : '';
  return `${vscode.l10n.t('Ported: {0}.', parts.join(', '))}${tail}`;
}
