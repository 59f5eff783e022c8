// The command that puts fixes up for review: plan, preview, the person's yes to host, branches and account, then step by step.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Submission, SubmitJob } from '../../flow/submit';
import type { Examine } from '../../flow/submit-remarks';
import { accountWords, verdictWords } from '../../flow/submit-words';
import { plain } from '../../review/text';
import { plainText } from '../plain-text';
import { withCancel } from '../progress';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import { chooseJobs, type Wishes } from '../submit/choose';
import type { Previews } from '../submit/preview';
import { chooseFix } from './pick';
import { type Next, offerNext } from './tell';

/** What is asked for: a fix, on all branches or on one. */
interface Wanted extends Wishes {
  fix: string;
  to: string[];
}

/** What submitting works with besides the sessions: where it shows texts, and the checks. */
export interface SubmitParts {
  previews: Previews;
  examine: Examine;
}

/** Submits a fix: for the branch of a tree row, else for every branch that is ready. Nothing is sent before a modal yes. */
export async function submitFix(
  sessions: Sessions,
  { previews, examine }: SubmitParts,
  argument: unknown,
): Promise<void> {
  const { session, fix, branch } = await chooseFix(sessions, argument, vscode.l10n.t('Submit which fix?'));
  const wanted: Wanted = {
    fix: fix.name,
    to: branch === undefined ? [] : [branch],
    wip: false,
    now: false,
    verify: true,
  };
  for (;;) {
    const submission = await plan(session, wanted, examine);
    if (submission.jobs.length === 0 && !canInsist(submission, wanted)) return void tellNothing(submission);
    const { ladder } = await session.works();
    const { submissionText } = await import('../submit/text');
    await previews.show(vscode.l10n.t('submit {0}', fix.name), await submissionText(ladder, submission));
    const choice = await chooseJobs(submission, wanted);
    if (choice.kind === 'again') {
      wanted[choice.wish] = !wanted[choice.wish];
      continue;
    }
    await confirm(submission, choice.jobs, wanted);
    return send(session, { ...submission, jobs: choice.jobs });
  }
}

/** Whether something would go if earlier branches were not waited for, or the checks not minded. */
function canInsist({ rows }: Submission, { now }: Wanted): boolean {
  return rows.some(({ verdict }) =>
    verdict.kind === 'held' ? verdict.code === 'errors' : verdict.kind === 'waits' && !now,
  );
}

async function plan(session: Session, { fix, ...wishes }: Wanted, examine: Examine): Promise<Submission> {
  const { ladder, forge, reviews } = await session.works();
  if (!forge || !reviews) {
    throw new Fault(
      'no-forge',
      vscode.l10n.t('It is not known where this project is reviewed.'),
      vscode.l10n.t('It is named by .gitreview, or by the remote; else name it in .fishladder.json (forge).'),
    );
  }
  const { planSubmit } = await import('../../flow/submit');
  const request = { ...wishes, names: [fix], reviewers: [], hashtags: [], force: false };
  return withCancel(vscode.l10n.t('Preparing what is to be sent'), (signal) =>
    planSubmit(ladder, forge, reviews, request, examine, signal),
  );
}

/** The modal question. Throws `CancellationError` unless it is answered with yes. */
async function confirm({ host, account }: Submission, jobs: readonly SubmitJob[], { wip }: Wishes): Promise<void> {
  const submit = wip ? vscode.l10n.t('Submit as Work in Progress') : vscode.l10n.t('Submit');
  const branches = jobs.map(({ proposal }) => proposal.branch).join(', ');
  const words = vscode.l10n.t('Send this to {0} as {1}, for {2}?', host, accountWords(account), branches);
  const detail = jobs.flatMap(({ plan: { steps } }) => steps.map((step) => plain(step, 500))).join('\n');
  const chosen = await vscode.window.showWarningMessage(plainText(plain(words, 1000)), { modal: true, detail }, submit);
  if (chosen !== submit) throw new vscode.CancellationError();
}

async function send(session: Session, submission: Submission): Promise<void> {
  const { ladder, forge } = await session.works();
  if (!forge) return;
  const { carryOutSubmit, submitDoors } = await import('../../flow/carry-out-submit');
  const done: { branch: string; fix: string; changed: boolean }[] = [];
  try {
    await withCancel(vscode.l10n.t('Submitting to {0}', submission.host), async (signal, report) => {
      await carryOutSubmit(
        forge,
        submission,
        submitDoors(ladder),
        async ({ job, submitted }) => {
          for (const { fix, changed } of submitted) done.push({ branch: job.proposal.branch, fix, changed });
          report(job.proposal.branch);
        },
        signal,
      );
    });
  } finally {
    await session.reread();
    await session.ask(AbortSignal.timeout(60_000));
  }
  void tellDone(session, submission, done);
}

/** Says what is up for review now; the first one can be opened. */
async function tellDone(
  { root }: Session,
  { host }: Submission,
  done: readonly { branch: string; fix: string; changed: boolean }[],
): Promise<void> {
  const branches = done.map(({ branch, changed }) =>
    changed ? branch : vscode.l10n.t('{0} (it had this patch already)', branch),
  );
  const [first] = done;
  const next: Next[] = first
    ? [[vscode.l10n.t('Open Review'), 'fishladder.openReview', { root, fix: first.fix, branch: first.branch }]]
    : [];
  await offerNext(vscode.l10n.t('Up for review on {0}: {1}.', host, branches.join(', ')), next);
}

/** Says why nothing is sent. */
function tellNothing({ rows }: Submission): Promise<void> {
  const why = rows.map((row) => `${row.branch}: ${plain(verdictWords(row), 300)}`);
  return offerNext(vscode.l10n.t('Nothing is to be submitted. {0}', why.join('; ')), [], 'warning');
}
