// Makes proposals of a branch's patches: which go together, on which commit, and which cannot go as things are.
import type { UpstreamBranch } from '../git/git';
import type { Proposal } from '../review/submission';
import type { Review } from '../review/types';
import type { Ladder } from './ladder';
import { chainsOf } from './lower-patches';
import { type ChainCommits, chainCommits, type PatchCommit, type QueuedPatch } from './patch-commits';
import { patchSetRef } from './patch-sets';
import { recipients } from './recipients';
import type { SeriesFix } from './review-series';
import type { Verdict } from './submit-verdict';

/** How patches are proposed. */
export interface ProposeOptions {
  wip: boolean;
  reviewers: readonly string[];
  /** What belongs together at the forge; the name of the topmost fix where it is left out. */
  topic?: string;
  hashtags: readonly string[];
  force: boolean;
}

/** What is proposed for a branch, and what became of the fixes that were to go and are not proposed, by name. */
export interface Proposed {
  proposals: Proposal[];
  verdicts: Map<string, Verdict>;
}

/**
 * Proposes the `wanted` fixes of a branch with all that they lean on in its series. Where patches apply only with others that touch other
 * files, all before them go with them. Throws what `chainCommits` throws.
 */
export async function proposeChains(
  ladder: Ladder,
  branch: UpstreamBranch,
  series: readonly SeriesFix[],
  wanted: readonly string[],
  options: ProposeOptions,
): Promise<Proposed> {
  const patches = series.filter(({ name }) => name !== undefined && wanted.includes(name));
  const proposed: Proposed = { proposals: [], verdicts: new Map() };
  for (const chain of chainsOf(series, patches)) {
    const top = series.indexOf(chain.at(-1)!);
    let answer = await commitsOf(ladder, branch, chain);
    if (answer.kind === 'rejected') answer = await commitsOf(ladder, branch, series.slice(0, top + 1));
    const names = chain.flatMap(({ name }) => (name !== undefined && wanted.includes(name) ? [name] : []));
    const verdict =
      answer.kind === 'commits' ? await verdictOf(ladder, answer.commits, options) : rejected(answer, branch);
    if (verdict) for (const name of names) proposed.verdicts.set(name, verdict);
    if (verdict || answer.kind !== 'commits') continue;
    const { base, commits } = answer;
    const { wip, hashtags, force } = options;
    const keepers = await recipients(
      ladder,
      base,
      chain.map(({ text }) => text),
    );
    const reviewers = [...new Set([...options.reviewers, ...keepers])];
    const topic = options.topic ?? names.at(-1) ?? '';
    proposed.proposals.push({
      branch: branch.name,
      base,
      patches: commits,
      topic,
      hashtags,
      force: force,
      wip,
      reviewers,
    });
  }
  return proposed;
}

async function commitsOf(ladder: Ladder, branch: UpstreamBranch, chain: readonly SeriesFix[]): Promise<ChainCommits> {
  const stranger = chain.find(({ name }) => name === undefined);
  if (stranger)
    return { kind: 'rejected', name: stranger.file, reason: 'it leans on this patch, which is no fix of the queue' };
  const patches = chain.map(({ name = '', path, text, review }): QueuedPatch => ({ name, path, text, review }));
  return chainCommits(ladder, branch, patches);
}

function rejected(
  { name, reason }: Extract<ChainCommits, { kind: 'rejected' }>,
  { name: branch }: UpstreamBranch,
): Verdict {
  return {
    kind: 'held',
    why: `${name} does not apply to ${branch} (${reason})`,
    next: `Port it again (fishladder port --to ${branch}), or mend its patch.`,
  };
}

/** Why a chain is not pushed; undefined where it is to be. */
async function verdictOf(
  { git }: Ladder,
  commits: readonly PatchCommit[],
  { force }: ProposeOptions,
): Promise<Verdict | undefined> {
  if (commits.every(({ shown }) => shown)) return { kind: 'shown' };
  for (const { fix, commit, shown, review } of commits) {
    if (shown || !review || review.commit === commit) continue;
    if (review.state === 'merged' || review.state === 'abandoned')
      return {
        kind: 'held',
        why: `the review of ${fix} is ${review.state} (${review.url})`,
        next: 'Fetch (git fetch), and look again.',
      };
    const isOurs = review.commit === '' || (await git.keptCommit(patchSetRef(review.commit))) !== undefined;
    if (!isOurs && !force) return foreign(fix, review);
  }
  return undefined;
}

function foreign(fix: string, { url, patchSet, owner, branch }: Review): Verdict {
  return {
    kind: 'held',
    why: `patch set ${patchSet} of ${url} (${owner}) was not made here, and this would replace it`,
    next: `See what differs, and take it: fishladder adopt ${fix} ${branch}. To replace it all the same: --force.`,
  };
}
