// Writes what became of a review into the patches that it is about.
import type { Bytes } from '../base/bytes';
import { dayOf } from '../fix/date';
import { withQueue } from '../fix/lock';
import { patchPath, readPatch, writePatch } from '../fix/queue';
import { type ReviewFields, withReview } from '../fix/review-fields';
import { fixSources } from './fix-source';
import { type Ladder, upstreamBranches } from './ladder';

/** What is known of a review. */
export type KnownReview = Omit<ReviewFields, 'lastUpdate'>;

/** A patch of the queue that does not say yet what is known, and what it would be. */
export interface ReviewChange {
  folder: string;
  path: string;
  text: Bytes;
}

/**
 * What would change in the branch's patch, and where the branch is the trunk, in the patch of the release that the fix was made in: that one
 * was sent upstream by the trunk's review. Throws `bad-patch`.
 */
export async function reviewChanges(
  ladder: Ladder,
  fix: string,
  branch: string,
  known: KnownReview,
): Promise<ReviewChange[]> {
  const { queue, host } = ladder;
  const branches = await upstreamBranches(ladder);
  const isTrunk = branches[0]?.name === branch;
  const home = isTrunk ? (await fixSources(ladder, [fix], branches)).sources.get(fix)?.folder : undefined;
  const changes: ReviewChange[] = [];
  for (const folder of new Set([branch, ...(home === undefined ? [] : [home])])) {
    const [path, before] = [patchPath(queue, folder, fix), await readPatch(queue, folder, fix)];
    if (before === undefined) continue;
    const text = withReview(before, path, { ...known, lastUpdate: dayOf(host.now()) });
    if (text !== before) changes.push({ folder, path, text });
  }
  return changes;
}

/** Makes these changes, and gives the files. A patch that a person edited keeps all else. Throws `bad-patch` and what writing throws. */
export async function recordReview(ladder: Ladder, fix: string, branch: string, known: KnownReview): Promise<string[]> {
  const { queue } = ladder;
  return withQueue(queue, async () => {
    const changes = await reviewChanges(ladder, fix, branch, known);
    for (const { folder, text } of changes) await writePatch(queue, folder, fix, text, { force: true });
    return changes.map(({ path }) => path);
  });
}
