// What forges have in common where a review is a branch: the plan in words, and what a push that goes wrong means.
import { ForgeError } from './error';
import type { Push } from './forge';
import { headOf } from './head';
import type { Proposal, ProposedPatch, PushAnswer } from './submission';
import { plain } from './text';

/** How long a new fork is waited for, and how often it is looked for, in milliseconds. */
const FORK_LIMIT = 120_000;
const FORK_PAUSE = 2_000;

/** Resolves after so many milliseconds. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** The fork that `look` finds once the forge has made it. Throws `forge-timeout` where that takes too long. */
export async function awaitFork<T>(
  { host, project }: { host: string; project: string },
  look: () => Promise<T | undefined>,
  wait: Wait,
  signal: AbortSignal,
): Promise<T> {
  for (let waited = 0; waited < FORK_LIMIT; waited += FORK_PAUSE) {
    const fork = await look();
    if (fork) return fork;
    await wait(FORK_PAUSE, signal);
  }
  throw new ForgeError(
    'forge-timeout',
    host,
    `${host} has not finished your fork of ${project} yet.`,
    'Submit again in a few minutes; what was done is kept.',
  );
}

/** Where a patch is pushed to: `before` is what the branch has now, `review` the address of the open review that is made of it, if any. */
export interface Destination {
  host: string;
  to: string;
  head: string;
  before: string;
  review: string | undefined;
}

/** Makes a branch of a fork this patch, unless it is already. Throws `forge-refused`, and `forge-moved` over what nobody here has seen. */
export async function pushPatch(
  patch: ProposedPatch,
  { host, to, head, before, review }: Destination,
  push: Push,
  signal: AbortSignal,
): Promise<void> {
  guardPush(host, patch, before, review);
  if (before === patch.commit) return;
  const request = { to, commit: patch.commit, ref: `refs/heads/${head}`, options: [], replaces: before };
  const answer = await push(request, signal);
  if (answer.kind === 'refused') throw refusedBy(host, answer);
}

/** The message below its title, as the text of a review. */
export function textOf({ message }: ProposedPatch): string {
  return message.split('\n').slice(1).join('\n').trim();
}

/** The fault of a push that was refused, with the other side's words. */
function refusedBy(host: string, answer: Extract<PushAnswer, { kind: 'refused' }>): ForgeError {
  const words = plain([answer.reason, ...answer.words].join('; '), 300);
  if (/stale info/.test(answer.reason)) {
    return new ForgeError(
      'forge-moved',
      host,
      'The branch at the forge has changed since it was looked at.',
      'Submit again to look once more; nothing was overwritten.',
    );
  }
  return new ForgeError(
    'forge-refused',
    host,
    `${host} refused the push: ${words}.`,
    'Check that your account may push there, then submit again.',
  );
}

/**
 * Throws where a push must not be: to a review that is merged (`forge-refused`), or over commits that the person has not seen
 * (`forge-moved`).
 */
function guardPush(host: string, patch: ProposedPatch, before: string, review: string | undefined): void {
  if (patch.review?.state === 'merged') {
    throw new ForgeError(
      'forge-refused',
      host,
      `${patch.review.url} is merged; it takes no further patch.`,
      'Mark what is still missing as a fix of its own.',
    );
  }
  if (review === undefined || before === '' || before === patch.commit || before === patch.review?.commit) return;
  throw new ForgeError(
    'forge-moved',
    host,
    `${review} shows other commits than the ones that were looked at.`,
    'Adopt what is there, or move it out of the way; nothing was overwritten.',
  );
}

/** The steps of a submit as sentences; `kind` is the forge's own word for a review. */
export function describe(
  { branch, patches, wip, reviewers }: Proposal,
  { kind, project, server }: { kind: string; project: string; server: string },
): string[] {
  return [
    `Use your fork of ${project}, or make it.`,
    ...patches.flatMap((patch) => [
      `Push "${patch.title}" to the fork as ${headOf(patch.fix, branch)}.`,
      patch.review
        ? `That brings ${patch.review.url} up to date.`
        : `Open a ${wip ? `draft ${kind}` : kind} to ${branch} of ${project}, which its people and the public see.`,
    ]),
    ...(reviewers.length > 0 ? [`Ask ${reviewers.join(', ')} to review, where ${server} lets you.`] : []),
  ];
}
