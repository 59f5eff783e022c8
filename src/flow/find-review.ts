// Finds the review of one fix on one branch, as the forge has it now.
import { Fault } from '../base/fault';
import { branchReview } from '../review/branch';
import type { Forge } from '../review/forge';
import type { ReviewStore } from '../review/store';
import type { Review } from '../review/types';
import type { FixSource } from './fix-source';
import { fixSources } from './fix-source';
import type { Ladder } from './ladder';
import { upstreamBranches } from './ladder';
import { reviewId, soughtFix } from './sought';

/** A fix and its review on one branch. */
export interface FoundReview {
  source: FixSource;
  review: Review;
}

/** Asks the forge. Throws `no-such-fix`, `no-review`, the forge's faults, or the signal's reason. */
export async function findReview(
  ladder: Ladder,
  forge: Pick<Forge, 'host'>,
  reviews: ReviewStore,
  fix: string,
  branch: string,
  signal: AbortSignal,
): Promise<FoundReview> {
  const branches = await upstreamBranches(ladder);
  const source = (await fixSources(ladder, [fix], branches)).sources.get(fix);
  if (!source) throw noReview(fix, branch, forge.host);
  const names = new Set([...branches.map(({ name }) => name), branch]);
  await reviews.load();
  await reviews.refresh(
    [
      await soughtFix(
        ladder,
        source,
        [...names].map((name) => ({ branch: name })),
      ),
    ],
    signal,
  );
  const knowledge = reviews.get(reviewId(fix, source.document.message));
  const { review, fault } = branchReview(knowledge, ladder.profile.forge?.project ?? '', branch);
  if (fault) throw fault;
  if (!review) throw noReview(fix, branch, forge.host);
  return { source, review };
}

function noReview(fix: string, branch: string, host: string): Fault {
  return new Fault(
    'no-review',
    `${host} has no review of '${fix}' for ${branch}.`,
    `Put it up for review with fishladder submit ${fix} --to ${branch}.`,
  );
}
