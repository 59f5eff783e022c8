// Does one thing to a change, on the patch set that the person has seen and on no other.
import { ForgeError } from '../error';
import type { Act, Place } from '../thread';
import type { Review } from '../types';
import { readThreads } from './detail';
import type { Door } from './door';
import { pathOf, readLive } from './live';
import { targetOf } from './threads';

/** Gerrit settles a thread by a comment only; its own page sends this one. */
const DONE = 'Done';

/**
 * Throws `forge-moved` when the review's patch set is not the current one any more, or the thread is gone. Doing it again does nothing twice, `recheck`
 * aside: Gerrit leaves out a comment that is there already. It would take the same words in another thread of that line for one, too, so
 * replies are compared here, with the last of their thread.
 */
export async function actOn(door: Door, review: Review, act: Act, signal: AbortSignal): Promise<void> {
  const change = await readLive(door, pathOf(review), signal);
  if (!change?.current_revision || change.current_revision !== review.commit) throw moved(door, review);
  const post = (path: string, body: object) => door.write('POST', `${pathOf(review)}/${path}`, body, signal);
  const say = (revision: string, body: object) => post(`revisions/${revision}/review`, body);

  switch (act.kind) {
    case 'reply': {
      const threads = await readThreads(door, review, await door.self(signal), signal);
      const thread = threads.find(({ id }) => id === act.thread);
      const last = thread?.comments.at(-1);
      if (!thread || !last) throw moved(door, review);
      const said = { ...act, text: act.text === '' && act.resolved ? DONE : act.text };
      if (last.mine && last.text === said.text && thread.resolved === act.resolved) return;
      await say(thread.commit || `${thread.patchSet}`, {
        comments: comment(thread.place, said, { in_reply_to: last.id }),
      });
      return;
    }
    case 'comment':
      await say(review.commit, { comments: comment(act.place, act, {}), omit_duplicate_comments: true });
      return;
    case 'vote':
      await say(review.commit, { labels: { [act.label]: act.value } });
      return;
    case 'recheck':
      await say(review.commit, { message: 'recheck' });
      return;
    case 'ready':
      if (change.work_in_progress) await post('ready', {});
      return;
    case 'abandon':
      if (change.status !== 'ABANDONED') await post('abandon', act.text === '' ? {} : { message: act.text });
      return;
    case 'restore':
      if (change.status === 'ABANDONED') await post('restore', {});
      return;
  }
}

/** One comment by its file (rest-api-changes, CommentInput). */
function comment(place: Place | undefined, said: { text: string; resolved: boolean }, more: object): object {
  const { path, members } = targetOf(place);
  return { [path]: [{ ...members, ...more, message: said.text, unresolved: !said.resolved }] };
}

/** The fault of a review that has moved on since the person saw it. */
export function moved({ base }: Door, { url }: Pick<Review, 'url'>): ForgeError {
  return new ForgeError(
    'forge-moved',
    base.host,
    `${url} has changed since it was read.`,
    'Refresh, look at its newest patch set, then repeat what you did.',
  );
}
