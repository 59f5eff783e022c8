// Ports from branch to branch, where the release's form of a fix does not fit.
import { queueBranches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import { isContested } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { type Landed, landedBy, type Sibling } from './landed';
import { type PortColumn, portBranch } from './port-branch';
import type { Background } from './port-fix';
import { stackSeries } from './series-snapshot';

/**
 * Ports once more, branch by branch downwards, where a fix is not clean, from the forms that it has on the other branches by
 * now, in this run or in the queue: the nearest first, of two the newer one. OpenStack's rule that backports go from branch to
 * branch has this ground. With `chains`, what a fix leans on goes first where that makes it clean.
 */
export async function portThroughSiblings(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  columns: readonly PortColumn[],
  background: Background,
  chains: boolean,
  signal: AbortSignal | undefined,
): Promise<PortColumn[]> {
  const result = [...columns];
  if (!result.some(isOpen)) return result;
  const { branches } = background;
  const queued = await queuedSiblings(
    ladder,
    sources,
    branches.filter(({ name }) => !result.some(({ branch }) => branch.name === name)),
  );
  const placeOf = ({ branch }: Sibling) => branches.findIndex(({ name }) => name === branch.name);
  for (const [number, column] of columns.entries()) {
    if (!isOpen(column)) continue;
    const far = (sibling: Sibling) => Math.abs(placeOf(sibling) - placeOf(column));
    const siblings = [...result.filter((_, other) => other !== number), ...queued]
      .filter(({ landed }) => landed.size > 0)
      .sort((a, b) => far(a) - far(b) || placeOf(a) - placeOf(b));
    if (siblings.length > 0 || chains)
      result[number] = await portBranch(ladder, sources, column.branch, background, { siblings, chains }, signal);
  }
  return result;
}

/** True when some fix is not clean on the branch, and no person has made its patch. */
function isOpen({ cells }: PortColumn): boolean {
  return cells.some(({ outcome, patch }) => isContested(outcome) && patch !== 'edited');
}

/** The forms that fixes have in the queue on branches that are not ported to in this run. */
async function queuedSiblings(
  { git, queue }: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  branches: readonly UpstreamBranch[],
): Promise<Sibling[]> {
  const folders = new Set(await queueBranches(queue));
  return Promise.all(
    branches
      .filter(({ name }) => folders.has(name))
      .map(async (branch) => {
        const { patches } = await stackSeries(git, queue, branch.name, branch.commit);
        const landed = new Map<string, Landed>();
        for (const patch of patches)
          if (patch.name !== undefined && patch.steps && sources.has(patch.name))
            landed.set(patch.name, landedBy(branch, patch.below, patch.steps));
        return { branch, landed };
      }),
  );
}
