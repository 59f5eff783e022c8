// How the commit that a port's message names merges onto the branch: what the message says of conflicts is about that one.
import { unlessAbsent } from '../git/error';
import type { Git, UpstreamBranch } from '../git/git';
import type { StuckPort } from '../lineage/lacking';
import { readCarried, tryInOrder } from '../lineage/trial';
import type { Snapshot } from '../port/types';
import { namedCommit } from '../profile/named';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';

/** Where a fix goes: the branch, its files below the patch, and the commits that brought the fix to the branches it has passed. */
interface Place {
  branch: UpstreamBranch;
  top: Snapshot;
  picked: readonly string[];
}

/**
 * The commit that the port's message names last, as git's merge alone leaves it on the branch; undefined where that is clean, where the
 * message names none, as on the first branch, or where the repository lacks it or its contents. A reviewer who picks that commit sees the same.
 */
export async function pickedPort(
  { git, profile }: Ladder,
  { document: { message, author } }: FixSource,
  { branch, top, picked }: Place,
): Promise<StuckPort | undefined> {
  const named = namedCommit(profile.ported(message, { branch: branch.name, picked, signer: author }));
  return named === undefined ? undefined : unlessAbsent(stuckAt(git, named, { branch, top }));
}

async function stuckAt(git: Git, id: string, { branch, top }: Omit<Place, 'picked'>): Promise<StuckPort | undefined> {
  const commit = await readCarried(git, id);
  const trial = commit && (await tryInOrder(git, [commit], branch.commit, top));
  return trial?.kind === 'stuck' ? trial.port : undefined;
}
