// What people say on the reviews of the stand-in for Gerrit: comments by branch, and a record of what a client says and does.
import { text } from 'node:stream/consumers';
import type { Change } from './gerrit-answers';

/** A CommentInfo as JSON has it, with the branch of its change and its file. */
export interface SaidComment {
  branch: string;
  path: string;
  id: string;
  message: string;
  author?: { name: string };
  [field: string]: unknown;
}

/** The state of all conversations; a test may change it while the server runs. */
export interface Conversation {
  comments: SaidComment[];
  /** Path below the change, and body, of each thing that a client did. */
  done: { branch: string; path: string; body: unknown }[];
  /** The next write is answered with this status instead of being taken. */
  refuse?: number | undefined;
}

/** Answers a request about one change that was found by a query before. */
export async function converse(
  conversation: Conversation,
  served: ReadonlyMap<number, () => Change | undefined>,
  path: string,
  request: AsyncIterable<Uint8Array> & { method?: string | undefined },
): Promise<{ status: number; body: unknown }> {
  const [, id = '', rest = ''] = /^\/changes\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const change = served.get(Number(decodeURIComponent(id).split('~').at(-1)))?.();
  if (!change) return { status: 404, body: 'Not found\n' };
  const branch = String(change.branch);
  if (request.method === 'POST') return write(conversation, branch, rest, await text(request as never));
  if (rest === 'comments')
    return { status: 200, body: byPath(conversation.comments.filter((each) => each.branch === branch)) };
  if (rest !== '') return { status: 404, body: 'Not found\n' };
  const permitted_labels = { 'Code-Review': ['-1', ' 0', '+1'] };
  return { status: 200, body: { ...change, permitted_labels, actions: { abandon: {}, ready: {}, restore: {} } } };
}

function write(conversation: Conversation, branch: string, path: string, input: string) {
  const { refuse } = conversation;
  conversation.refuse = undefined;
  if (refuse !== undefined) return { status: refuse, body: 'refused\n' };
  const body = JSON.parse(input || '{}') as { comments?: Record<string, Record<string, unknown>[]> };
  conversation.done.push({ branch, path, body });
  for (const [file, list] of Object.entries(body.comments ?? {}))
    for (const said of list) {
      const id = `answer-${conversation.done.length}`;
      const author = { name: 'Olive Operator' };
      const updated = `2026-11-20 10:00:0${conversation.done.length % 10}.000000000`;
      conversation.comments.push({ ...said, branch, path: file, id, author, updated, message: String(said.message) });
    }
  return { status: 200, body: {} };
}

function byPath(comments: readonly SaidComment[]): Record<string, SaidComment[]> {
  return Object.fromEntries(comments.map(({ path }) => [path, comments.filter((each) => each.path === path)]));
}
