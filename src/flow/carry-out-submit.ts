// Carries a planned submit out, step by step: whatever it is cut off by, each patch is as before or as after, and a repeat goes on.
import { dayOf } from '../fix/date';
import { withQueue } from '../fix/lock';
import { patchPath, readPatch, writePatch } from '../fix/queue';
import { type ReviewFields, withReview } from '../fix/review-fields';
import type { Forge, Push } from '../review/forge';
import type { Submitted } from '../review/submission';
import { fixSources } from './fix-source';
import { type Ladder, upstreamBranches } from './ladder';
import { patchSetRef } from './patch-sets';
import { pushFrom } from './push';
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

/**
 * Writes what is known of a review into the branch's patch, and the trunk's also into the patch of the release that the fix was made in;
 * gives the files that changed. A patch that a person edited keeps all else. Throws `bad-patch` and what writing throws.
 */
async function recordReview(
  ladder: Ladder,
  fix: string,
  branch: string,
  fields: Omit<ReviewFields, 'lastUpdate'>,
): Promise<string[]> {
  const { queue, host } = ladder;
  const branches = await upstreamBranches(ladder);
  const isTrunk = branches[0]?.name === branch;
  const home = isTrunk ? (await fixSources(ladder, [fix], branches)).sources.get(fix)?.folder : undefined;
  return withQueue(queue, async () => {
    const changed: string[] = [];
    for (const folder of new Set([branch, ...(home === undefined ? [] : [home])])) {
      const [path, text] = [patchPath(queue, folder, fix), await readPatch(queue, folder, fix)];
      const after = text && withReview(text, path, { ...fields, lastUpdate: dayOf(host.now()) });
      if (after === undefined || after === '' || after === text) continue;
      await writePatch(queue, folder, fix, after, { force: true });
      changed.push(path);
    }
    return changed;
  });
}
