// Everything that a submit would send, as the text of a document.
import type { Ladder } from '../../flow/ladder';
import type { Submission } from '../../flow/submit';
import { remarkLines } from '../../flow/submit-remarks';
import { commitTexts } from '../../flow/submit-text';
import { accountWords, verdictWords } from '../../flow/submit-words';
import { plain, plainLines } from '../../review/text';

/** Where it goes and as whom, what is done for each branch, each commit in full, and what stays here and why. */
export async function submissionText(ladder: Ladder, submission: Submission): Promise<string> {
  const { host, account, jobs, rows, remarks } = submission;
  const head =
    jobs.length === 0 ? 'Nothing is to be sent.\n' : `To ${plain(host)} as ${plain(accountWords(account))}:\n`;
  const plans = jobs.map(({ plan }) => [`  ${plan.branch}`, ...plan.steps.map((step) => `    ${plain(step, 1000)}`)]);
  const stays = rows.flatMap((row) => {
    const words = verdictWords(row);
    return words === '' ? [] : [`  ${row.fix} on ${row.branch}: ${plain(words, 1000)}`];
  });
  const commits = (await commitTexts(ladder, jobs)).map((text) => plainLines(text, Number.POSITIVE_INFINITY));
  const said = remarkLines(remarks, ladder.git.root).map((line) => `  ${plain(line, 1000)}`);
  const checks = said.length > 0 ? ['', 'What the checks say:', ...said] : [];
  const list = [...plans.flat(), ...checks, ...(stays.length > 0 ? ['', 'Not sent:', ...stays] : [])];
  return [head + list.map((line) => `${line}\n`).join(''), ...commits].join('\n');
}
