// Why fixes do not go to branches by themselves: the upstream commits that they lean on and the branches lack.
import { mapLimit } from '../base/limit';
import { titleOf } from '../fix/document';
import { readPatch } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import { kinOf, kinOn, namesOf } from '../lineage/kin';
import { chiefOf, findPrerequisites, type Prerequisite, type StuckPort } from '../lineage/lacking';
import type { Lineage } from '../lineage/lineage';
import { makesClean } from '../lineage/trial';
import { isContested, isSettledByHand, type PortCell } from './cell';
import type { Ladder } from './ladder';
import { filePatches } from './outcome-patch';
import { type Ground, patchState, stuckPort } from './port-cell';
import { type Background, composePort, contestedPaths } from './port-fix';
import { passedCommits } from './upstream';

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

/** What is explained: patches that are made and that git's merge does not settle, for their messages, or all that it does not settle. */
export type Explained = 'patches' | 'all';

/** What explaining needs of a plan; what the noted cells were made from is added to it. */
interface Explainable {
  branches: readonly UpstreamBranch[];
  cells: readonly PortCell[];
  grounds: Map<PortCell, Ground>;
}

/** A plan's cells, explained ones with a message that names what they lack, and the explanations. */
interface ExplainedCells {
  cells: PortCell[];
  explained: Map<PortCell, Explanation>;
}

/** Explains cells of a plan that git does not settle. Rejects with the signal's reason when aborted. */
export async function explainCells(
  ladder: Ladder,
  plan: Explainable,
  background: Background,
  which: Explained,
  signal?: AbortSignal,
): Promise<ExplainedCells> {
  const explained = new Map<PortCell, Explanation>();
  const isWanted = ({ outcome, patch }: PortCell) =>
    which === 'all'
      ? isContested(outcome)
      : outcome.kind === 'adapted' && (patch === 'none' || patch === 'stale') && !isSettledByHand(outcome);
  const cells = await mapLimit(
    plan.cells,
    WIDTH,
    async (cell) => {
      const ground = plan.grounds.get(cell);
      const tip = plan.branches.find(({ name }) => name === cell.branch)?.commit;
      if (!ground || tip === undefined || !isWanted(cell)) return cell;
      const explanation = await explainGround(ladder, ground, tip, background, signal);
      const noted = await withNote(ladder, cell, ground, background, explanation);
      plan.grounds.set(noted, ground);
      explained.set(noted, explanation);
      return noted;
    },
    signal,
  );
  return { cells, explained };
}

/** The cell with what it lacks in its patch's message. */
async function withNote(
  ladder: Ladder,
  cell: PortCell,
  { source, files, below }: Ground,
  { porter, lineage, branches }: Background,
  explanation: Explanation,
): Promise<PortCell> {
  const { outcome, branch, fix } = cell;
  if (!('text' in outcome)) return cell;
  const queued = await readPatch(ladder.queue, branch, fix);
  const picked = passedCommits(lineage, branches, source.document, branch);
  const own = contestedPaths(outcome.files);
  const contested = own.length > 0 ? own : contestedPaths(files);
  const place = { branch, contested, lacks: chiefOf(explanation.lacks), picked, queued, porter };
  const text = composePort(ladder, source, await filePatches(outcome.files, below), place);
  const noted = { ...outcome, text };
  return { ...cell, outcome: noted, patch: patchState(queued, noted) };
}

/** What the port on this ground lacks on the branch, whose last commit is `tip`. */
export function explainGround(
  ladder: Ladder,
  ground: Ground,
  tip: string,
  { lineage, branches }: Background,
  signal?: AbortSignal,
): Promise<Explanation> {
  return explain(ladder, lineage, branches, stuckPort(ground, tip), signal);
}

async function explain(
  { git }: Ladder,
  lineage: Lineage,
  branches: readonly UpstreamBranch[],
  port: StuckPort,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  const limit = AbortSignal.timeout(LIMIT);
  const lacks: Lack[] = [];
  try {
    const found = await findPrerequisites(git, lineage, port, signal ? AbortSignal.any([signal, limit]) : limit);
    for (const [place, one] of found.entries()) {
      signal?.throwIfAborted();
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
    if (!limit.aborted || signal?.aborted) throw error;
    return { lacks, complete: false };
  }
}
