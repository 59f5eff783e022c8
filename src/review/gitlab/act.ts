// Does one thing to a merge request, after a look at whether it is still what the person saw, and whether it is done already.
import { ForgeError } from '../error';
import { type Act, type Place, wholeLines } from '../thread';
import type { Review } from '../types';
import { type GitlabDoor, unusable } from './door';
import { bothLines } from './position';
import {
  type MergeRequest,
  readApprovals,
  readDiffs,
  readDiscussion,
  readDiscussions,
  readMergeRequest,
} from './schema';

/** Carries out an act for the account `me`. Throws `forge-moved` when there is a newer commit than `review` shows. */
export async function actOn(
  review: Review,
  act: Act,
  me: string,
  door: GitlabDoor,
  signal: AbortSignal,
): Promise<void> {
  const path = `${door.project}merge_requests/${review.key.number}`;
  const found = readMergeRequest((await door.ask(path, signal)).data);
  if (!found) throw unusable(door.host, 'it is not a merge request');
  if (found.sha !== review.commit) throw moved(door.host);
  const post = async (to: string, body: object = {}) => {
    await door.ask(`${path}/${to}`, signal, { method: 'POST', body });
  };
  const put = async (body: object) => {
    await door.ask(path, signal, { method: 'PUT', body });
  };
  switch (act.kind) {
    case 'reply':
      return reply(act, `${path}/discussions/${encodeURIComponent(act.thread)}`, me, door, signal);
    case 'comment': {
      if (await isSaid(act, path, me, door, signal)) return;
      if (!act.place) return post('notes', { body: act.text });
      return post('discussions', { body: act.text, position: await positionOf(act.place, found, path, door, signal) });
    }
    case 'vote':
      if ((await hasApproved(path, me, door, signal)) === act.value > 0) return;
      return act.value > 0 ? post('approve', { sha: found.sha }) : post('unapprove');
    case 'recheck': {
      const { head_pipeline: pipeline } = found;
      if (!pipeline) throw unusable(door.host, 'it shows no pipeline');
      const project = pipeline.project_id === undefined ? door.project : `projects/${pipeline.project_id}/`;
      await door.ask(`${project}pipelines/${pipeline.id}/retry`, signal, { method: 'POST', body: {} });
      return;
    }
    case 'ready':
      return found.draft ? put({ title: found.title.replace(/^(?:\[draft\]|\(draft\)|draft:)\s*/i, '') }) : undefined;
    case 'abandon':
      if (act.text !== '' && !(await isSaid(act, path, me, door, signal))) await post('notes', { body: act.text });
      return found.state === 'opened' ? put({ state_event: 'close' }) : undefined;
    case 'restore':
      return found.state === 'closed' ? put({ state_event: 'reopen' }) : undefined;
  }
}

/** GitLab refuses a second approval, and to take one back that was not given. */
async function hasApproved(path: string, me: string, door: GitlabDoor, signal: AbortSignal): Promise<boolean> {
  const { user_has_approved: has, approved_by: all = [] } =
    readApprovals(await door.find(`${path}/approvals`, signal)) ?? {};
  return has ?? all.some(({ user }) => user?.username === me);
}

async function reply(
  act: Extract<Act, { kind: 'reply' }>,
  path: string,
  me: string,
  door: GitlabDoor,
  signal: AbortSignal,
): Promise<void> {
  const discussion = readDiscussion((await door.ask(path, signal)).data);
  if (!discussion) throw unusable(door.host, 'it is not a discussion');
  const last = discussion.notes.filter(({ author }) => author?.username === me).at(-1);
  if (act.text !== '' && last?.body.trim() !== act.text.trim())
    await door.ask(`${path}/notes`, signal, { method: 'POST', body: { body: act.text } });
  const resolvable = discussion.notes.some((note) => note.resolvable);
  const resolved = !discussion.notes.some((note) => note.resolvable && !note.resolved);
  if (resolvable && resolved !== act.resolved)
    await door.ask(path, signal, { method: 'PUT', body: { resolved: act.resolved } });
}

/** True when the newest discussion that `me` began says this already: what was cut off after it was sent is not sent twice. */
async function isSaid(
  act: { text: string; place?: Place },
  path: string,
  me: string,
  door: GitlabDoor,
  signal: AbortSignal,
): Promise<boolean> {
  const all = readDiscussions(await door.list(`${path}/discussions?per_page=100`, signal, 10)) ?? [];
  const mine = all
    .flatMap(({ notes }) => notes.slice(0, 1))
    .filter(({ author, system }) => !system && author?.username === me);
  const [last] = mine.sort((a, b) => b.id - a.id);
  return last?.body.trim() === act.text.trim() && (last.position?.new_path ?? undefined) === act.place?.path;
}

/** A place as GitLab takes it: a line that both sides have needs both its numbers, which the diff tells. */
async function positionOf(
  place: Place,
  { diff_refs }: MergeRequest,
  path: string,
  door: GitlabDoor,
  signal: AbortSignal,
): Promise<object> {
  if (!diff_refs) throw unusable(door.host, 'it does not say what the merge request stands on');
  const files = readDiffs(await door.list(`${path}/diffs?per_page=100`, signal, 20)) ?? [];
  const file = files.find(({ old_path, new_path }) => (place.side === 'before' ? old_path : new_path) === place.path);
  const paths = { old_path: file?.old_path ?? place.path, new_path: file?.new_path ?? place.path };
  if (place.line === undefined) return { position_type: 'file', ...diff_refs, ...paths };
  const { last } = wholeLines(place.line, place.range);
  return { position_type: 'text', ...diff_refs, ...paths, ...bothLines(file?.diff ?? '', place.side, last) };
}

function moved(host: string): ForgeError {
  return new ForgeError(
    'forge-moved',
    host,
    'The merge request has newer commits than the ones that were looked at.',
    'Look at what is new, then repeat what you did.',
  );
}
