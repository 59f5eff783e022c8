// The command that takes a reviewer's patch set into the queue, after what differs from one's own patch was seen.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { decode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import type { Adoption } from '../../flow/adopt';
import type { AgainstDeployed } from '../../flow/against-deployed';
import { plain, plainLines } from '../../review/text';
import { patchSetUri, sideUri } from '../document-uri';
import { plainText } from '../plain-text';
import { withCancel } from '../progress';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { Previews } from '../submit/preview';
import type { BranchTarget } from '../target';
import { chooseFix, chooseReviewed, noReview } from './pick';
import { offerNext } from './tell';

/** Shows what a review's newest patch set makes of the files beside what the queue's patch makes of them, and takes it after a yes. */
export async function adoptPatchSet(sessions: Sessions, previews: Previews, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Adopt the patch set of which fix?');
  const chosen = await chooseFix(sessions, argument, title);
  const { session, fix } = chosen;
  const row = await chooseReviewed(chosen, title);
  const target = { root: session.root, fix: fix.name, branch: row.cell.branch };
  const adoption = await plan(session, target);
  const { before, text, review } = adoption;
  if (before === text) {
    const words = vscode.l10n.t(
      'Patch set {0} of review {1} is in the queue already.',
      review.patchSet,
      review.key.number,
    );
    const chosen = await vscode.window.showInformationMessage(words, ...compareButtons(adoption));
    if (chosen !== undefined) await showAgainstDeployed(adoption, previews);
    return;
  }
  await showDifference(session, target, adoption);
  await confirm(adoption, previews);
  const { ladder } = await session.works();
  const { carryOutAdoption } = await import('../../flow/adopt');
  const { former } = await carryOutAdoption(ladder, adoption, adoption.edited);
  await session.reread();
  const words = vscode.l10n.t('Adopted for {0}: patch set {1}.', target.branch, review.patchSet);
  const was = former === undefined ? '' : ` ${vscode.l10n.t('What it was: git show {0}', former.slice(0, 12))}`;
  void offerNext(words + was, [[vscode.l10n.t('Open Patch'), 'fishladder.openPatch', target]]);
}

async function plan(session: Session, { fix, branch }: BranchTarget): Promise<Adoption> {
  const { ladder, forge, reviews } = await session.works();
  if (!forge || !reviews) throw noReview(fix);
  const { findReview } = await import('../../flow/find-review');
  const { patchSetCommit } = await import('../../flow/reviewed');
  const { planAdoption } = await import('../../flow/adopt');
  return withCancel(vscode.l10n.t('Bringing the patch set'), async (signal) => {
    const { source, review } = await findReview(ladder, forge, reviews, fix, branch, signal);
    const patchSet = { number: review.patchSet, commit: review.commit };
    const commit = await patchSetCommit(ladder, forge, review, patchSet, signal);
    if (commit) return planAdoption(ladder, source, branch, review, commit);
    throw new Fault(
      'patch-set-absent',
      vscode.l10n.t('The patch set of {0} cannot be fetched.', review.url),
      vscode.l10n.t('Look at the review, then try again.'),
    );
  });
}

/** On the left what the queue's patch makes of each file that differs (the branch's own file where it does not touch it), on the right the patch set. */
async function showDifference(
  session: Session,
  target: BranchTarget,
  { files, before, review }: Adoption,
): Promise<void> {
  const { ladder } = await session.works();
  const { fixDiff } = await import('../../flow/fix-diff');
  const steps = before === undefined ? [] : await fixDiff(ladder, target.fix, target.branch);
  const touched = new Set(steps.map(({ newPath }) => newPath));
  const pairs = files.map(({ oldPath, newPath }) => {
    const path = decode(newPath ?? oldPath ?? '');
    const mine = touched.has(newPath ?? oldPath)
      ? sideUri(target, path, 'after')
      : patchSetUri(target, review.commit, path, 'before');
    return { path, mine, theirs: patchSetUri(target, review.commit, path, 'after') };
  });
  const title = (path: string) =>
    vscode.l10n.t('{0} (mine ↔ patch set {1} of {2})', basename(path), review.patchSet, plain(review.owner, 40));
  const [only] = pairs;
  if (!only) return;
  if (pairs.length === 1) {
    await vscode.commands.executeCommand('vscode.diff', only.mine, only.theirs, title(only.path), { preview: true });
    return;
  }
  const changes = pairs.map(({ mine, theirs }) => [theirs, mine, theirs]);
  await vscode.commands.executeCommand('vscode.changes', title(target.fix), changes);
}

/**
 * Throws `CancellationError` unless it is answered with yes; says what gets lost, which is little: the former patch stays in git. How the patch set
 * differs from what is deployed can be looked at before.
 */
async function confirm(adoption: Adoption, previews: Previews): Promise<void> {
  const { review, branch, files, deployed, messages, edited } = adoption;
  const take = vscode.l10n.t('Adopt');
  const { patchSet, key, owner } = review;
  const words = vscode.l10n.t('Take patch set {0} of review {1} as the patch for {2}?', patchSet, key.number, branch);
  const isSameMessage = messages.before.trim() === messages.after.trim();
  const detail = [
    vscode.l10n.t('The review is {0}’s.', plain(owner, 80)),
    files.length === 0 ? vscode.l10n.t('It makes the same of the files as your patch.') : '',
    isSameMessage ? '' : vscode.l10n.t('Its message:\n{0}', decode(messages.after).slice(0, 2000)),
    deployedWords(deployed),
    edited ? vscode.l10n.t('Your patch was edited by hand; what it was stays in git.') : '',
  ];
  const options = { modal: true, detail: detail.filter(Boolean).join('\n\n') };
  const buttons = [take, ...compareButtons(adoption)];
  const chosen = await vscode.window.showWarningMessage(plainText(words), options, ...buttons);
  if (chosen !== undefined && chosen !== take) await showAgainstDeployed(adoption, previews);
  if (chosen !== take) throw new vscode.CancellationError();
}

function compareButtons({ deployed }: Adoption): string[] {
  return deployed.kind === 'files' && deployed.files.length > 0 ? [vscode.l10n.t('Compare with Deployed')] : [];
}

async function showAgainstDeployed({ review, deployed }: Adoption, previews: Previews): Promise<void> {
  const { againstDeployedText } = await import('../../flow/against-deployed');
  const text = plainLines(againstDeployedText(deployed), Number.POSITIVE_INFINITY);
  await previews.show(vscode.l10n.t('patch set {0} on {1}', review.patchSet, deployed.release), text);
}

function deployedWords(deployed: AgainstDeployed): string {
  const { release } = deployed;
  if (deployed.kind === 'unfit')
    return vscode.l10n.t('It does not go onto {0}, so it cannot be compared with what is deployed.', release);
  return deployed.files.length === 0
    ? vscode.l10n.t('On {0} it makes the same of the files as what is deployed.', release)
    : vscode.l10n.t('It differs from what is deployed on {0}.', release);
}
