// The commands that do something to a review: vote, recheck, ready, abandon, restore. Each says to what, and where.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import { ForgeError } from '../../review/error';
import { plain } from '../../review/text';
import type { Act, ReviewDetail } from '../../review/thread';
import type { Review } from '../../review/types';
import { voteText } from '../../review/words';
import { plainText } from '../plain-text';
import { withCancel } from '../progress';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import { chooseFix, chooseReviewed, noReview } from './pick';

/** A review, what was read of it, and the repository that it is of. */
interface ChosenReview {
  session: Session;
  review: Review;
  detail: ReviewDetail;
  /** `review 900123 (master, patch set 2) on review.example.org`. */
  words: string;
}

/** Votes on one label of a review; the person picks the value. */
export async function vote(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseReview(sessions, argument, 'vote', vscode.l10n.t('Vote on the review of which fix?'));
  const items = chosen.detail.votes.flatMap(({ label, values }) =>
    values.map(({ value, text }) => ({
      label: value === 0 ? plainText(`${label} 0`) : plainText(voteText({ label, value })),
      description: plainText(plain(text, 100)),
      act: { kind: 'vote', label, value } as const,
    })),
  );
  const title = vscode.l10n.t('Vote on {0}', chosen.words);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!picked) throw new vscode.CancellationError();
  await carryOut(chosen, picked.act, vscode.l10n.t('Voted {0} on {1}.', picked.label, chosen.words));
}

/** Asks CI to check the patch set again. */
export async function recheck(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseReview(sessions, argument, 'recheck', vscode.l10n.t('Recheck the review of which fix?'));
  await confirm(vscode.l10n.t('Ask CI to check {0} again?', chosen.words), vscode.l10n.t('Recheck'));
  await carryOut(chosen, { kind: 'recheck' }, vscode.l10n.t('CI was asked to check {0} again.', chosen.words));
}

/** Marks a review as ready for reviewers. */
export async function ready(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseReview(sessions, argument, 'ready', vscode.l10n.t('The review of which fix is ready?'));
  await confirm(vscode.l10n.t('Mark {0} as ready for review?', chosen.words), vscode.l10n.t('Ready for Review'));
  await carryOut(chosen, { kind: 'ready' }, vscode.l10n.t('Ready for review: {0}.', chosen.words));
}

/** Closes a review without merging; the person says why. */
export async function abandon(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseReview(sessions, argument, 'abandon', vscode.l10n.t('Abandon the review of which fix?'));
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Abandon {0}', chosen.words),
    prompt: vscode.l10n.t('Why? Everybody who follows the review reads it. May be empty.'),
    ignoreFocusOut: true,
  });
  if (text === undefined) throw new vscode.CancellationError();
  await carryOut(chosen, { kind: 'abandon', text }, vscode.l10n.t('Abandoned: {0}.', chosen.words));
}

/** Opens an abandoned review again. */
export async function restore(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseReview(sessions, argument, 'restore', vscode.l10n.t('Restore the review of which fix?'));
  await confirm(vscode.l10n.t('Open {0} again?', chosen.words), vscode.l10n.t('Restore'));
  await carryOut(chosen, { kind: 'restore' }, vscode.l10n.t('Open again: {0}.', chosen.words));
}

/**
 * The review that the argument names or the operator picks, read as it is now. Throws `no-review`, `forge-forbidden` where nobody is
 * signed in, `not-offered` where the server does not let the person do this.
 */
async function chooseReview(
  sessions: Sessions,
  argument: unknown,
  act: Act['kind'],
  title: string,
): Promise<ChosenReview> {
  const chosen = await chooseFix(sessions, argument, title);
  const { session, fix } = chosen;
  const row = await chooseReviewed(chosen, title);
  const review = row.review.review;
  if (!review) throw noReview(fix.name);
  await withCancel(vscode.l10n.t('Reading the review'), (signal) => session.look(review, signal, 'anew'));
  const known = session.view.details.get(review.url);
  if (known?.fault) throw known.fault;
  const { key, branch, patchSet } = review;
  const words = vscode.l10n.t('review {0} ({1}, patch set {2}) on {3}', key.number, branch, patchSet, key.host);
  const detail = known?.detail;
  if (detail?.acts.includes(act)) return { session, review, detail, words: plain(words) };
  throw await notOffered(session, key.host, plain(words));
}

async function notOffered(session: Session, host: string, words: string): Promise<Fault> {
  const { forge } = await session.works();
  if (await forge?.account(AbortSignal.timeout(20_000))) {
    return new Fault(
      'not-offered',
      vscode.l10n.t('The server does not let you do this to {0} now.', words),
      vscode.l10n.t('Open it in the browser to see what it offers.'),
    );
  }
  return new ForgeError(
    'forge-forbidden',
    host,
    vscode.l10n.t('Nobody is signed in to {0}.', host),
    vscode.l10n.t('Sign in to take part in reviews there.'),
  );
}

/** Does it to the patch set that the person saw. */
async function carryOut({ session, review }: ChosenReview, act: Act, done: string): Promise<void> {
  await withCancel(vscode.l10n.t('Telling {0}', review.key.host), (signal) => session.act(review, act, signal));
  void vscode.window.showInformationMessage(plainText(done));
}

async function confirm(question: string, button: string): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(plainText(question), { modal: true }, button);
  if (chosen !== button) throw new vscode.CancellationError();
}
