// `fishladder review`: shows a review with its threads beside the operator's own lines, and does to it what is asked for.
import { Fault } from '../base/fault';
import { findReview, knownReview } from '../flow/find-review';
import type { Ladder } from '../flow/ladder';
import { type LiveThread, liveThreads } from '../flow/live-threads';
import { openDetails } from '../flow/reviews';
import type { Act, ReviewDetail } from '../review/thread';
import type { Review } from '../review/types';
import { ageText, ciText, nextText, votesText } from '../review/words';
import type { Call } from './arguments';
import { confirm } from './confirm';
import { withForge } from './forge';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Prints the review, or does the acts in the order of the manual after a confirmation. */
export function runReview(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [fix = '', branch = ''] = words;
  const acts = actsOf(options);
  const { signal } = terminal;
  return withForge(ladder, async (forge, reviews) => {
    if (acts.length === 0) {
      const found = await knownReview(ladder, forge, reviews, fix, branch, signal);
      const { review } = found;
      const details = openDetails(ladder, forge);
      await details.refresh(review, signal);
      const { detail, asOf, fault } = { fault: found.fault, ...details.all().get(review.url)! };
      if (!detail) throw fault;
      const threads = await liveThreads(ladder, forge, review, detail.threads, signal).catch((error: unknown) => {
        if (fault && error instanceof Fault) return detail.threads.map((thread): LiveThread => ({ thread }));
        throw error;
      });
      const now = ladder.host.now().getTime();
      if (fault) terminal.err(`${plain(`${fault.message} What is shown is what was read ${ageText(asOf, now)}.`)}\n`);
      await terminal.out(options.json ? reviewJson(review, detail, threads) : reviewText(review, threads, now));
      return EXIT.done;
    }
    const { review } = await findReview(ladder, forge, reviews, fix, branch, signal);
    const account = await forge.account(signal);
    const who = account ? `${account.name} (${account.user})` : 'nobody that is known here';
    const question = `${acts.map(actWords).join(', ')}: patch set ${review.patchSet} of ${review.url}, as ${who}?`;
    if (!options.yes && !(await confirm(question, terminal))) {
      terminal.err('Nothing was sent.\n');
      return EXIT.incomplete;
    }
    for (const act of acts) {
      await forge.act(review, act, signal);
      if (!options.json) await terminal.out(`Done: ${plain(actWords(act))}\n`);
    }
    if (options.json) await terminal.out(`${JSON.stringify({ url: review.url, done: acts })}\n`);
    return EXIT.done;
  });
}

function actsOf({ vote, comment, reply, resolve, recheck, ready, abandon, restore }: Call['options']): Act[] {
  const votes = (vote ?? []).map((text): Act => {
    const [, label, value] = /^([\w-]+)=([+-]?\d{1,2})$/.exec(text) ?? [];
    if (!label || !value) throw usageFault(`'${text}' is no vote: write it as Code-Review=+1.`);
    return { kind: 'vote', label, value: Number(value) };
  });
  if (reply !== undefined && comment === undefined && !resolve)
    throw usageFault('--reply goes with --comment, with --resolve, or with both.');
  if (resolve && reply === undefined) throw usageFault('--resolve goes with --reply.');
  const said: Act[] = [];
  if (comment !== undefined && reply === undefined) said.push({ kind: 'comment', text: comment, resolved: true });
  if (reply !== undefined) said.push({ kind: 'reply', thread: reply, text: comment ?? '', resolved: resolve === true });
  return [
    ...(restore ? [{ kind: 'restore' } as const] : []),
    ...said,
    ...votes,
    ...(ready ? [{ kind: 'ready' } as const] : []),
    ...(recheck ? [{ kind: 'recheck' } as const] : []),
    ...(abandon === undefined ? [] : [{ kind: 'abandon', text: abandon } as const]),
  ];
}

/** What an act does, as the beginning of a sentence. */
function actWords(act: Act): string {
  switch (act.kind) {
    case 'reply':
      if (act.text === '') return `Resolve ${act.thread}`;
      return `Answer "${act.text}"${act.resolved ? ' and resolve' : ''}`;
    case 'comment':
      return `Say "${act.text}"`;
    case 'vote':
      return `Vote ${act.label} ${act.value > 0 ? '+' : ''}${act.value}`;
    case 'recheck':
      return 'Have CI check again';
    case 'ready':
      return 'Mark as ready for review';
    case 'abandon':
      return 'Abandon';
    case 'restore':
      return 'Restore';
  }
}

function reviewText(review: Review, threads: readonly LiveThread[], now: number): string {
  const head = [
    `${review.subject}`,
    `${review.url}, patch set ${review.patchSet} by ${review.owner}`,
    nextText(review.next),
    [votesText(review.votes), ciText(review.ci)].filter(Boolean).join('; '),
  ];
  const said = threads.map((each) => {
    const { thread } = each;
    const comments = thread.comments.flatMap(({ author, at, text }) => [
      `    ${author}, ${ageText(at, now)}:`,
      ...text.split(/\r?\n/).map((line) => `      ${line}`),
    ]);
    return [`  ${placeText(each)}${thread.resolved ? ' (resolved)' : ''} [${thread.id}]`, ...comments];
  });
  return [...head, ...said.flat()]
    .map((line) => plain(line).trimEnd())
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

/** `nova/console.py:208`, as the file is here; else where it was reviewed. */
function placeText({ thread: { place, patchSet }, file, place: live }: LiveThread): string {
  if (file !== undefined && live?.kind === 'file') return file;
  if (file !== undefined && live && live.kind !== 'file')
    return `${file}:${live.start.line + 1}${live.kind === 'like' ? ' (reads differently here)' : ''}`;
  if (!place) return 'on the whole';
  const line = place.range?.startLine ?? place.line;
  return `${place.path}${line === undefined ? '' : `:${line}`} of patch set ${patchSet}, which is not here`;
}

function reviewJson(review: Review, { votes, acts }: ReviewDetail, threads: readonly LiveThread[]): string {
  const places = threads.map(({ thread, file, place }) => ({
    ...thread,
    ...(file === undefined ? {} : { file }),
    ...(place ? { live: place } : {}),
  }));
  return `${JSON.stringify({ review, threads: places, votes, acts })}\n`;
}
