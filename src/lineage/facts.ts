// What a commit says about where else it is: its Change-Id, who wrote it when, what it was picked from, what it reverts.
import { createHash } from 'node:crypto';
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

const CHANGE_ID = /^Change-Id:[ \t]*(I[0-9a-f]{40})[ \t\r]*$/gm;
const PICKED = /^[ \t]*\(cherry picked from commit ([0-9a-f]{40,64})\)/gm;
const REVERTS = /\bThis reverts commit ([0-9a-f]{40,64})\b/g;

/** Reads it off the history. */
export function factsOf({ id, parents, author, authored, subject, message }: HistoryCommit): CommitFacts {
  const { changeId, picked, reverts } = namedIn(message);
  return {
    id: apart(id),
    parents: parents.map(apart),
    ...(changeId ? { changeId: apart(changeId) } : {}),
    authorship: authorshipOf(subject, author, authored),
    picked: picked.map(apart),
    reverts: reverts.map(apart),
    mends: mendedBy(message).map(apart),
  };
}

/** The same text, which does not keep the long one in memory that it was cut out of. */
function apart(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

/** What a message names; of several Change-Ids the last one counts. */
export function namedIn(message: Bytes): Pick<CommitFacts, 'changeId' | 'picked' | 'reverts'> {
  const all = (pattern: RegExp) => [...message.matchAll(pattern)].map((match) => match[1]!);
  const changeId = message.includes('Change-Id:') ? all(CHANGE_ID).at(-1) : undefined;
  return {
    ...(changeId ? { changeId } : {}),
    picked: message.includes('(cherry picked') ? all(PICKED) : [],
    reverts: message.includes('This reverts') ? all(REVERTS) : [],
  };
}

/** 16 hex digits that stand for a subject, its author's name, and the time of writing in epoch seconds. */
export function authorshipOf(subject: Bytes, author: Bytes, authored: number): string {
  return createHash('sha1').update(`${authored}\n${author}\n${subject}`, 'latin1').digest('hex').slice(0, 16);
}
