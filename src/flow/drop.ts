// Takes a fix out of the queue on all its branches; what it was is kept in git's own folder.
import { join } from 'node:path';
import { Fault } from '../base/fault';
import { fixTraces, keepTexts, removeTrace, type Trace } from '../fix/drop';
import { withQueue } from '../fix/lock';
import { patchPath, type Queue } from '../fix/queue';
import { goesAlong } from './along';
import { noSuchFix } from './fix-source';
import { type Ladder, upstreamBranches } from './ladder';
import { leaningPatches } from './leaning';
import { type OpenReview, openReviewsOf } from './open-reviews';

/** A trace and whose it is. */
export type NamedTrace = Trace & { name: string };

/** What would be removed; nothing has been. */
export interface DropPlan {
  name: string;
  traces: Trace[];
  /** What was ported for its sake alone and goes with it, in this order. */
  along: NamedTrace[];
  /** What it leans on and that stays: the patch's path, and why, as a clause. */
  stays: { path: string; why: string }[];
  /** What was sent for review and stays there, as far as it is known here. */
  reviews: OpenReview[];
}

/**
 * What there is of a fix, also where its patch or its line in a series is gone already. Throws `bad-name`, `no-such-fix`, and,
 * unless `force`, `leaned-on` where patches above it would not apply any more.
 */
export async function planDrop(ladder: Ladder, name: string, force: boolean): Promise<DropPlan> {
  const traces = await fixTraces(ladder.queue, name);
  if (traces.length === 0) throw noSuchFix(ladder.queue, name);
  const leaning: string[] = [];
  for (const { branch, named } of force ? [] : traces)
    if (named) leaning.push(...(await leaningPatches(ladder, branch, name)).map((file) => `${branch}/${file}`));
  if (leaning.length > 0) throw leanedOn(name, leaning);
  const { along, stays } = await leftOf(ladder, name, traces);
  return { name, traces, along, stays, reviews: await openReviewsOf(ladder, name, traces) };
}

/** What was ported before the fix for its sake. */
async function leftOf(
  ladder: Ladder,
  fix: string,
  traces: readonly Trace[],
): Promise<Pick<DropPlan, 'along' | 'stays'>> {
  const branches = (await upstreamBranches(ladder)).map(({ name }) => name);
  const found: Pick<DropPlan, 'along' | 'stays'> = { along: [], stays: [] };
  for (const { branch } of traces.filter(({ named }) => named)) {
    const { goes, stays } = await goesAlong(ladder, branch, fix, branches);
    for (const name of goes) found.along.push(...(await tracesOn(ladder.queue, name, branch)));
    found.stays.push(...stays.map(({ name, why }) => ({ path: patchPath(ladder.queue, branch, name), why })));
  }
  return found;
}

async function tracesOn(queue: Queue, name: string, branch: string): Promise<NamedTrace[]> {
  const traces = (await fixTraces(queue, name)).filter((trace) => trace.branch === branch);
  return traces.map((trace) => ({ name, ...trace }));
}

/**
 * Removes it, and gives the folder where the patches are kept; undefined where no file was left of it. Throws `queue-changed` when
 * the queue is not as it was planned for.
 */
export async function carryOutDrop(
  { git, queue }: Ladder,
  { name, traces, along }: DropPlan,
): Promise<string | undefined> {
  return withQueue(queue, async () => {
    if (JSON.stringify(await fixTraces(queue, name)) !== JSON.stringify(traces)) throw changed(name);
    for (const trace of along)
      if (JSON.stringify(await tracesOn(queue, trace.name, trace.branch)) !== JSON.stringify([trace]))
        throw changed(trace.name);
    const home = join(git.commonDir, 'fishladder', 'dropped');
    const kept = traces.some(({ text }) => text !== undefined) ? await keepTexts(home, name, traces) : undefined;
    for (const trace of traces) await removeTrace(queue, name, trace);
    for (const trace of along) {
      await keepTexts(home, trace.name, [trace]);
      await removeTrace(queue, trace.name, trace);
    }
    return kept;
  });
}

function leanedOn(name: string, leaning: readonly string[]): Fault {
  return new Fault(
    'leaned-on',
    `These patches lean on ${name}, and would not apply without it: ${leaning.join(', ')}. Nothing was removed.`,
    `Drop them first, or leave them behind with fishladder drop ${name} --force.`,
  );
}

function changed(name: string): Fault {
  return new Fault(
    'queue-changed',
    `The patches of ${name} were changed meanwhile.`,
    'Look at them, then do it again.',
  );
}
