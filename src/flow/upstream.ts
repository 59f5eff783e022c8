// Finds a fix in a branch's history by its Change-Id.
import { changeIdOf } from '../fix/document';
import type { UpstreamBranch } from '../git/git';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';

/** The branch's commit with the fix's Change-Id, unless a later commit there reverts it; undefined when there is none. */
export async function upstreamCommit(
  { git }: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
): Promise<string | undefined> {
  const changeId = changeIdOf(source.document.message);
  if (changeId === undefined) return undefined;
  const fork = await git.mergeBase(source.commit, branch.commit);
  const [commit] = await git.commitsMentioning(`Change-Id: ${changeId}`, branch.commit, fork);
  if (commit === undefined) return undefined;
  const reverts = await git.commitsMentioning(`This reverts commit ${commit}`, branch.commit, commit);
  return reverts.length > 0 ? undefined : commit;
}
