// What a list's archive tells of a patch, where no Patchwork follows the list: versions, trailers of replies, threads; pure.
import { createHash } from 'node:crypto';
import { standingOf } from '../standing';
import { plain } from '../text';
import type { Thread } from '../thread';
import type { Review, Vote } from '../types';
import { verdictOf } from '../verdict';
import type { ArchivedMail } from './archive';
import type { MailContext } from './map';
import { branchNamed, readSubject } from './name';
import { readReply } from './quote';

/** Trailers with which people agree, and the one with which they do not (Documentation/process/submitting-patches.rst). */
const TRAILER = /^(Reviewed-by|Acked-by|Tested-by|Nacked-by):([^<\n]*)(?:<|$)/gim;

/** True for a mail that holds a patch. */
export function isPatch({ subject, text }: ArchivedMail): boolean {
  return !readSubject(subject).isReply && /^diff --git |^--- \S.*\n\+\+\+ /m.test(text);
}

/** The review that a patch's thread is; its number is made of the Message-ID, as mails have none. */
export function toMailReview(patch: ArchivedMail, thread: readonly ArchivedMail[], context: MailContext): Review {
  const { title, version, words } = readSubject(patch.subject);
  const replies = repliesTo(patch, thread);
  const votes = votesOf(replies);
  const against = votes.filter(({ label }) => label === 'Nacked-by').flatMap(({ by }) => by);
  const branch = plain(branchNamed(words, context.branches));
  const applied = replies.find(({ text }) =>
    /^(?:applied|queued|merged)\b[^\n]*(?:thanks|thank you|to\b)/im.test(text),
  );
  const mine = context.me !== undefined && patch.from.email.toLowerCase() === context.me.toLowerCase();
  const ci = verdictOf([]);
  const approved = votes.some(({ label }) => label === 'Reviewed-by' || label === 'Acked-by');
  const standing = standingOf({
    ...{ branch, mine, draft: false, conflicts: false, against, ci, unresolved: 0, approved, reviewers: [] },
    ...(applied ? { merging: `applied by ${plain(applied.from.name, 80)}` } : {}),
  });
  return {
    key: { host: context.host, project: context.project, number: numberOf(patch.id) },
    url: `${context.archive}${encodeURIComponent(patch.id)}/`,
    ...{ branch, changeId: '', subject: plain(title), votes, ci, requirements: [], unresolved: 0, patchSet: version },
    ...{ commit: '', ref: '', owner: plain(patch.from.name, 80) },
    reviewers: [...new Set(replies.map(({ from }) => plain(from.name, 80)))],
    updated: Math.max(patch.at, ...replies.map(({ at }) => at)),
    ...standing,
  };
}

/** Twelve hexadecimal digits of the id's digest, which a number can hold. */
function numberOf(id: string): number {
  return Number.parseInt(createHash('sha1').update(id).digest('hex').slice(0, 12), 16);
}

/** The mails below a patch, without its author's own. */
function repliesTo(patch: ArchivedMail, thread: readonly ArchivedMail[]): ArchivedMail[] {
  const below = new Set([patch.id]);
  for (const mail of thread)
    if (mail.parent !== undefined && below.has(mail.parent) && readSubject(mail.subject).isReply) below.add(mail.id);
  return thread.filter(({ id, from }) => below.has(id) && id !== patch.id && from.email !== patch.from.email);
}

function votesOf(replies: readonly ArchivedMail[]): Vote[] {
  const found = new Map<string, Set<string>>();
  for (const { text } of replies)
    for (const [, label = '', name = ''] of text.replace(/^>.*$/gm, '').matchAll(TRAILER)) {
      const key = `${label.charAt(0).toUpperCase()}${label.slice(1).toLowerCase()}`;
      found.set(key, (found.get(key) ?? new Set()).add(plain(name, 80)));
    }
  return [...found].map(([label, by]) => ({ label, value: label === 'Nacked-by' ? -1 : 1, text: label, by: [...by] }));
}

/** One answer to a patch, from wherever it was read. */
export interface Answered {
  id: string;
  name: string;
  mine: boolean;
  /** True when the patch's author said it. */
  byAuthor: boolean;
  at: number;
  text: string;
  addressed: boolean;
}

/** A thread for each paragraph of each answer, at the quoted line that it is about. What the author says, and trailers, wait for nobody. */
export function threadsOf(diff: string, commit: string, version: number, answers: readonly Answered[]): Thread[] {
  return answers.flatMap((answer) =>
    readReply(answer.text, diff).map(({ text, place }, n): Thread => {
      const isVote = text
        .replace(TRAILER, '')
        .split('\n')
        .every((line) => line.trim() === '' || /^\S.*>$/.test(line));
      const resolved = answer.addressed || answer.byAuthor || isVote || !place;
      const comment = {
        id: `${answer.id}#${n}`,
        author: plain(answer.name, 80),
        mine: answer.mine,
        text,
        at: answer.at,
      };
      return { id: comment.id, ...(place ? { place } : {}), patchSet: version, commit, resolved, comments: [comment] };
    }),
  );
}
