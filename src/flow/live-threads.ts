// Puts a review's threads beside the operator's own files: the path there, and the lines.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from '../base/bytes';
import { isErrno } from '../base/fault';
import type { Commit } from '../git/git';
import { isTreePath } from '../patch/path';
import type { Forge } from '../review/forge';
import type { Thread } from '../review/thread';
import type { Review } from '../review/types';
import type { Ladder } from './ladder';
import { type PlacedThread, placeThreads } from './place-comments';
import { patchSetCommit, reviewedTexts } from './reviewed';

/** A thread with its place in a file of the working tree, whose path is from its top. Without `file` there is none. */
export interface LiveThread extends PlacedThread {
  file?: string;
}

/** Reads what was reviewed and what is there now. Throws what `patchSetCommit` throws. */
export async function liveThreads(
  ladder: Ladder,
  forge: Forge,
  review: Review,
  threads: readonly Thread[],
  signal: AbortSignal,
): Promise<LiveThread[]> {
  return Promise.all(
    threads.map(async (thread): Promise<LiveThread> => {
      const path = thread.place?.path;
      if (path === undefined || !isTreePath(encode(path))) return { thread };
      const patchSet = { number: thread.patchSet, commit: thread.commit };
      const commit = await patchSetCommit(ladder, forge, review, patchSet, signal);
      const live = commit && (await liveFile(ladder, commit, path));
      if (!live) return { thread };
      const [placed] = placeThreads([thread], await reviewedTexts(ladder, commit, path), live.text);
      return { ...placed!, file: live.file };
    }),
  );
}

/** The file of the working tree that a reviewed one is there: of the same path, else the one that was renamed to it since. */
async function liveFile(
  { git }: Ladder,
  commit: Commit,
  path: string,
): Promise<{ file: string; text: string } | undefined> {
  const same = await textOf(git.root, path);
  if (same !== undefined) return { file: path, text: same };
  const head = (await git.head()).commit;
  const renames = head === undefined ? [] : await git.renames(head, commit.id);
  const from = renames.find(({ to }) => to === encode(path))?.from;
  const text = from === undefined ? undefined : await textOf(git.root, decode(from));
  return from === undefined || text === undefined ? undefined : { file: decode(from), text };
}

async function textOf(root: string, path: string): Promise<string | undefined> {
  return readFile(join(root, path), 'utf8').catch((error: unknown) => {
    if (isErrno(error)) return undefined;
    throw error;
  });
}
