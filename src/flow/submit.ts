// Puts fixes up for review: as a plan that can be shown, and then step by step.
import type { UpstreamBranch } from '../git/git';
import { branchReview } from '../review/branch';
import type { Account, Forge } from '../review/forge';
import type { ReviewStore } from '../review/store';
import type { Proposal, SubmitPlan } from '../review/submission';
import type { Review } from '../review/types';
import { type Ladder, upstreamBranches } from './ladder';
import { planPort } from './port';
import { readSeries, type SeriesFix } from './review-series';
import { reviewId, soughtPatches } from './sought';
import { type ProposeOptions, proposeChains } from './submit-chains';
import { type Standpoint, type Verdict, verdictOf } from './submit-verdict';
import { chooseTargets } from './targets';

/** What to put up for review, and how. `force`: also over patch sets that were not made here; `now`: without waiting for earlier branches. */
export interface SubmitRequest extends ProposeOptions {
  names: readonly string[];
  to: readonly string[];
  now: boolean;
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
  const lines = { branches: order.map(({ name }) => name), tags: await ladder.git.tags() };
  const policy = lines.branches.filter((branch) => ladder.profile.state(branch, lines) !== 'ended');
  const before = (branch: string) => policy.slice(0, Math.max(policy.indexOf(branch), 0));

  const rows: SubmitRow[] = [];
  const jobs: SubmitJob[] = [];
  for (const branch of await chooseTargets(ladder, request.to)) {
    signal.throwIfAborted();
    const here = [...sources.values()].flatMap(({ name, document }): SubmitRow[] => {
      const [own] = standpoint(name, branch.name);
      if (!own) return [];
      const earlier = before(branch.name).flatMap((other) => standpoint(name, other));
      const verdict = verdictOf(own, earlier, document.message, request);
      return [{ fix: name, branch: branch.name, verdict, review: own.review.review }];
    });
    const fixes = (series.get(branch.name) ?? []).map((fix) => withReview(fix, reviews, project, branch));
    const { verdicts, proposals } = await proposeChains(ladder, branch, fixes, goesOf(here), request);
    for (const row of here) row.verdict = verdicts.get(row.fix) ?? row.verdict;
    rows.push(...here);
    jobs.push(...proposals.map((proposal) => ({ proposal, plan: forge.plan(proposal) })));
  }
  const fixOrder = [...sources.keys()];
  rows.sort((a, b) => fixOrder.indexOf(a.fix) - fixOrder.indexOf(b.fix));
  return { host: forge.host, account, rows, jobs, notes };
}

function goesOf(rows: readonly SubmitRow[]): string[] {
  return rows.flatMap(({ fix, verdict }) => (verdict.kind === 'goes' ? [fix] : []));
}

function withReview(fix: SeriesFix, reviews: ReviewStore, project: string, branch: UpstreamBranch): SeriesFix {
  if (fix.name === undefined || !fix.document) return fix;
  const { review } = branchReview(reviews.get(reviewId(fix.name, fix.document.message)), project, branch.name);
  return { ...fix, review };
}
