// How upstream's branches live, and what follows from it: the order in which they get a fix, and where none goes unasked.
import { queueBranches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { BranchState } from '../profile/profile';
import { type Ladder, upstreamBranches } from './ladder';

/** An upstream branch, and how it lives. */
export interface LivingBranch extends UpstreamBranch {
  life: BranchState;
}

/** Upstream's branches that may need a fix, newest first. */
export async function livingBranches(ladder: Ladder): Promise<LivingBranch[]> {
  const branches = await upstreamBranches(ladder);
  const tags = (await ladder.git.tags()).map(({ name }) => name);
  const lines = { branches: branches.map(({ name }) => name), tags };
  return branches.map((branch) => ({ ...branch, life: ladder.profile.state(branch.name, lines) }));
}

/** The branches that still take fixes, the one that gets them first at the front. */
export function policyOrder(branches: readonly LivingBranch[]): string[] {
  return branches.flatMap(({ name, life }) => (life === 'ended' ? [] : [name]));
}

/** Those that get a fix where nobody names any: all but the ones that have ended, unless the queue has patches for them. */
export async function unaskedTargets(ladder: Ladder, branches: readonly LivingBranch[]): Promise<LivingBranch[]> {
  const queued = await queueBranches(ladder.queue);
  return branches.filter(({ name, life }) => life !== 'ended' || queued.includes(name));
}

/** The sentence about the branches that were left out so; none where all are there. */
export function endedNotes(all: readonly LivingBranch[], taken: readonly UpstreamBranch[]): string[] {
  const names = all.flatMap(({ name }) => (taken.some((branch) => branch.name === name) ? [] : [name]));
  if (names.length === 0) return [];
  return [`Upstream takes no more fixes on ${names.join(', ')}: ported only where you name the branch (--to).`];
}
