// Ports fixes to branches: the matrix fix × branch as a plan that can be shown, and its writing.
import type { Bytes } from '../base/bytes';
import { mapLimit } from '../base/limit';
import { withQueue } from '../fix/lock';
import { checkCurrent, isParked, type Written, writePatch } from '../fix/queue';
import { readResolutions } from '../fix/resolutions';
import type { UpstreamBranch } from '../git/git';
import { emptyLineage, openLineage } from '../lineage/open';
import { type PortCell, type PrerequisitePatch, prerequisitesOf, writableText } from './cell';
import { type Explained, type Explanation, explainCells } from './explain';
import { type FixSource, fixSources } from './fix-source';
import type { Ladder } from './ladder';
import { endedNotes, livingBranches } from './lives';
import { portBranch } from './port-branch';
import type { Ground } from './port-cell';
import type { Background } from './port-fix';
import { upstreamNotes } from './series-notes';
import { portThroughSiblings } from './siblings';
import { whoPorts } from './signer';
import { chooseTargets } from './targets';

/** All that porting would do; nothing has been written. */
export interface PortPlan {
  /** Where each fix comes from, by name, in the order of the series. */
  sources: Map<string, FixSource>;
  branches: UpstreamBranch[];
  /** Fix by fix, each in the order of the branches. */
  cells: PortCell[];
  /** What each cell was made from. */
  grounds: Map<PortCell, Ground>;
  /** What they lack, as far as it was looked for. */
  explained: Map<PortCell, Explanation>;
  background: Background;
  /** What the operator should know, a sentence each. */
  notes: string[];
}

/**
 * What to port: all fixes to all branches where nothing is named; with `chains` what a fix leans on goes first; with `anew` as if
 * nobody had settled any conflict, on this branch or another; with `force` git's merge goes before what a person settled when it stopped.
 */
export interface PortRequest {
  names: readonly string[];
  to: readonly string[];
  chains?: boolean;
  anew?: boolean;
  force?: boolean;
  /** What is explained; nothing where it is left out. */
  explain?: Explained;
}

/** What writing did with each patch. */
export type WrittenPatches = Map<PortCell | PrerequisitePatch, Written>;

/** How many branches are worked on at a time. */
const WIDTH = 4;

/**
 * Ports in memory. `done` hears of each branch that all fixes were ported to, how many these are by now, and of how many. Throws
 * `no-such-fix`, `no-such-branch`, `bad-patch`; rejects with the signal's reason when aborted.
 */
export async function planPort(
  ladder: Ladder,
  request: PortRequest,
  signal?: AbortSignal,
  done?: (branch: string, count: number, all: number) => void,
): Promise<PortPlan> {
  const branches = await chooseTargets(ladder, request.to);
  const living = await livingBranches(ladder);
  const { sources, notes } = await fixSources(ladder, request.names, branches);
  const { texts: resolutions, notes: memoryNotes } = await readResolutions(ladder.queue);
  const background = {
    lineage: sources.size > 0 ? await openLineage(ladder.git, signal) : emptyLineage(ladder.git),
    branches: living,
    resolutions: request.anew ? new Map<string, Bytes>() : resolutions,
    holds: request.force !== true,
    porter: await whoPorts(ladder.git),
  };
  let count = 0;
  const first = await mapLimit(
    branches,
    WIDTH,
    async (branch) => {
      const column = await portBranch(ladder, sources, branch, background, { siblings: [], chains: false }, signal);
      done?.(branch.name, ++count, branches.length);
      return column;
    },
    signal,
  );
  const columns = request.anew
    ? first
    : await portThroughSiblings(ladder, sources, first, background, request.chains === true, signal);
  signal?.throwIfAborted();
  const cells = [...sources.keys()].flatMap((fix) =>
    columns.flatMap((column) => column.cells.filter((cell) => cell.fix === fix)),
  );
  const grounds = new Map(columns.flatMap((column) => [...column.grounds]));
  const told = request.explain
    ? await explainCells(ladder, { branches, cells, grounds }, background, request.explain, signal)
    : { cells, explained: new Map<PortCell, Explanation>() };
  return {
    sources,
    branches,
    ...told,
    grounds,
    background,
    notes: [
      ...(request.to.length > 0 ? [] : endedNotes(living, branches)),
      ...notes,
      ...memoryNotes,
      ...columns.flatMap((column) => column.notes),
      ...upstreamNotes(told.cells),
    ],
  };
}

/**
 * Writes the patches of a plan, fix by fix, what a fix leans on before it; what a person edited stays unless `force`, and what a person
 * took out of its series stays out. What it did is by the cell, or by the patch of what the fix leans on. Throws `queue-changed` where a patch
 * is not what it was when the plan was made; then nothing is written.
 */
export async function writePort(ladder: Ladder, plan: PortPlan, force = false): Promise<WrittenPatches> {
  const written: WrittenPatches = new Map();
  const isHome = ({ fix, branch }: PortCell) => plan.sources.get(fix)?.folder === branch;
  const cells = plan.cells.filter((cell) => writableText(cell.outcome) !== undefined && !isHome(cell));
  if (cells.length === 0) return written;
  return withQueue(ladder.queue, async () => {
    for (const cell of cells) await checkGround(ladder, plan, cell);
    for (const cell of cells) {
      const text = writableText(cell.outcome) ?? '';
      if (await isParked(ladder.queue, cell.branch, cell.fix)) {
        written.set(cell, 'parked');
        continue;
      }
      for (const patch of prerequisitesOf(cell.outcome))
        written.set(
          patch,
          await writePatch(ladder.queue, cell.branch, patch.name, patch.text, { force, before: cell.fix }),
        );
      written.set(cell, await writePatch(ladder.queue, cell.branch, cell.fix, text, { force }));
    }
    return written;
  });
}

/** Throws `queue-changed` where the queue has not the patches any more that a cell of the plan was made from. */
async function checkGround({ queue }: Ladder, plan: PortPlan, cell: PortCell): Promise<void> {
  const { fix, branch } = cell;
  const source = plan.sources.get(fix);
  if (source) await checkCurrent(queue, source.folder, fix, source.text);
  await checkCurrent(queue, branch, fix, plan.grounds.get(cell)?.queued);
}
