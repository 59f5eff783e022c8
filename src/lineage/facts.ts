// What a commit says about where else it is: its Change-Id, who wrote it when, what it was picked from, what it reverts.
import type { Bytes } from '../base/bytes';
import type { HistoryCommit } from '../git/git';
import { mendedBy } from './mends';

/** A commit as the index keeps it. Ids are full. */
export interface CommitFacts {
  id: string;
  parents: readonly string[];
  changeId?: string;
  /** Stands for subject, author and author date. */
  authorship: string;
  /** The commits of the `(cherry picked from commit …)` lines, in order. */
  picked: readonly string[];
  /** The commits that it says it reverts. */
  reverts: readonly string[];
  /** The changes that it says it mends: Change-Ids, and commits by ten digits or more. */
  mends: readonly string[];
}

const CHANGE_ID = /^Change-Id:[ \t]*(I[0-9a-f]{40})[ \t\r]*$/my;
const PICKED = /^[ \t]*\(cherry picked from commit ([0-9a-f]{40,64})\)/gm;
const REVERTS = /\bThis reverts commit ([0-9a-f]{40,64})\b/g;

/** Reads it off the history. The texts are parts of the commit's, and keep that in memory. */
export function factsOf({ id, parents, author, authored, subject, message }: HistoryCommit): CommitFacts {
  return {
    id,
    parents,
    authorship: authorshipOf(subject, author, authored),
    mends: mendedBy(message),
    ...namedIn(message),
  };
}

/** What a message names; of several Change-Ids the last one counts. */
export function namedIn(message: Bytes): Pick<CommitFacts, 'changeId' | 'picked' | 'reverts'> {
  const all = (pattern: RegExp) => [...message.matchAll(pattern)].map((match) => match[1]!);
  const changeId = lastChangeId(message);
  return {
    ...(changeId ? { changeId } : {}),
    picked: message.includes('(cherry picked') ? all(PICKED) : [],
    reverts: message.includes('This reverts') ? all(REVERTS) : [],
  };
}

function lastChangeId(message: Bytes): string | undefined {
  for (
    let at = message.lastIndexOf('Change-Id:');
    at >= 0;
    at = at === 0 ? -1 : message.lastIndexOf('Change-Id:', at - 1)
  ) {
    CHANGE_ID.lastIndex = at;
    const found = CHANGE_ID.exec(message)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * 16 hex digits that stand for a subject, its author's name, and the time of writing in epoch seconds: two sums over all signs, each
 * with a factor of its own, and mixed at the end as MurmurHash3 does. It guards against chance only; whoever wants to pass for another can.
 */
export function authorshipOf(subject: Bytes, author: Bytes, authored: number): string {
  const text = `${authored}\n${author}\n${subject}`;
  let [a, b] = [0x2545f491, 0x5bd1e995];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    a = Math.imul(a ^ sign, 0x9e3779b1);
    b = Math.imul(b ^ sign, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [a ^ (b >>> 16), b ^ (a >>> 16)].map((half) => mixed(half).toString(16).padStart(8, '0')).join('');
}

function mixed(number: number): number {
  let left = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  left = Math.imul(left ^ (left >>> 13), 0xc2b2ae35);
  return (left ^ (left >>> 16)) >>> 0;
}
