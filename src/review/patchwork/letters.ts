// Sends patches to a list: one mail for each, to the list and the people that were agreed to, each only once.
import { ForgeError } from '../error';
import type { Letter, Proposal, ProposedPatch, Send, SubmitPlan, Submitted } from '../submission';
import { plain } from '../text';
import type { Archive } from './archive';
import { messageIdOf, ownMessageId } from './message-id';
import { prefixFor } from './name';
import type { Outbox } from './outbox';

/** Where mails go. `sender` is the address that they come from, `branches` are upstream's, the trunk first. */
export interface MailingList {
  host: string;
  list: string;
  archive: string;
  branches: readonly string[];
  sender: string;
  /** The same with the person's name. */
  from: string;
}

const STABLE = 'stable@vger.kernel.org';

/** The mails of a proposal, in order; the later ones answer the first, or an earlier version of themselves. */
export function lettersOf(
  { branch, patches, reviewers }: Proposal,
  { list, branches, sender, from }: MailingList,
): Letter[] {
  const isStable = /^linux-\d+\.\d+\.y$/.test(branch);
  const to = isStable ? [STABLE] : [list];
  const cc = [...new Set([...(isStable ? [list] : []), ...reviewers])].filter((address) => !to.includes(address));
  const first = patches[0];
  const head = first && ownMessageId(first.commit, branch, sender);
  return patches.map((patch, n) => {
    const version = (patch.review?.patchSet ?? 0) + 1;
    const before = messageIdOf(patch.review?.url ?? '');
    const inReplyTo = before ?? (n > 0 ? head : undefined);
    const number = patches.length > 1 ? ` ${n + 1}/${patches.length}` : '';
    return {
      commit: patch.commit,
      prefix: `${prefixFor(branch, branches, version)}${number}`,
      messageId: ownMessageId(patch.commit, branch, sender),
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
      ...{ from, to, cc },
    };
  });
}

/** What `sendLetters` would do, as sentences. */
export function planLetters(proposal: Proposal, list: MailingList): SubmitPlan {
  const steps = lettersOf(proposal, list).map((letter, n) => {
    const cc = letter.cc.length > 0 ? `, with copies to ${letter.cc.join(', ')}` : '';
    return `Send "[${letter.prefix}] ${proposal.patches[n]?.title ?? ''}" from ${letter.from} to ${letter.to.join(', ')}${cc}.`;
  });
  const notice = 'What was sent to a public list cannot be taken back.';
  return { host: list.host, branch: proposal.branch, to: list.list, steps: [...steps, notice] };
}

/** What sending needs. */
export interface Post {
  archive: Archive;
  outbox: Outbox;
  send: Send;
}

/**
 * Sends what was not sent yet, as far as the archive and this machine know. Throws `forge-refused` with the words of the mail program, and for a mail of
 * which nobody knows whether it was sent, as its sending was cut off.
 */
export async function sendLetters(
  proposal: Proposal,
  list: MailingList,
  post: Post,
  signal: AbortSignal,
): Promise<Submitted[]> {
  const submitted: Submitted[] = [];
  for (const [n, letter] of lettersOf(proposal, list).entries()) {
    const patch = proposal.patches[n] as ProposedPatch;
    const isThere = isShown(patch, letter) || (await post.archive.has(letter.messageId, signal));
    const isSent = isThere || (!proposal.force && (await wasSent(letter, list, post.outbox)));
    if (!isSent) await sendOne(letter, list, post, signal);
    const url = `${list.archive}${encodeURIComponent(letter.messageId)}/`;
    submitted.push({ fix: patch.fix, url, commit: patch.commit, changed: !isSent });
  }
  return submitted;
}

/** True for a mail that the mail program took, although the archive does not show it yet. */
async function wasSent({ messageId }: Letter, { host, archive }: MailingList, outbox: Outbox): Promise<boolean> {
  const known = await outbox.known(messageId);
  if (!known || known.sent) return known !== undefined;
  throw new ForgeError(
    'forge-refused',
    host,
    `Sending <${messageId}> was cut off at ${new Date(known.at).toISOString()}; it may have been sent, and ${host} does not show it yet.`,
    `See whether your mail program has sent it, and whether ${archive} shows it after a while. To send it in any case: fishladder submit --force.`,
    { reject: 'perhaps-sent' },
  );
}

/** Hands a mail over; that is on disk before it happens, so that no cut-off makes a second one. */
async function sendOne(
  letter: Letter,
  { host }: MailingList,
  { outbox, send }: Post,
  signal: AbortSignal,
): Promise<void> {
  await outbox.note(letter.messageId, false);
  const answer = await send(letter, signal);
  if (answer.kind === 'refused') {
    await outbox.forget(letter.messageId);
    throw refused(host, answer.words);
  }
  await outbox.note(letter.messageId, true);
}

function isShown({ review }: ProposedPatch, { messageId }: Letter): boolean {
  return messageIdOf(review?.url ?? '') === messageId;
}

function refused(host: string, words: readonly string[]): ForgeError {
  return new ForgeError(
    'forge-refused',
    host,
    `git send-email did not send it: ${plain(words.join('; '), 300)}.`,
    'Set up git send-email (sendemail.smtpServer and its like, see git help send-email), then submit again.',
  );
}
