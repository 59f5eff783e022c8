// What is read of a change when a person looks at it: its threads, and what they may do.
import { ForgeError } from '../error';
import { plain } from '../text';
import type { Act, ReviewDetail, Thread, Votable } from '../thread';
import type { Review } from '../types';
import { answerFault } from './answer';
import type { Door } from './door';
import { wordOf } from './labels';
import { pathOf, readLive } from './live';
import { type ChangeInfo, type CommentInfo, readComments } from './schema';
import { threadsOf } from './threads';

/** Reads a review's threads, and what whoever is signed in may do; nobody may do anything. Throws `ForgeError`. */
export async function detailOf(door: Door, review: Review, signal: AbortSignal): Promise<ReviewDetail> {
  const me = await door.self(signal).catch(anonymousWhereRefused);
  const threads = await readThreads(door, review, me, signal);
  const options = ['DETAILED_LABELS', 'CURRENT_ACTIONS', 'CHANGE_ACTIONS'];
  const change = me && (await readLive(door, pathOf(review), signal, options));
  if (!change) return { threads, votes: [], acts: [] };
  const votes = votable(change);
  return { threads, votes, acts: actsOf(change, votes, review) };
}

/** The threads of a review; robots' comments are read as well where the server still has them (before 3.13). */
export async function readThreads(
  door: Door,
  review: Review,
  me: Awaited<ReturnType<Door['self']>>,
  signal: AbortSignal,
): Promise<Thread[]> {
  const path = pathOf(review);
  const people = readComments(await door.read(`${path}/comments`, signal));
  if (!people) throw answerFault(door, 'it is not a list of comments');
  return threadsOf([...people, ...(await readRobots(door, path, signal))], review, me);
}

async function readRobots(door: Door, path: string, signal: AbortSignal): Promise<CommentInfo[]> {
  try {
    return readComments(await door.read(`${path}/robotcomments`, signal)) ?? [];
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'forge-absent') return [];
    throw error;
  }
}

/** A password that is not taken is told of where something is to be written; looking at a review goes on without. */
export function anonymousWhereRefused(error: unknown): undefined {
  if (error instanceof ForgeError && error.code === 'forge-forbidden') return undefined;
  throw error;
}

function votable(change: ChangeInfo): Votable[] {
  return Object.entries(change.permitted_labels ?? {}).flatMap(([name, permitted]) => {
    const label = change.labels?.[name];
    const values = permitted.map(Number).filter(Number.isSafeInteger);
    if (values.length === 0 || name !== plain(name)) return [];
    return [{ label: name, values: values.map((value) => ({ value, text: plain(wordOf(label, value), 80) })) }];
  });
}

function actsOf(change: ChangeInfo, votes: readonly Votable[], review: Review): Act['kind'][] {
  const may = (name: string) => change.actions?.[name] !== undefined;
  const open = change.status === 'NEW';
  return [
    'reply',
    'comment',
    ...(open && votes.length > 0 ? (['vote'] as const) : []),
    ...(open && review.ci.reports.length > 0 ? (['recheck'] as const) : []),
    ...(may('ready') ? (['ready'] as const) : []),
    ...(may('abandon') ? (['abandon'] as const) : []),
    ...(may('restore') ? (['restore'] as const) : []),
  ];
}
