// Why fixes do not go to branches by themselves: the upstream commits that they lean on and the branches lack.
import type { Bytes } from '../base/bytes';
import { mapLimit } from '../base/limit';
import { titleOf } from '../fix/document';
import { readPatch } from '../fix/queue';
import type { Git, UpstreamBranch } from '../git/git';
import { kinOf, kinOn, namesOf } from '../lineage/kin';
import { chiefOf, findPrerequisites, type Prerequisite, type StuckPort } from '../lineage/lacking';
import type { Lineage } from '../lineage/lineage';
import { makesClean } from '../lineage/trial';
import type { FileStep } from '../port/types';
import type { LackedChange } from '../profile/profile';
import { isContested, isSettledByHand, type PortCell, writableText } from './cell';
import type { Ladder } from './ladder';
import { outcomeSteps } from './outcome-patch';
import { pickedPort } from './picked-port';
import { type Ground, patchState, stuckPort } from './port-cell';
import { type Background, composePort, contestedPaths } from './port-fix';
import { passedCommits } from './upstream';

/** A commit that a fix leans on and its branch lacks. */
export interface Lack extends Prerequisite, LackedChange {
  /** Upstream's branches that have it, newest first. */
  branches: string[];
  /** True when it was tried in memory, and the fix is clean on top of it. */
  makesClean: boolean;
}

/**
 * What a fix lacks on a branch, the most important first; not `complete` where time was up, or where the clone's history is `cut` off
 * before the commits that made some of the lines (a shallow clone).
 */
export interface Explanation {
  lacks: Lack[];
  complete: boolean;
  cut?: true;
}

/** Milliseconds for one fix on one branch. */
const LIMIT = 10_000;

/** So many of the first are tried. */
const TRIED = 3;

/** Fixes on branches at a time. */
const WIDTH = 2;

/** What is explained: patches that are made, in their messages alone, or all that git's merge does not settle. */
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

/** Explains cells of a plan. Rejects with the signal's reason when aborted. */
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
      : writableText(outcome) !== undefined && (patch === 'none' || patch === 'stale') && !isSettledByHand(outcome);
  const cells = await mapLimit(
    plan.cells,
    WIDTH,
    async (cell) => {
      const ground = plan.grounds.get(cell);
      const branch = plan.branches.find(({ name }) => name === cell.branch);
      if (!ground || !branch || !isWanted(cell)) return cell;
      const noted = await withNote(ladder, cell, ground, branch, background, signal);
      plan.grounds.set(noted, ground);
      if (which === 'all')
        explained.set(noted, await explain(ladder, background, stuckPort(ground, branch.commit), signal));
      return noted;
    },
    signal,
  );
  return { cells, explained };
}

/** The cell with what the branch lacks in its patch's message. */
async function withNote(
  ladder: Ladder,
  cell: PortCell,
  ground: Ground,
  branch: UpstreamBranch,
  background: Background,
  signal: AbortSignal | undefined,
): Promise<PortCell> {
  const { outcome } = cell;
  if (!('text' in outcome)) return cell;
  const steps = await outcomeSteps(outcome.files, ground.below);
  const queued = await readPatch(ladder.queue, branch.name, cell.fix);
  const noted = { ...outcome, text: await composeNoted(ladder, ground, steps, { branch, queued }, background, signal) };
  return { ...cell, outcome: noted, patch: patchState(queued, noted) };
}

/**
 * The patch that does this on a branch. Where the commit that its message names does not merge there, the message says in which files,
 * and which changes the branch lacks. `queued` is the patch that the queue has for it.
 */
export async function composeNoted(
  ladder: Ladder,
  { source, below }: Pick<Ground, 'source' | 'below'>,
  steps: readonly FileStep[],
  { branch, queued }: { branch: UpstreamBranch; queued: Bytes | undefined },
  { porter, lineage, branches }: Background,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  const picked = passedCommits(lineage, branches, source.document, branch.name);
  const stuck = await pickedPort(ladder, source, { branch, top: below, picked });
  const contested = contestedPaths(stuck?.files ?? []);
  const lacks = stuck ? await chiefLacks(ladder, lineage, stuck, signal) : [];
  return composePort(ladder, source, steps, { branch: branch.name, contested, lacks, picked, queued, porter });
}

/** What a note about a conflict names; nothing where there was no time to look for it. */
async function chiefLacks(
  { git }: Ladder,
  lineage: Lineage,
  port: StuckPort,
  signal: AbortSignal | undefined,
): Promise<LackedChange[]> {
  const limit = AbortSignal.timeout(LIMIT);
  try {
    const { found } = await findPrerequisites(git, lineage, port, signal ? AbortSignal.any([signal, limit]) : limit);
    return await Promise.all(chiefOf(found).map(({ commit }) => namedLack(git, lineage, commit)));
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    return [];
  }
}

async function namedLack(git: Git, lineage: Lineage, commit: string): Promise<LackedChange> {
  const changeId = lineage.changeIdOf(lineage.row(commit)!);
  const subject = titleOf((await git.commit(commit))?.message ?? '');
  return { commit, subject, ...(changeId ? { changeId } : {}) };
}

/** What the port lacks on its branch. */
async function explain(
  { git }: Ladder,
  { lineage, branches }: Background,
  port: StuckPort,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  const limit = AbortSignal.timeout(LIMIT);
  const lacks: Lack[] = [];
  let cut = false;
  try {
    const made = await findPrerequisites(git, lineage, port, signal ? AbortSignal.any([signal, limit]) : limit);
    cut = made.cut;
    for (const [place, one] of made.found.entries()) {
      signal?.throwIfAborted();
      const row = lineage.row(one.commit)!;
      const kin = kinOf(lineage, namesOf(lineage, row));
      const has = (tip: number | undefined) => tip !== undefined && kinOn(lineage, kin, tip) !== undefined;
      lacks.push({
        ...one,
        ...(await namedLack(git, lineage, one.commit)),
        branches: branches.filter(({ commit }) => has(lineage.row(commit))).map(({ name }) => name),
        makesClean: place < TRIED && !limit.aborted && (await makesClean(git, port, one.commit)),
      });
    }
    return { lacks, complete: !cut && !limit.aborted, ...(cut ? { cut } : {}) };
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    return { lacks, complete: false, ...(cut ? { cut } : {}) };
  }
}
