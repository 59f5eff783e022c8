// Puts fixes up for review: as a plan that can be shown, and then step by step.
import { Fault } from '../base/fault';
import type { UpstreamBranch } from '../git/git';
import { branchReview } from '../review/branch';
import type { Account, Forge } from '../review/forge';
import type { ReviewStore } from '../review/store';
import type { Proposal, SubmitPlan } from '../review/submission';
import type { Review } from '../review/types';
import { type Ladder, upstreamBranches } from './ladder';
import { livingBranches, policyOrder } from './lives';
import { rememberedFacts } from './patch-facts';
import { planPort } from './port';
import { readSeries, type SeriesFix } from './review-series';
import { patchSetCommit } from './reviewed';
import { reviewId, soughtPatches } from './sought';
import { type ProposeOptions, proposeChains } from './submit-chains';
import { type Examine, examineProposal, heldByErrors, type PatchRemarks } from './submit-remarks';
import { earlierThan, type Standpoint, type Verdict, verdictOf } from './submit-verdict';
import { chooseTargets } from './targets';

/**
 * What to put up for review, and how. `force`: also over patch sets that were not made here, and mails that were perhaps sent; `now`: without waiting for earlier branches;
 * `verify`: not what our own checks find errors in.
 */
export interface SubmitRequest extends ProposeOptions {
  names: readonly string[];
  to: readonly string[];
  now: boolean;
  verify: boolean;
}

/** What becomes of one fix on one branch. */
export interface SubmitRow {
  fix: string;
  branch: string;
  verdict: Verdict;
  review?: Review | undefined;
}

/** One thing that leaves the machine: patches of one branch, and what the forge does with them. */
export interface SubmitJob {
  proposal: Proposal;
  plan: SubmitPlan;
}

/** All that a submit would do; nothing has left the machine. */
export interface Submission {
  host: string;
  /** Who the forge takes the operator for; undefined where it was told nothing, as with a push over ssh alone. */
  account: Account | undefined;
  /** Fix by fix, each in the order of the branches. */
  rows: SubmitRow[];
  /** In the order in which they are to be done. */
  jobs: SubmitJob[];
  /** What the checks say of each patch that was to go, also where that keeps it here. */
  remarks: PatchRemarks[];
  notes: string[];
}

/**
 * Plans a submit: asks the forge what is known of the fixes, and makes the commits. Throws `no-such-fix`, `no-such-branch`, what `planPort`
 * and `chainCommits` throw, the forge's faults, or the signal's reason.
 */
export async function planSubmit(
  ladder: Ladder,
  forge: Forge,
  reviews: ReviewStore,
  request: SubmitRequest,
  examine: Examine,
  signal: AbortSignal,
): Promise<Submission> {
  const order = await upstreamBranches(ladder);
  const names = [...new Set([...order.map(({ name }) => name), ...request.to])];
  const { sources, cells, branches, notes } = await planPort(ladder, { names: request.names, to: names }, signal);
  const series = new Map<string, SeriesFix[]>();
  for (const branch of branches) series.set(branch.name, await readSeries(ladder, branch));
  const patches = [...series].flatMap(([branch, fixes]) =>
    fixes.flatMap(({ name, document }) => (name !== undefined && document ? [{ name, branch, document }] : [])),
  );
  const homes = [...sources.values()].map(({ name, folder, document }) => ({ name, branch: folder, document }));
  await reviews.load();
  await reviews.refresh(soughtPatches([...homes, ...patches]), signal);
  const account = await forge.account(signal);

  const project = ladder.profile.forge?.project ?? '';
  const standpoint = (fix: string, branch: string): Standpoint[] => {
    const cell = cells.find((each) => each.fix === fix && each.branch === branch);
    const { message } = sources.get(fix)!.document;
    return cell ? [{ cell, review: branchReview(reviews.get(reviewId(fix, message)), project, branch) }] : [];
  };
  const policy = policyOrder(await livingBranches(ladder));

  const rows: SubmitRow[] = [];
  const jobs: SubmitJob[] = [];
  const remarks: PatchRemarks[] = [];
  const shared = rememberedFacts(ladder.host);
  for (const branch of await chooseTargets(ladder, request.to)) {
    signal.throwIfAborted();
    if (request.to.length === 0 && !policy.includes(branch.name)) continue;
    const here = [...sources.values()].flatMap(({ name, document }): SubmitRow[] => {
      const [own] = standpoint(name, branch.name);
      if (!own) return [];
      const points = names.flatMap((other) => standpoint(name, other));
      const earlier = earlierThan(own, points, policy);
      const verdict = verdictOf(own, earlier, document.message, request);
      return [{ fix: name, branch: branch.name, verdict, review: own.review.review }];
    });
    const fixes = (series.get(branch.name) ?? []).map((fix) => withReview(fix, reviews, project, branch));
    await bringPatchSets(ladder, forge, fixes, goesOf(here), signal);
    const { verdicts, proposals } = await proposeChains(ladder, branch, fixes, goesOf(here), request);
    for (const proposal of proposals) {
      const said = await examineProposal(ladder, proposal, shared, examine);
      const held = request.verify ? heldByErrors(said, ladder.git.root) : undefined;
      remarks.push(...said);
      if (held) for (const { fix } of proposal.patches) verdicts.set(fix, held);
      else jobs.push({ proposal, plan: forge.plan(proposal) });
    }
    for (const row of here) row.verdict = verdicts.get(row.fix) ?? row.verdict;
    rows.push(...here);
  }
  const fixOrder = [...sources.keys()];
  rows.sort((a, b) => fixOrder.indexOf(a.fix) - fixOrder.indexOf(b.fix));
  return { host: forge.host, account, rows, jobs, remarks, notes };
}

/** Brings the patch sets that are not here, to see whether they are these very patches. One that cannot be brought is somebody else's. */
async function bringPatchSets(
  ladder: Ladder,
  forge: Forge,
  fixes: readonly SeriesFix[],
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const { name, review } of fixes) {
    if (name === undefined || !wanted.includes(name) || !review?.commit) continue;
    const patchSet = { number: review.patchSet, commit: review.commit };
    await patchSetCommit(ladder, forge, review, patchSet, signal).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
    });
  }
}

function goesOf(rows: readonly SubmitRow[]): string[] {
  return rows.flatMap(({ fix, verdict }) => (verdict.kind === 'goes' ? [fix] : []));
}

function withReview(fix: SeriesFix, reviews: ReviewStore, project: string, branch: UpstreamBranch): SeriesFix {
  if (fix.name === undefined || !fix.document) return fix;
  const { review } = branchReview(reviews.get(reviewId(fix.name, fix.document.message)), project, branch.name);
  return { ...fix, review };
}
