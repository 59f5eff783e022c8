// Does one thing to a pull request, after a look at whether it is still what the person saw, and whether it is done already.
import { ForgeError } from '../error';
import { type Act, type Place, wholeLines } from '../thread';
import type { Review } from '../types';
import type { GithubAddress } from './address';
import { type GithubDoor, unusable } from './door';
import { MUTATIONS, PINNED } from './queries';
import { nodesOf, readPinned } from './schema';
import { CONVERSATION } from './threads';

/** What tells a bot of Prow's to run failed checks again (https://prow.k8s.io/command-help). */
const RETEST = '/retest';

type Pinned = NonNullable<NonNullable<NonNullable<ReturnType<typeof readPinned>>['repository']>['pullRequest']>;
type Node = NonNullable<ReturnType<typeof readPinned>>['node'];

/** Carries out an act. Throws `forge-moved` when the pull request has a newer commit than `review` shows. */
export async function actOn(
  review: Review,
  act: Act,
  address: GithubAddress,
  door: GithubDoor,
  signal: AbortSignal,
): Promise<void> {
  const where = { owner: address.owner, name: address.name, number: review.key.number };
  const isReply = act.kind === 'reply' && act.thread !== CONVERSATION;
  const thread = isReply ? act.thread : '';
  const placed = act.kind === 'comment' && act.place !== undefined;
  const pinned = readPinned(await door.graphql(PINNED, { ...where, thread, threaded: isReply, placed }, signal));
  const pull = pinned?.repository?.pullRequest;
  if (!pull) throw unusable(door.host, 'it shows no such pull request');
  if (pull.headRefOid !== review.commit) throw moved(door.host);
  const write = async (name: keyof typeof MUTATIONS, input: object) => {
    await door.graphql(MUTATIONS[name], { input }, signal);
  };
  const say = async (body: string) => {
    if (!isSaid(pull.comments, body)) await write('addComment', { subjectId: pull.id, body });
  };
  const pullRequestId = pull.id;
  switch (act.kind) {
    case 'reply':
      if (isReply) return reply(act, pinned.node, where.number, door.host, write);
      return say(act.text);
    case 'comment':
      if (!act.place) return say(act.text);
      return remark(act.place, act.text, { pull, where, door, write, signal });
    case 'vote':
      if (act.value !== 1) throw refused(door.host, 'only an approval can be given from here');
      if (isApproved(pull)) return;
      return write('addPullRequestReview', { pullRequestId, event: 'APPROVE', commitOID: pull.headRefOid });
    case 'recheck':
      return write('addComment', { subjectId: pull.id, body: RETEST });
    case 'ready':
      return pull.isDraft ? write('markPullRequestReadyForReview', { pullRequestId }) : undefined;
    case 'abandon':
      if (act.text !== '') await say(act.text);
      return pull.state === 'OPEN' ? write('closePullRequest', { pullRequestId }) : undefined;
    case 'restore':
      return pull.state === 'CLOSED' ? write('reopenPullRequest', { pullRequestId }) : undefined;
  }
}

async function reply(
  act: Extract<Act, { kind: 'reply' }>,
  node: Node,
  number: number,
  host: string,
  write: (name: keyof typeof MUTATIONS, input: object) => Promise<void>,
): Promise<void> {
  if (node?.pullRequest?.number !== number) throw refused(host, 'the thread is not there any more');
  const said = act.text === '' || isSaid(node.comments, act.text);
  if (!said) await write('addPullRequestReviewThreadReply', { pullRequestReviewThreadId: act.thread, body: act.text });
  if (node.isResolved === act.resolved) return;
  await write(act.resolved ? 'resolveReviewThread' : 'unresolveReviewThread', { threadId: act.thread });
}

interface Remarking {
  pull: Pinned;
  where: { owner: string; name: string; number: number };
  door: GithubDoor;
  write: (name: keyof typeof MUTATIONS, input: object) => Promise<void>;
  signal: AbortSignal;
}

/** A remark on lines is a review of its own; one on a whole file goes by REST, as a review's threads need a line. */
async function remark(place: Place, body: string, { pull, where, door, write, signal }: Remarking): Promise<void> {
  const side = place.side === 'before' ? 'LEFT' : 'RIGHT';
  const { path } = place;
  const last = place.line === undefined ? undefined : wholeLines(place.line, place.range).last;
  const there = nodesOf(pull.reviewThreads).filter(
    (thread) => thread.path === path && (last === undefined || (thread.line === last && thread.diffSide === side)),
  );
  if (there.some(({ comments }) => isSaid(comments, body))) return;
  if (place.line === undefined) {
    const file = { body, path, commit_id: pull.headRefOid, subject_type: 'file', side };
    await door.rest(`repos/${where.owner}/${where.name}/pulls/${where.number}/comments`, signal, {
      method: 'POST',
      body: file,
    });
    return;
  }
  const { first, last: line } = wholeLines(place.line, place.range);
  const start = first < line ? { startLine: first, startSide: side } : {};
  const thread = { path, line, side, body, ...start };
  await write('addPullRequestReview', {
    pullRequestId: pull.id,
    event: 'COMMENT',
    commitOID: pull.headRefOid,
    threads: [thread],
  });
}

/** True when the viewer's own last words here are these: what was cut off after it was sent is not sent twice. */
function isSaid(comments: Pinned['comments'], text: string): boolean {
  const mine = nodesOf(comments).filter((comment) => comment.viewerDidAuthor);
  return mine.at(-1)?.body.trim() === text.trim();
}

function isApproved({ viewerLatestReview: latest, headRefOid }: Pinned): boolean {
  return latest?.state === 'APPROVED' && latest.commit?.oid === headRefOid;
}

function moved(host: string): ForgeError {
  return new ForgeError(
    'forge-moved',
    host,
    'The pull request has newer commits than the ones that were looked at.',
    'Look at what is new, then repeat what you did.',
  );
}

function refused(host: string, why: string): ForgeError {
  return new ForgeError(
    'forge-refused',
    host,
    `${host} does not do this: ${why}.`,
    'Do it on the web, if it is right.',
  );
}
