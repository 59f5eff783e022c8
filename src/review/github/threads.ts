// The talk on a pull request as threads, and what the viewer may do with it; pure.
import { plain } from '../text';
import type { Act, Comment, Place, ReviewDetail, Thread } from '../thread';
import { epoch, login } from './map';
import { type Detail, nodesOf, type Remark, type ReviewThread } from './schema';

/** The thread that stands for what is said on the pull request as a whole; it takes answers, and is never resolved. */
export const CONVERSATION = 'conversation';

/** Threads, votes and acts. `mayRecheck`: one of the project's bots runs the checks again when it is told to. */
export function toDetail(detail: Detail, threads: readonly ReviewThread[], mayRecheck: boolean): ReviewDetail {
  const talk = conversation(detail);
  const open = detail.state === 'OPEN';
  const mayVote = open && !detail.viewerDidAuthor && !detail.locked;
  const mayTalk = !detail.locked;
  const acts: [Act['kind'], boolean][] = [
    ['reply', mayTalk],
    ['comment', mayTalk],
    ['vote', mayVote],
    ['recheck', open && mayTalk && mayRecheck],
    ['ready', open && detail.isDraft && detail.viewerCanUpdate],
    ['abandon', open && detail.viewerCanClose],
    ['restore', detail.state === 'CLOSED' && detail.viewerCanReopen],
  ];
  return {
    threads: [...(talk ? [talk] : []), ...threads.map(toThread)],
    votes: mayVote ? [{ label: 'Review', values: [{ value: 1, text: 'approved' }] }] : [],
    acts: acts.flatMap(([kind, may]) => (may ? [kind] : [])),
  };
}

function conversation({ comments, reviews, headRefOid }: Detail): Thread | undefined {
  const said = [
    ...nodesOf(comments).map(toComment),
    ...nodesOf(reviews).map((review) => toComment({ ...review, createdAt: review.submittedAt ?? undefined })),
  ].filter(({ text }) => text.trim() !== '');
  if (said.length === 0) return undefined;
  const sorted = said.sort((a, b) => a.at - b.at);
  return { id: CONVERSATION, patchSet: 0, commit: headRefOid, resolved: true, comments: sorted };
}

function toThread(thread: ReviewThread): Thread {
  const comments = nodesOf(thread.comments);
  const place = placeOf(thread);
  const [first] = comments;
  const commit = (thread.isOutdated ? first?.originalCommit?.oid : first?.commit?.oid) ?? '';
  return {
    id: thread.id,
    place,
    patchSet: 0,
    commit,
    resolved: thread.isResolved,
    comments: comments.map(toComment),
  };
}

/** An outdated thread has no line in the newest commit: it stays where it was made, in the commit that it was made on. */
function placeOf(thread: ReviewThread): Place {
  const { path, diffSide, isOutdated, subjectType } = thread;
  const side = diffSide === 'LEFT' ? 'before' : 'after';
  const line = isOutdated ? thread.originalLine : (thread.line ?? thread.originalLine);
  const start = isOutdated ? thread.originalStartLine : thread.startLine;
  if (subjectType === 'FILE' || !line) return { path, side };
  if (!start || start >= line) return { path, side, line };
  const range = { startLine: start, startCharacter: 0, endLine: line + 1, endCharacter: 0 };
  return { path, side, line, range };
}

function toComment({ id, body, author, createdAt, viewerDidAuthor }: Remark): Comment {
  return { id: plain(id), author: login(author), mine: viewerDidAuthor === true, text: body, at: epoch(createdAt) };
}
