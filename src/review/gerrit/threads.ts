// Puts a change's comments together as threads, and their places into our words and back.
import { commitId, plain } from '../text';
import type { Comment, Place, Thread } from '../thread';
import type { Review } from '../types';
import { epoch } from './map';
import { isMe, type Me, nameOf } from './people';
import type { CommentInfo } from './schema';

/** The names of Gerrit's files that are none (rest-api-changes, "magic files"). */
const wholePatchSet = '/PATCHSET_LEVEL';
const message = '/COMMIT_MSG';
/** Lines that Gerrit puts before the message of a commit with one parent: parent, author, committer, their dates, and a blank one. */
const linesBeforeMessage = 6;

/** The number and the commit of a patch set: a comment names its commit, but one on the old side names the parent's. */
export type PatchSet = Pick<Review, 'patchSet' | 'commit'>;

/** The threads of a change, by when they were begun. A comment that answers one which is not there begins a thread. */
export function threadsOf(comments: readonly CommentInfo[], current: PatchSet, me: Me | undefined): Thread[] {
  const commits = new Map([[current.patchSet, current.commit]]);
  for (const { side, patch_set: number, commit_id: id } of comments) {
    const commit = side === 'PARENT' ? '' : commitId(id);
    if (number !== undefined && commit !== '') commits.set(number, commit);
  }
  const byId = new Map(comments.map((each) => [each.id, each]));
  const chains = new Map<CommentInfo, CommentInfo[]>();
  const placed = comments.map((comment) => ({ comment, ...originOf(comment, byId) }));
  for (const { comment, root } of placed.sort((a, b) => byTime(a.comment, b.comment, a.depth - b.depth))) {
    chains.set(root, [...(chains.get(root) ?? []), comment]);
  }
  return [...chains].map(([root, chain]) => {
    const place = placeOf(root);
    return {
      id: root.id,
      ...(place && { place }),
      patchSet: root.patch_set ?? 0,
      commit: commits.get(root.patch_set ?? 0) ?? '',
      resolved: chain.at(-1)?.unresolved !== true,
      comments: chain.map((each) => toComment(each, me)),
    };
  });
}

/** The first comment of a thread, and how many answers this one is below it; ends in chains that bite their own tail, too. */
function originOf(comment: CommentInfo, byId: ReadonlyMap<string, CommentInfo>): { root: CommentInfo; depth: number } {
  const seen = new Set([comment]);
  let root = comment;
  for (;;) {
    const before = byId.get(root.in_reply_to ?? '');
    if (before === undefined) return { root, depth: seen.size };
    if (seen.has(before)) return { root: [...seen].sort((a, b) => byTime(a, b, 0))[0] ?? root, depth: 0 };
    seen.add(before);
    root = before;
  }
}

/** Times have whole seconds only: within one, an answer comes after what it answers (`deeper` above 0 puts `a` last). */
function byTime(a: CommentInfo, b: CommentInfo, deeper: number): number {
  return (a.updated ?? '').localeCompare(b.updated ?? '') || deeper || a.id.localeCompare(b.id);
}

function toComment(comment: CommentInfo, me: Me | undefined): Comment {
  return {
    id: comment.id,
    author: nameOf(comment.author),
    mine: isMe(comment.author, me),
    text: comment.message ?? '',
    at: epoch(comment.updated),
  };
}

function placeOf({ path, side, line, range }: CommentInfo): Place | undefined {
  if (path === wholePatchSet) return undefined;
  const offset = path === message ? linesBeforeMessage : 0;
  const shown = line === undefined || line <= offset ? undefined : line - offset;
  return {
    path: plain(path, 4096),
    side: side === 'PARENT' ? 'before' : 'after',
    ...(shown !== undefined && { line: shown }),
    ...(range &&
      range.start_line > offset && {
        range: {
          startLine: range.start_line - offset,
          startCharacter: range.start_character,
          endLine: range.end_line - offset,
          endCharacter: range.end_character,
        },
      }),
  };
}

/** Where Gerrit is to put a comment (rest-api-changes, CommentInput): its file, and the members that say where in it. */
export function targetOf(place: Place | undefined): { path: string; members: object } {
  if (!place) return { path: wholePatchSet, members: {} };
  const { path, side, line, range } = place;
  const offset = path === message ? linesBeforeMessage : 0;
  const members = {
    ...(side === 'before' && { side: 'PARENT' }),
    ...(line !== undefined && { line: line + offset }),
    ...(range && {
      range: {
        start_line: range.startLine + offset,
        start_character: range.startCharacter,
        end_line: range.endLine + offset,
        end_character: range.endCharacter,
      },
    }),
  };
  return { path, members };
}
