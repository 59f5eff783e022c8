// Discussions of a merge request as threads, and what may be done with it; pure.
import { plain } from '../text';
import type { Act, Comment, Place, ReviewDetail, Thread } from '../thread';
import { epoch } from './map';
import type { Discussion, MergeRequest, Position, readApprovals } from './schema';

/** Threads, votes and acts for the account `me`. */
export function toDetail(
  found: MergeRequest,
  discussions: readonly Discussion[],
  approvals: ReturnType<typeof readApprovals>,
  me: string,
): ReviewDetail {
  const open = found.state === 'opened';
  const mine = found.author?.username === me;
  const mayEdit = mine || found.user?.can_merge === true;
  const mayVote = open && (approvals?.user_can_approve === true || approvals?.user_has_approved === true);
  const failed = found.head_pipeline?.status === 'failed' || found.head_pipeline?.status === 'canceled';
  const acts: [Act['kind'], boolean][] = [
    ['reply', true],
    ['comment', true],
    ['vote', mayVote],
    ['recheck', open && failed && mayEdit],
    ['ready', open && found.draft === true && mayEdit],
    ['abandon', open && mayEdit],
    ['restore', found.state === 'closed' && mayEdit],
  ];
  const values = [
    ...(approvals?.user_can_approve ? [{ value: 1, text: 'approved' }] : []),
    ...(approvals?.user_has_approved ? [{ value: 0, text: 'take the approval back' }] : []),
  ];
  return {
    threads: discussions.flatMap((each) => toThread(each, found.sha ?? '', me)),
    votes: mayVote && values.length > 0 ? [{ label: 'Approval', values }] : [],
    acts: acts.flatMap(([kind, may]) => (may ? [kind] : [])),
  };
}

/** Notes that GitLab wrote itself are no comments; a discussion of nothing else is no thread. */
function toThread({ id, notes }: Discussion, head: string, me: string): Thread[] {
  const said = notes.filter((note) => note.system !== true);
  const [first] = said;
  if (!first) return [];
  const place = first.position ? placeOf(first.position) : undefined;
  const comments = said.map(
    ({ id: number, author, body, created_at }): Comment => ({
      id: `${number}`,
      author: plain(author?.username ?? 'someone', 80),
      mine: author?.username === me,
      text: body,
      at: epoch(created_at),
    }),
  );
  const resolved = !said.some((note) => note.resolvable && !note.resolved);
  return [
    { id, ...(place ? { place } : {}), patchSet: 0, commit: first.position?.head_sha ?? head, resolved, comments },
  ];
}

function placeOf({ position_type, old_path, new_path, old_line, new_line, line_range }: Position): Place | undefined {
  const side = new_line || !old_line ? 'after' : 'before';
  const path = side === 'after' ? (new_path ?? old_path) : (old_path ?? new_path);
  if (!path) return undefined;
  const line = side === 'after' ? new_line : old_line;
  if (position_type !== 'text' || !line) return { path, side };
  const start = side === 'after' ? line_range?.start?.new_line : line_range?.start?.old_line;
  if (!start || start >= line) return { path, side, line };
  return { path, side, line, range: { startLine: start, startCharacter: 0, endLine: line + 1, endCharacter: 0 } };
}
