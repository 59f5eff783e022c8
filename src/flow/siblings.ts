// Ports from branch to branch, where the release's form of a fix does not fit.
import { fixNames, queueBranches } from '../fix/queue';
import { isContested } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { type PortColumn, portBranch } from './port-branch';
import type { Background } from './port-fix';

/**
 * Ports once more, branch by branch downwards, where a fix is not clean, from the forms that it has on the other branches by
 * now, in this run or in the queue: the nearest first, of two the newer one. OpenStack's rule that backports go from branch to
 * branch has this ground. Branches of the queue that nobody asked for are ported alike, so that it is known which form rests on
 * which, and none is made from itself. With `chains`, what a fix leans on goes first where that makes it clean.
 */
export async function portThroughSiblings(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  columns: readonly PortColumn[],
  background: Background,
  chains: boolean,
  signal: AbortSignal | undefined,
): Promise<PortColumn[]> {
  if (!columns.some(isOpen)) return [...columns];
  const placeOf = ({ branch }: Pick<PortColumn, 'branch'>) =>
    background.branches.findIndex(({ name }) => name === branch.name);
  const others = await queuedColumns(ladder, sources, columns, background, signal);
  const all = [...columns, ...others.map(({ column }) => column)].sort((a, b) => placeOf(a) - placeOf(b));
  for (const [number, column] of all.entries()) {
    if (!isOpen(column)) continue;
    const far = (sibling: Pick<PortColumn, 'branch'>) => Math.abs(placeOf(sibling) - placeOf(column));
    const siblings = all
      .filter(({ landed }, other) => other !== number && landed.size > 0)
      .sort((a, b) => far(a) - far(b) || placeOf(a) - placeOf(b));
    const other = others.find(({ column: { branch } }) => branch === column.branch);
    const helps = { siblings, chains: chains && !other };
    if (siblings.length > 0 || helps.chains)
      all[number] = await portBranch(ladder, other?.sources ?? sources, column.branch, background, helps, signal);
  }
  return columns.map(({ branch }) => all.find((column) => column.branch === branch)!);
}

/** True when some fix is not clean on the branch, and no person has made its patch. */
function isOpen({ cells }: PortColumn): boolean {
  return cells.some(({ outcome, patch }) => isContested(outcome) && patch !== 'edited');
}

/** The branches that are not ported to in this run and have some of the fixes in the queue, with these. */
async function queuedColumns(
  ladder: Ladder,
  sources: ReadonlyMap<string, FixSource>,
  columns: readonly PortColumn[],
  background: Background,
  signal: AbortSignal | undefined,
): Promise<{ column: PortColumn; sources: ReadonlyMap<string, FixSource> }[]> {
  const folders = new Set(await queueBranches(ladder.queue));
  for (const { branch } of columns) folders.delete(branch.name);
  const queued = background.branches.filter(({ name }) => folders.has(name));
  return Promise.all(
    queued.map(async (branch) => {
      const names = await fixNames(ladder.queue, branch.name);
      const own = new Map([...sources].filter(([name]) => names.includes(name)));
      const helps = { siblings: [], chains: false };
      return { column: await portBranch(ladder, own, branch, background, helps, signal), sources: own };
    }),
  );
}
