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

/** The same as the forge has it now. Throws what `knownReview` throws, and the forge's faults. */
export async function findReview(...about: Parameters<typeof knownReview>): Promise<FoundReview> {
  const { fault, ...found } = await knownReview(...about);
  if (fault) throw fault;
  return found;
}

/** Asks the forge; with `fault` it did not answer, and the review is the last one that is known. Throws `no-such-fix`, `no-review`, that fault where nothing is known, or the signal's reason. */
export async function knownReview(
  ladder: Ladder,
  forge: Pick<Forge, 'host'>,
  reviews: ReviewStore,
  fix: string,
  branch: string,
  signal: AbortSignal,
): Promise<FoundReview & { fault?: Fault }> {
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
  if (!review) throw fault ?? noReview(fix, branch, forge.host);
  return { source, review, ...(fault && { fault }) };
}

function noReview(fix: string, branch: string, host: string): Fault {
  return new Fault(
    'no-review',
    `${host} has no review of '${fix}' for ${branch}.`,
    `Put it up for review with fishladder submit ${fix} --to ${branch}.`,
  );
}
