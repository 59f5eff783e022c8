// Why fixes do not go to branches by themselves: the upstream commits that they lean on and the branches lack.
import { mapLimit } from '../base/limit';
import { titleOf } from '../fix/document';
import type { UpstreamBranch } from '../git/git';
import { kinOf, kinOn, namesOf } from '../lineage/kin';
import { findPrerequisites, type Prerequisite, type StuckPort } from '../lineage/lacking';
import type { Lineage } from '../lineage/lineage';
import { openLineage } from '../lineage/open';
import { makesClean } from '../lineage/trial';
import { isContested, type PortCell } from './cell';
import { type Ladder, upstreamBranches } from './ladder';
import type { PortPlan } from './port';
import { stuckPort } from './port-cell';

/** A commit that a fix leans on and its branch lacks. */
export interface Lack extends Prerequisite {
  subject: string;
  changeId?: string;
  /** Upstream's branches that have it, newest first. */
  branches: string[];
  /** True when it was tried in memory, and the fix is clean on top of it. */
  makesClean: boolean;
}

/** What a fix lacks on a branch, the most important first; not `complete` where time was up. */
export interface Explanation {
  lacks: Lack[];
  complete: boolean;
}

/** Milliseconds for one fix on one branch. */
const LIMIT = 10_000;

/** So many of the first are tried. */
const TRIED = 3;

/** Fixes on branches at a time. */
const WIDTH = 2;

/** Explains every cell of a plan that git does not settle, by cell. Rejects with the signal's reason when aborted. */
export async function explainPort(
  ladder: Ladder,
  plan: PortPlan,
  signal: AbortSignal,
): Promise<Map<PortCell, Explanation>> {
  const stuck = plan.cells.flatMap((cell) => {
    const port = openPortOf(plan, cell);
    return port ? [{ cell, port }] : [];
  });
  if (stuck.length === 0) return new Map();
  const [lineage, branches] = [await openLineage(ladder.git, signal), await upstreamBranches(ladder)];
  const explained = await mapLimit(
    stuck,
    WIDTH,
    async ({ cell, port }) => [cell, await explain(ladder, lineage, branches, port, signal)] as const,
    signal,
  );
  return new Map(explained);
}

/** The port of a cell that git does not settle, from the form that it was made from. */
function openPortOf({ branches, grounds }: PortPlan, cell: PortCell): StuckPort | undefined {
  const ground = grounds.get(cell);
  const tip = branches.find(({ name }) => name === cell.branch)?.commit;
  return ground && tip !== undefined && isContested(cell.outcome) ? stuckPort(ground, tip) : undefined;
}

async function explain(
  { git }: Ladder,
  lineage: Lineage,
  branches: readonly UpstreamBranch[],
  port: StuckPort,
  signal: AbortSignal,
): Promise<Explanation> {
  const limit = AbortSignal.timeout(LIMIT);
  const lacks: Lack[] = [];
  try {
    const found = await findPrerequisites(git, lineage, port, AbortSignal.any([signal, limit]));
    for (const [place, one] of found.entries()) {
      signal.throwIfAborted();
      const row = lineage.row(one.commit)!;
      const kin = kinOf(lineage, namesOf(lineage, row));
      const has = (tip: number | undefined) => tip !== undefined && kinOn(lineage, kin, tip) !== undefined;
      const changeId = lineage.changeIdOf(row);
      const commit = await git.commit(one.commit);
      lacks.push({
        ...one,
        subject: titleOf(commit?.message ?? ''),
        ...(changeId ? { changeId } : {}),
        branches: branches.filter(({ commit }) => has(lineage.row(commit))).map(({ name }) => name),
        makesClean: place < TRIED && !limit.aborted && (await makesClean(git, port, one.commit)),
      });
    }
    return { lacks, complete: !limit.aborted };
  } catch (error) {
    if (!limit.aborted || signal.aborted) throw error;
    return { lacks, complete: false };
  }
}
