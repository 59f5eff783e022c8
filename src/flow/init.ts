// Makes the queue of a repository, hidden from git unless the operator wants it tracked.
import { isThere, writeAtomic } from '../base/files';
import { withQueue } from '../fix/lock';
import { checkInside, seriesPath } from '../fix/queue';
import { deployedRelease, type Ladder } from './ladder';
import { hideQueue, isHidden } from './queue-place';

/** What init found or made. */
export interface InitResult {
  queue: string;
  release: string;
  created: boolean;
  hidden: boolean;
}

/** Makes an empty series for the deployed release where there is none; hides the queue from git unless it shall be tracked. */
export async function initQueue(ladder: Ladder, track: boolean): Promise<InitResult> {
  const release = await deployedRelease(ladder);
  const series = seriesPath(ladder.queue, release.name);
  if (!track) await hideQueue(ladder);
  const created = await withQueue(ladder.queue, async () => {
    if (await isThere(series)) return false;
    await checkInside(ladder.queue, series);
    await writeAtomic(series, '');
    return true;
  });
  return { queue: ladder.queue.folder, release: release.name, created, hidden: await isHidden(ladder) };
}
