// The order in which branches get a fix.
import { type Ladder, upstreamBranches } from './ladder';

/** Upstream's branches that still take fixes, the one that gets them first at the front. */
export async function policyOrder(ladder: Ladder): Promise<string[]> {
  const branches = (await upstreamBranches(ladder)).map(({ name }) => name);
  const lines = { branches, tags: await ladder.git.tags() };
  return branches.filter((branch) => ladder.profile.state(branch, lines) !== 'ended');
}
