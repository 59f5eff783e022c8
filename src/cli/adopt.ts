// `fishladder adopt`: shows how a review's patch set differs from the queue's patch, asks, and takes it.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { type Adoption, carryOutAdoption, planAdoption } from '../flow/adopt';
import { againstDeployedText } from '../flow/against-deployed';
import { findReview } from '../flow/find-review';
import type { Ladder } from '../flow/ladder';
import { patchSetCommit } from '../flow/reviewed';
import { formatFile } from '../patch/format';
import type { Call } from './arguments';
import { confirm } from './confirm';
import { withForge } from './forge';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';

/** Brings the patch set, prints the difference and writes the patch unless it is a dry run, or the answer is no. */
export function runAdopt(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [fix = '', branch = ''] = words;
  const { signal } = terminal;
  return withForge(ladder, async (forge, reviews) => {
    const { source, review } = await findReview(ladder, forge, reviews, fix, branch, signal);
    const patchSet = { number: review.patchSet, commit: review.commit };
    const commit = await patchSetCommit(ladder, forge, review, patchSet, signal);
    if (!commit) throw gone(review.url);
    const adoption = await planAdoption(ladder, source, branch, review, commit);
    if (!options.json) await terminal.out(adoptionText(adoption));
    for (const note of adoption.notes) terminal.err(`${plain(note)}\n`);
    if (adoption.before === adoption.text || options['dry-run']) {
      if (options.json) await terminal.out(adoptionJson(adoption, undefined));
      return EXIT.done;
    }
    if (!options.yes && !(await confirm(`Take patch set ${review.patchSet} as ${adoption.path}?`, terminal))) {
      terminal.err('Nothing was written.\n');
      return EXIT.incomplete;
    }
    const { former } = await carryOutAdoption(ladder, adoption, options.force === true);
    if (options.json) await terminal.out(adoptionJson(adoption, former ?? ''));
    else {
      await terminal.out(`Written: ${plain(adoption.path)}\n`);
      if (former) await terminal.out(`What it was: git show ${former}\n`);
    }
    return EXIT.done;
  });
}

function gone(url: string): Fault {
  return new Fault(
    'patch-set-absent',
    `The patch set of ${url} cannot be fetched.`,
    'Look at the review, then try again.',
  );
}

function adoptionText({ review, branch, files, deployed, messages, before, text }: Adoption): string {
  const head = `Patch set ${review.patchSet} of ${review.url} (${review.owner}), for ${branch}\n`;
  if (before === text)
    return `${plain(head.trimEnd())}\nIt is in the queue already.\n${safe(againstDeployedText(deployed))}`;
  const message =
    messages.before.trim() === messages.after.trim()
      ? ''
      : `Its message is another one:\n${indented(decode(messages.after))}`;
  const diff =
    files.length === 0
      ? 'The files are the same.\n'
      : `What differs in the files from ${before === undefined ? 'the branch' : "the queue's patch"}:\n${files.map((file) => decode(formatFile(file))).join('')}`;
  return `${plain(head.trimEnd())}\n${safe(message)}${safe(diff)}${safe(againstDeployedText(deployed))}`;
}

function indented(text: string): string {
  return `${text.trimEnd().replace(/^(?=.)/gm, '    ')}\n`;
}

/** Each line without control characters but tabs. */
function safe(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(plain).join('\t'))
    .join('\n');
}

function adoptionJson(
  { fix, branch, review, path, files, deployed, messages, before, text, edited }: Adoption,
  former: string | undefined,
): string {
  const answer = {
    fix,
    branch,
    path,
    url: review.url,
    patchSet: review.patchSet,
    commit: review.commit,
    current: before === text,
    edited,
    message: decode(messages.after),
    diff: files.map((file) => decode(formatFile(file))).join(''),
    deployed:
      deployed.kind === 'files'
        ? { release: deployed.release, diff: deployed.files.map((file) => decode(formatFile(file))).join('') }
        : { release: deployed.release, unfit: deployed.why },
    written: former !== undefined,
    ...(former ? { former } : {}),
  };
  return `${JSON.stringify(answer)}\n`;
}
