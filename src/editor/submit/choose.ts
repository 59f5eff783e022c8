// Lists what a submit would send, branch by branch, beside what waits and why; the person takes out what is not to go.
import * as vscode from 'vscode';
import type { Submission, SubmitJob } from '../../flow/submit';
import { accountWords, verdictWords } from '../../flow/submit-words';
import { plain } from '../../review/text';
import { plainText } from '../plain-text';

/** What the person decided: to send these, or to plan anew with other wishes. */
export type Choice = { kind: 'send'; jobs: SubmitJob[] } | { kind: 'again'; wish: keyof Wishes };

/** What was wished so far. */
export interface Wishes {
  wip: boolean;
  now: boolean;
  verify: boolean;
}

interface Row extends vscode.QuickPickItem {
  job?: SubmitJob;
}

/** Shows the list. Throws `CancellationError` when the person leaves, or takes everything out. */
export function chooseJobs(submission: Submission, wishes: Wishes): Promise<Choice> {
  const pick = vscode.window.createQuickPick<Row>();
  const wip = button('git-pull-request-draft', wipWords(wishes));
  const now = button('watch', nowWords(wishes));
  const verify = button('shield', verifyWords(wishes));
  const hasErrors = submission.remarks.some(({ remarks }) => remarks.some(({ severity }) => severity === 'error'));
  pick.title = vscode.l10n.t('Submit to {0} as {1}', plain(submission.host), plain(accountWords(submission.account)));
  pick.placeholder = vscode.l10n.t('What goes now; the editor shows all of it');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.buttons = hasErrors ? [wip, now, verify] : [wip, now];
  pick.items = rowsOf(submission);
  pick.selectedItems = pick.items.filter(({ job }) => job);
  return new Promise<Choice>((resolve, reject) => {
    pick.onDidTriggerButton((pressed) =>
      resolve({ kind: 'again', wish: pressed === wip ? 'wip' : pressed === now ? 'now' : 'verify' }),
    );
    pick.onDidAccept(() => {
      const jobs = pick.selectedItems.flatMap(({ job }) => job ?? []);
      if (jobs.length > 0) resolve({ kind: 'send', jobs: submission.jobs.filter((job) => jobs.includes(job)) });
      else reject(new vscode.CancellationError());
    });
    pick.onDidHide(() => reject(new vscode.CancellationError()));
    pick.show();
  }).finally(() => pick.dispose());
}

function rowsOf({ jobs, rows }: Submission): Row[] {
  const going = jobs.map((job): Row => {
    const { branch, patches } = job.proposal;
    return {
      label: plainText(branch),
      description: plainText(plain(job.plan.to)),
      detail: plainText(plain(patches.map(({ title }) => title).join(' · '), 500)),
      job,
    };
  });
  const staying = rows.flatMap((row): Row[] => {
    const words = verdictWords(row);
    if (words === '') return [];
    return [{ label: plain(`${row.branch}: ${words}`, 200), kind: vscode.QuickPickItemKind.Separator }];
  });
  return [...going, ...staying];
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function wipWords({ wip }: Wishes): string {
  return wip ? vscode.l10n.t('Submit as ready for review') : vscode.l10n.t('Submit as work in progress');
}

function nowWords({ now }: Wishes): string {
  return now ? vscode.l10n.t('Wait for earlier branches') : vscode.l10n.t('Do not wait for earlier branches');
}

function verifyWords({ verify }: Wishes): string {
  return verify
    ? vscode.l10n.t('Send what the checks find errors in, too')
    : vscode.l10n.t('Keep what has errors here');
}
