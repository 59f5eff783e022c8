// Takes a fix out of the queue on all its branches; what it was is kept in git's own folder.
import { join } from 'node:path';
import { Fault } from '../base/fault';
import { fixTraces, keepTexts, removeTrace, type Trace } from '../fix/drop';
import { withQueue } from '../fix/lock';
import { noSuchFix } from './fix-source';
import type { Ladder } from './ladder';
import { leaningPatches } from './leaning';
import { type OpenReview, openReviewsOf } from './open-reviews';

/** What would be removed; nothing has been. */
export interface DropPlan {
  name: string;
  traces: Trace[];
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
  return { name, traces, reviews: await openReviewsOf(ladder, name, traces) };
}

/**
 * Removes it, and gives the folder where the patches are kept; undefined where no file was left of it. Throws `queue-changed` when
 * the queue is not as it was planned for.
 */
export async function carryOutDrop({ git, queue }: Ladder, { name, traces }: DropPlan): Promise<string | undefined> {
  return withQueue(queue, async () => {
    if (JSON.stringify(await fixTraces(queue, name)) !== JSON.stringify(traces)) throw changed(name);
    const kept = traces.some(({ text }) => text !== undefined)
      ? await keepTexts(join(git.commonDir, 'fishladder', 'dropped'), name, traces)
      : undefined;
    for (const trace of traces) await removeTrace(queue, name, trace);
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
