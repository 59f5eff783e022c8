// Chooses the branches that fixes are ported to.
import { Fault } from '../base/fault';
import type { UpstreamBranch } from '../git/git';
import type { Ladder } from './ladder';
import { livingBranches, unaskedTargets } from './lives';

/**
 * The named branches, or all that the community's conventions know and that take fixes, newest first. Throws `no-such-branch`, `no-branches`.
 */
export async function chooseTargets(ladder: Ladder, names: readonly string[]): Promise<UpstreamBranch[]> {
  const { git, remote } = ladder;
  const place = remote === undefined ? git.root : `the remote '${remote}'`;
  if (names.length > 0) {
    const all = await git.branches(remote);
    return [...new Set(names)].map((name) => {
      const found = all.find((branch) => branch.name === name);
      if (found) return found;
      throw new Fault(
        'no-such-branch',
        `There is no branch '${name}' in ${place}.`,
        `Fetch it (git fetch ${remote ?? ''}), or name one of: ${all.map((branch) => branch.name).join(', ')}.`,
      );
    });
  }
  const known = await livingBranches(ladder);
  const taken = await unaskedTargets(ladder, known);
  if (taken.length > 0) return taken;
  if (known.length > 0)
    throw new Fault(
      'no-branches',
      `Upstream takes no more fixes on any branch of ${place}: ${known.map(({ name }) => name).join(', ')}.`,
      `Fetch newer ones (git fetch ${remote ?? ''}), or name one of these.`,
    );
  throw new Fault(
    'no-branches',
    `No upstream branch is known in ${place}.`,
    'Fetch upstream (git fetch), or name the remote that has it with git config fishladder.remote NAME.',
  );
}
