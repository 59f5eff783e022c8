// The files of a patch set as reviewers see them, brought from the forge where this repository does not have it.
import { decode, encode } from '../base/bytes';
import type { Commit } from '../git/git';
import { treeSnapshot } from '../port/snapshot';
import type { Forge } from '../review/forge';
import type { Review } from '../review/types';
import type { Ladder } from './ladder';
import { loginFor } from './login';
import type { ReviewedTexts } from './place-comments';

/** One patch set of a review: its 1-based number, and the full id of its commit. */
export interface PatchSet {
  number: number;
  commit: string;
}

/**
 * The commit of a patch set, which is kept as `refs/fishladder/reviews/<number>/<patch set>` when it had to be fetched; undefined where
 * the forge has it no more. Throws what `Git.fetchRef` throws.
 */
export async function patchSetCommit(
  ladder: Ladder,
  forge: Pick<Forge, 'fetchFrom'>,
  review: Pick<Review, 'key' | 'ref'>,
  { number, commit }: PatchSet,
  signal: AbortSignal,
): Promise<Commit | undefined> {
  const { git } = ladder;
  const here = commit === '' ? undefined : await git.commit(commit);
  if (here || forge.fetchFrom === '' || review.ref === '') return here;
  const login = await loginFor(ladder, forge.fetchFrom, signal);
  const into = `reviews/${review.key.number}/${number}`;
  await git.fetchRef({ from: forge.fetchFrom, ref: refOf(review.ref, number), into, login }, signal);
  return git.commit(commit);
}

/** A file of a patch set (its path as text), after and before it; undefined texts where the file or the patch set is not there. */
export async function reviewedTexts({ git }: Ladder, commit: Commit | undefined, path: string): Promise<ReviewedTexts> {
  const parent = commit?.parents[0] === undefined ? undefined : await git.commit(commit.parents[0]);
  const [before, after] = await Promise.all(
    [parent, commit].map(async (each) => {
      const file = each && (await treeSnapshot(git.objects, each.tree).file(encode(path)));
      return file && decode(file.content);
    }),
  );
  return { before, after };
}

/** Gerrit keeps every patch set under a ref of its own, which ends in its number (Documentation/concept-refs); others keep only the newest. */
function refOf(ref: string, number: number): string {
  return ref.replace(/^(refs\/changes\/\d+\/\d+\/)\d+$/, `$1${number}`);
}
