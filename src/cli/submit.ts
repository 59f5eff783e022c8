// `fishladder submit`: shows what would leave the machine and where to, asks, and puts fixes up for review.
import { carryOutSubmit, type SubmitDone, submitDoors } from '../flow/carry-out-submit';
import type { Ladder } from '../flow/ladder';
import { planSubmit, type Submission } from '../flow/submit';
import { remarkLines } from '../flow/submit-remarks';
import { commitTexts } from '../flow/submit-text';
import { accountWords, verdictWords } from '../flow/submit-words';
import { examinePatch } from '../language/lint';
import type { Call } from './arguments';
import { confirm } from './confirm';
import { withForge } from './forge';
import { submitJson } from './submit-json';
import { plain, table } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Plans, prints, asks and submits; a dry run stops after printing, with every commit in full. */
export function runSubmit(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  return withForge(ladder, async (forge, reviews) => {
    const { signal } = terminal;
    const submission = await planSubmit(
      ladder,
      forge,
      reviews,
      {
        names: words,
        to: options.to ?? [],
        wip: options.wip === true,
        reviewers: options.reviewer ?? [],
        ...labelsOf(ladder, options),
        force: options.force === true,
        now: options.now === true,
        verify: options['no-verify'] !== true,
      },
      examinePatch,
      signal,
    );
    for (const note of submission.notes) terminal.err(`${plain(note)}\n`);
    const { rows, jobs } = submission;
    const code = rows.some(({ verdict }) => verdict.kind === 'held') ? EXIT.incomplete : EXIT.done;
    if (!options.json) await terminal.out(planText(submission, terminal.folder));
    if (options['dry-run']) {
      await terminal.out(options.json ? submitJson(submission, []) : await commitsText(ladder, submission));
      return code;
    }
    if (jobs.length > 0 && !options.yes && !(await confirm(questionOf(submission), terminal))) {
      terminal.err('Nothing was sent.\n');
      return EXIT.incomplete;
    }
    const done: SubmitDone[] = [];
    const files = await carryOutSubmit(
      forge,
      submission,
      submitDoors(ladder),
      async (result) => {
        done.push(result);
        if (!options.json) await terminal.out(doneText(result));
      },
      signal,
    );
    if (options.json) await terminal.out(submitJson(submission, done));
    else for (const path of files) await terminal.out(`Written: ${plain(path)}\n`);
    return code;
  });
}

/** The topic and the hashtags, which Gerrit alone has. */
function labelsOf({ profile }: Ladder, { topic, hashtag: hashtags = [] }: Call['options']) {
  const asked = [...(topic === undefined ? [] : [topic]), ...hashtags];
  if (asked.length > 0 && profile.forge?.kind !== 'gerrit') throw usageFault('Only Gerrit has topics and hashtags.');
  if (asked.some((text) => text.trim() === '' || /[\u0000-\u001f\u007f,]/.test(text)))
    throw usageFault('A topic or a hashtag is not empty, and has no comma and no line break in it.');
  return { hashtags, ...(topic === undefined ? {} : { topic }) };
}

function questionOf({ host, account, jobs }: Submission): string {
  const branches = [...new Set(jobs.map(({ proposal }) => proposal.branch))].join(', ');
  return `Send this to ${host} as ${accountWords(account)}, for ${branches}?`;
}

function planText({ host, account, rows, jobs, remarks }: Submission, folder: string): string {
  const plans = jobs.map(
    ({ plan }) => `  ${plain(plan.branch)}\n${plan.steps.map((step) => `    ${plain(step)}\n`).join('')}`,
  );
  const head =
    jobs.length === 0 ? 'Nothing is to be sent.\n' : `To ${plain(host)} as ${plain(accountWords(account))}:\n`;
  const others = rows.flatMap((row) => {
    const words = verdictWords(row);
    return words === '' ? [] : [[row.fix, row.branch, plain(words)]];
  });
  const said = remarkLines(remarks, folder).map((line) => `${plain(line)}\n`);
  return `${head}${plans.join('')}${said.join('')}${table(
    others.map((row) => row.map(plain)),
    '  ',
  )}`;
}

/** Every commit that a dry run would send: its head, its message and its diff. */
async function commitsText(ladder: Ladder, { jobs }: Submission): Promise<string> {
  const safe = (line: string) => line.split('\t').map(plain).join('\t');
  return (await commitTexts(ladder, jobs)).map((text) => `\n${text.split('\n').map(safe).join('\n')}`).join('');
}

function doneText({ job, submitted, files }: SubmitDone): string {
  const lines = submitted.map(
    ({ fix, url, changed }) =>
      `${fix} on ${job.proposal.branch}: ${url}${changed ? '' : ' (it had this patch already)'}`,
  );
  return [...lines, ...files.map((path) => `Written: ${path}`)].map((line) => `${plain(line)}\n`).join('');
}
