// The command that accepts a proposed port: each hunk is shown in its file, and nothing is written before all were agreed to.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { decode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import type { Proposal } from '../../flow/accept';
import type { Later } from '../../flow/later';
import type { StatusRow } from '../../flow/status';
import { laterWords, warningWords } from '../../flow/words';
import { proposalUri } from '../document-uri';
import { plainText } from '../plain-text';
import type { Question } from '../proposal';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { BranchTarget, Target } from '../target';
import { type Chosen, chooseFix, chooseRow } from './pick';
import { offerNext } from './tell';

/** Leads through the hunks of what is proposed for a branch, and writes it when each was accepted. */
export async function acceptPort(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseFix(
    sessions,
    argument,
    vscode.l10n.t('Accept what is proposed for which fix?'),
    isProposed,
  );
  const { session, fix } = chosen;
  const { proposal, later } = await chooseProposal(chosen);
  const target = { root: session.root, fix: fix.name, branch: proposal.branch };
  const { questionsOf } = await import('../proposal');
  const questions = await questionsOf(proposal.outcome);
  for (const [number, question] of questions.entries()) {
    const answer = await ask(target, question, `${number + 1}/${questions.length}`);
    if (answer === 'settle') return void (await vscode.commands.executeCommand('fishladder.resolve', target));
  }
  if (!(await mayStand(proposal, later)))
    return void (await vscode.commands.executeCommand('fishladder.resolve', target));
  await write(session, proposal);
}

const isProposed = ({ cell }: StatusRow) => cell.outcome.kind === 'proposed';

/**
 * Asks once more where the branch lacks what the proposal uses, or upstream changed the fix later; false where it is to be settled by
 * hand. Throws `CancellationError` when the operator leaves.
 */
async function mayStand({ branch, outcome }: Proposal, later: readonly Later[]): Promise<boolean> {
  const warned = [...outcome.warnings.map(warningWords), ...later.map((one) => laterWords(one, branch))];
  if (warned.length === 0) return true;
  const [accept, settle] = [vscode.l10n.t('Accept All the Same'), vscode.l10n.t('Settle It Myself')];
  const message = vscode.l10n.t('What is proposed for {0} may not work there.', branch);
  const detail = warned.map((words) => `${plainText(words)}.`).join('\n');
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, accept, settle);
  if (answer === undefined) throw new vscode.CancellationError();
  return answer === accept;
}

async function chooseProposal(chosen: Chosen): Promise<{ proposal: Proposal; later: readonly Later[] }> {
  const { fix } = chosen;
  const { cell } = await chooseRow(
    chosen,
    isProposed,
    vscode.l10n.t('{0}: accept what is proposed for which branch?', plainText(fix.title)),
    () =>
      new Fault(
        'nothing-proposed',
        vscode.l10n.t('Nothing is proposed for {0} there.', fix.name),
        vscode.l10n.t('The Fishladder view shows which branches have a proposal.'),
      ),
  );
  if (cell.outcome.kind !== 'proposed') throw new vscode.CancellationError();
  const proposal = { fix: fix.name, branch: cell.branch, outcome: cell.outcome };
  return { proposal, later: cell.later ?? [] };
}

/** Shows the hunk and asks. Throws `CancellationError` when the operator leaves. */
async function ask(target: BranchTarget, question: Question, count: string): Promise<'accept' | 'settle'> {
  const path = decode(question.path);
  if (question.place) await showPlace(target, path, question.place);
  const name = basename(path);
  const items = [
    {
      label: `$(check) ${vscode.l10n.t('Accept')}`,
      description: plainText(question.where),
      detail: plainText(question.words),
      answer: 'accept',
    } as const,
    {
      label: `$(git-merge) ${vscode.l10n.t('Settle It Myself')}`,
      detail: vscode.l10n.t('Opens the merge editor; nothing is written yet.'),
      answer: 'settle',
    } as const,
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('{0} on {1} ({2})', name, target.branch, count),
    placeHolder: question.doubts.length > 0 ? vscode.l10n.t('Doubt: {0}', question.doubts.join('; ')) : path,
    ignoreFocusOut: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.answer;
}

/** The diff of a proposed file, at the hunk; the focus stays with the question. */
async function showPlace(target: BranchTarget, path: string, { start, end }: { start: number; end: number }) {
  const [before, after] = [proposalUri(target, path, 'before'), proposalUri(target, path, 'after')];
  const title = vscode.l10n.t('{0} (proposed for {1})', basename(path), target.branch);
  const selection = new vscode.Range(start, 0, Math.max(start, end - 1), 0);
  await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: true, selection });
}

/** Writes the very text that was shown; refuses when another one is proposed by now. */
async function write(session: Session, proposal: Proposal): Promise<void> {
  const { fix, branch } = proposal;
  const rows = session.view.fixes.find(({ name }) => name === fix)?.rows ?? [];
  const now = rows.find(({ cell }) => cell.branch === branch)?.cell.outcome;
  if (now?.kind !== 'proposed' || now.text !== proposal.outcome.text) {
    throw new Fault(
      'ground-changed',
      vscode.l10n.t('What is proposed for {0} has changed since it was shown; nothing was written.', branch),
      vscode.l10n.t('Read it again.'),
    );
  }
  const { ladder } = await session.works();
  const { acceptProposal } = await import('../../flow/accept');
  const { written } = await acceptProposal(ladder, proposal);
  await session.reread();
  if (written === 'kept') {
    throw new Fault(
      'patch-edited',
      vscode.l10n.t('The patch of {0} for {1} was edited by hand, and it stays.', fix, branch),
      vscode.l10n.t('Edit it further, or remove it first.'),
    );
  }
  const target: Target = { root: session.root, fix, branch };
  void offerNext(vscode.l10n.t('Accepted for {0}: {1}.', branch, fix), [
    [vscode.l10n.t('Open Patch'), 'fishladder.openPatch', target],
  ]);
}
