// Tells whether a change that somebody else made under a fix's title is that fix: by the lines that it changes.
import { changedLines } from '../changed-lines';
import { ForgeError } from '../error';
import type { Sought } from '../types';
import type { Door } from './door';
import { changePath } from './live';
import type { ChangeInfo } from './schema';

/** The numbers of those changes that are a fix, by `Sought.id`. Reads the patches of a few candidates at most, and each patch set once. */
export type Alike = (
  sought: readonly Sought[],
  changes: readonly ChangeInfo[],
  signal: AbortSignal,
) => Promise<[id: string, number: number][]>;

const patchesAtOnce = 4;

/** Makes the comparison. */
export function createAlike(door: Door): Alike {
  const digests = new Map<string, string>();

  /** What cannot be read now is read the next time. */
  async function read({ project, _number, current_revision: commit = '' }: ChangeInfo, signal: AbortSignal) {
    try {
      const packed = await door.text(`${changePath(project, _number)}/revisions/${commit}/patch`, signal);
      digests.set(commit, changedLines(Buffer.from(packed, 'base64').toString('latin1')));
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      if (error.code === 'forge-absent' || error.code === 'forge-too-large') digests.set(commit, '');
    }
  }

  return async (sought, changes, signal) => {
    const pairs = sought.filter(isTelling).flatMap((fix) =>
      changes
        .filter((change) => bareTitle(change.subject) === bareTitle(fix.title) && change.change_id !== fix.id)
        .filter(({ status, current_revision: commit }) => status !== 'ABANDONED' && commit !== undefined)
        .map((change) => ({ fix, change, commit: change.current_revision ?? '' })),
    );
    const unread = new Map(
      pairs.filter(({ commit }) => !digests.has(commit)).map((pair) => [pair.commit, pair.change]),
    );
    await Promise.all([...unread.values()].slice(0, patchesAtOnce).map((change) => read(change, signal)));
    const same = pairs.filter(({ fix, commit }) => fix.changes.includes(digests.get(commit) || '-'));
    return same.map(({ fix, change }) => [fix.id, change._number]);
  };
}

/** True for a fix whose title can be looked for; a short one is that of too many changes. */
export function isTelling({ title, changes }: Sought): boolean {
  return changes.length > 0 && bareTitle(title).length >= 12;
}

/** A title without the brackets that it begins with, such as `[stable-only]`. */
export function bareTitle(title: string): string {
  return title.replace(/^(?:\[[^\]]*\]\s*)+/, '').trim();
}
