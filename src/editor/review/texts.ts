// Reads the files of patch sets under review, each once; what could not be brought is asked for again only by a person.
import type { ReviewedTexts } from '../../flow/place-comments';
import type { Session } from '../session/session';
import type { Said } from './said';

/** The files that reviewers see. */
export interface PatchSetTexts {
  /** A file of the patch set that a thread is in, after and before it. Rejects as `patchSetCommit` does. */
  file(session: Session, said: Pick<Said, 'review' | 'thread'>, path: string): Promise<ReviewedTexts>;
  /** The message of the patch set that a thread is in; empty where it is not there. */
  message(session: Session, said: Pick<Said, 'review' | 'thread'>): Promise<string>;
  /** Forgets what could not be read. */
  retry(): void;
}

/** How many texts are kept, and how long one patch set may take to come, in milliseconds. */
const [MOST, LIMIT] = [100, 120_000];

/** Makes a reader; nothing is read until asked. */
export function createPatchSetTexts(): PatchSetTexts {
  const known = new Map<string, Promise<ReviewedTexts>>();
  const failed = new Set<string>();

  async function commitOf(session: Session, { review, thread }: Pick<Said, 'review' | 'thread'>) {
    const { ladder, forge } = await session.works();
    const { patchSetCommit } = await import('../../flow/reviewed');
    const patchSet = { number: thread.patchSet, commit: thread.commit || review.commit };
    return forge && patchSetCommit(ladder, forge, review, patchSet, AbortSignal.timeout(LIMIT));
  }

  async function read(session: Session, said: Pick<Said, 'review' | 'thread'>, path: string): Promise<ReviewedTexts> {
    const commit = await commitOf(session, said);
    const { ladder } = await session.works();
    const { reviewedTexts } = await import('../../flow/reviewed');
    return reviewedTexts(ladder, commit, path);
  }

  return {
    file(session, said, path) {
      const key = [session.root, said.review.url, said.thread.patchSet, said.thread.commit, path].join('\0');
      const before = known.get(key);
      if (before) return before;
      for (const old of [...known.keys()].slice(0, Math.max(0, known.size + 1 - MOST))) known.delete(old);
      const reading = read(session, said, path);
      known.set(key, reading);
      reading.catch(() => failed.add(key));
      return reading;
    },
    async message(session, said) {
      const commit = await commitOf(session, said);
      const { decode } = await import('../../base/bytes');
      return decode(commit?.message ?? '');
    },
    retry() {
      for (const key of failed) known.delete(key);
      failed.clear();
    },
  };
}
