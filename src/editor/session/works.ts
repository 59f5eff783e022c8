// The heavy part of a session, loaded on first use: git, the flows, and the store of reviews.
import type { Disposable } from '../../base/disposable';
import { queueBranches } from '../../fix/queue';
import { bugsOf, openBugs } from '../../flow/bugs';
import type { Host, Settings } from '../../flow/host';
import { type Ladder, openLadder } from '../../flow/ladder';
import { openDetails, openForge, openStore } from '../../flow/reviews';
import { type FixStatus, readStatus, type Status, soughtFixes, withReviews } from '../../flow/status';
import type { Bugs } from '../../review/bugs';
import type { DetailStore } from '../../review/details';
import type { Forge } from '../../review/forge';
import type { ReviewStore } from '../../review/store';
import type { Sought } from '../../review/types';
import type { FixBug } from './view';

/** A repository that is open for work. */
export interface Works extends Disposable {
  readonly ladder: Ladder;
  /** The review server and the stores of what it said; undefined where none is named. */
  readonly forge: Forge | undefined;
  readonly reviews: ReviewStore | undefined;
  readonly details: DetailStore | undefined;
  /** Reads everything but the forge. */
  status(signal: AbortSignal): Promise<Status>;
  /** The status with what the store knows now. */
  withReviews(status: Status): Status;
  /** What is remembered of the bugs that fixes name. */
  readonly bugs: Bugs;
  /** The bugs that a fix names, with what is remembered of each. */
  bugsOf(fix: FixStatus): FixBug[];
  /** A status's fixes as the forge is asked for them. */
  sought(status: Status): Sought[];
}

/** Opens a repository. Throws `GitError`, or `ForgeError` where the review server's address is none. */
export async function openWorks(folder: string, settings: Settings, host: Host): Promise<Works> {
  const ladder = await openLadder(folder, settings, host);
  try {
    const forge = await openForge(ladder);
    const reviews = forge && openStore(ladder, forge);
    const bugs = await openBugs(ladder);
    const details = forge && openDetails(ladder, forge);
    return {
      ladder,
      forge,
      reviews,
      details,
      status: async (signal) => {
        await details?.load();
        if ((await queueBranches(ladder.queue)).length === 0) return { fixes: [], notes: [] };
        return readStatus(ladder, { names: [], to: [] }, reviews, signal);
      },
      withReviews: (status) => withReviews(ladder, status, reviews),
      bugs,
      bugsOf: ({ source }) => bugsOf(ladder, source).map((address) => ({ address, known: bugs.known(address) })),
      sought: ({ fixes }) => soughtFixes(fixes),
      dispose: () => {
        reviews?.dispose();
        details?.dispose();
        ladder.git.dispose();
      },
    };
  } catch (error) {
    ladder.git.dispose();
    throw error;
  }
}
