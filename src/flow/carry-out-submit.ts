// Carries a planned submit out, step by step: whatever it is cut off by, each patch is as before or as after, and a repeat goes on.
import type { Forge, Push } from '../review/forge';
import type { Submitted } from '../review/submission';
import type { Ladder } from './ladder';
import { patchSetRef } from './patch-sets';
import { pushFrom } from './push';
import { recordReview } from './record-review';
import type { Submission, SubmitJob } from './submit';

/** What a submit does to the world besides asking the forge; tests bring doors that break. */
export interface SubmitDoors {
  push: Push;
  /** Remembers a commit as one that was made here. */
  keep(commit: string): Promise<void>;
  /** Writes into a branch's patch, and the trunk's also into the release's, where its review is; gives the files that changed. */
  record(fix: string, branch: string, url: string): Promise<string[]>;
}

/** The doors to git and to the queue. */
export function submitDoors(ladder: Ladder): SubmitDoors {
  return {
    push: pushFrom(ladder),
    keep: (commit) => ladder.git.keepCommit(commit, patchSetRef(commit)),
    record: (fix, branch, url) => recordReview(ladder, fix, branch, { forwarded: url }),
  };
}

/** What came of a job: the reviews, and the files of the queue that say so now. */
export interface SubmitDone {
  job: SubmitJob;
  submitted: Submitted[];
  files: string[];
}

/**
 * Does the jobs in their order and tells each to `done` as soon as it is finished; also writes down the reviews that show their patch
 * already, and gives the files of the queue which that changed. Throws the forge's faults, and the signal's reason.
 */
export async function carryOutSubmit(
  forge: Forge,
  { rows, jobs }: Pick<Submission, 'rows' | 'jobs'>,
  doors: SubmitDoors,
  done: (result: SubmitDone) => Promise<void>,
  signal: AbortSignal,
): Promise<string[]> {
  const shown = rows.filter(({ verdict }) => verdict.kind === 'shown');
  const files: string[] = [];
  for (const { fix, branch, review } of shown) {
    if (review?.commit) await doors.keep(review.commit);
    if (review) files.push(...(await doors.record(fix, branch, review.url)));
  }
  for (const job of jobs) {
    signal.throwIfAborted();
    const { branch, patches } = job.proposal;
    for (const { commit } of patches) await doors.keep(commit);
    const submitted = await forge.submit(job.proposal, doors.push, signal);
    const written: string[] = [];
    for (const { fix, url } of submitted) written.push(...(await doors.record(fix, branch, url)));
    await done({ job, submitted, files: written });
  }
  return files;
}
