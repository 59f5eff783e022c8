// Gives the files before and after a fix on one branch, as its series makes them.
import { Fault } from '../base/fault';
import { patchPath } from '../fix/queue';
import type { FileStep } from '../port/types';
import { namedRelease } from '../release/release';
import type { Ladder } from './ladder';
import { stackSeries } from './series-snapshot';

/** What the fix's patch does on a branch or release of the queue. Throws `no-such-patch`, `series-broken`, `release-unknown`. */
export async function fixDiff({ git, queue, remote }: Ladder, name: string, branch: string): Promise<FileStep[]> {
  const { commit } = await namedRelease(git, branch, remote);
  const { patches } = await stackSeries(git, queue, branch, commit);
  const path = patchPath(queue, branch, name);
  const patch = patches.find((each) => each.name === name);
  if (patch?.steps) return patch.steps;
  if (patch)
    throw new Fault(
      'series-broken',
      `${path} does not apply to ${branch}: ${patch.problem}.`,
      'Port the fix again, or mend the patch by hand.',
    );
  throw new Fault('no-such-patch', `There is no patch at ${path}.`, `Port the fix to ${branch} first.`);
}
