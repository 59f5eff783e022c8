// Ports the upstream commits that a fix leans on before the fix, each as a patch of its own.
import { dayOf } from '../fix/date';
import { composeFix, titleOf } from '../fix/document';
import { nameFromTitle } from '../fix/name';
import { type Queue, queueBranches, readPatch } from '../fix/queue';
import type { Identity, UpstreamBranch } from '../git/git';
import { type ChainLink, findChain, type Unchained } from '../lineage/chain';
import { changeDigest, likeness } from '../lineage/digest';
import { namesOf } from '../lineage/kin';
import type { StuckPort } from '../lineage/lacking';
import type { Lineage } from '../lineage/lineage';
import { createFilePatch } from '../patch/create';
import type { Snapshot } from '../port/types';
import { findWarnings } from '../port/warn/warn';
import type { PrerequisitePatch } from './cell';
import { authorOf, describeMark } from './describe-mark';
import type { Ladder } from './ladder';
import { laterCommits } from './later';
import { isUpstream, markedOrigin, originField } from './origin';
import { outcomeSteps, withOutcomes } from './outcome-patch';
import { whoSigns } from './signer';

/** Milliseconds for one fix on one branch. */
const LIMIT = 10_000;

/** Upstream's history and branches. */
interface Upstream {
  lineage: Lineage;
  branches: readonly UpstreamBranch[];
}

/** The patches to put before a fix, and the branch's files with all of them. */
export interface PortedChain {
  kind: 'ported';
  first: PrerequisitePatch[];
  top: Snapshot;
}

/**
 * The patches after which a port is clean, or why there are none. `release` is the name of what the fix was made in. Throws
 * `identity-missing`, and the signal's reason.
 */
export async function portChain(
  ladder: Ladder,
  upstream: Upstream,
  port: StuckPort,
  { branch, release }: { branch: UpstreamBranch; release: string },
  signal?: AbortSignal,
): Promise<PortedChain | Unchained> {
  const limit = AbortSignal.timeout(LIMIT);
  const chain = await findChain(ladder.git, upstream.lineage, port, signal ? AbortSignal.any([signal, limit]) : limit);
  signal?.throwIfAborted();
  if (chain.kind !== 'chain') return chain;
  const signer = await whoSigns(ladder.git);
  const first: PrerequisitePatch[] = [];
  let top = port.target;
  for (const link of chain.links) {
    const taken = first.map(({ name }) => name);
    first.push(await composeLink(ladder, link, { branch: branch.name, release, signer, taken }, upstream));
    top = withOutcomes(link.below, link.files);
  }
  return { kind: 'ported', first, top };
}

/** Where a patch goes, and who signs it; and the names that are taken. */
interface LinkPlace {
  branch: string;
  release: string;
  signer: Identity;
  taken: readonly string[];
}

/** The commit as a patch that its author wrote, with the community's metadata for the branch. */
async function composeLink(
  ladder: Ladder,
  { carried: { commit, steps, from }, below, files, lines }: ChainLink,
  { branch, release, signer, taken }: LinkPlace,
  { lineage, branches }: Upstream,
): Promise<PrerequisitePatch> {
  const { profile, host } = ladder;
  const merged = await isUpstream(ladder, commit, lineage);
  const marked = await describeMark(ladder, { bugs: [] }, signer, commit, merged);
  const message = profile.ported(marked, { branch, picked: [], signer });
  const ported = await outcomeSteps(files, below);
  const changed = likeness(changeDigest(ported), changeDigest(steps)) === 'changed';
  const origin = originField(markedOrigin(merged ? commit : undefined, release), changed);
  const text = composeFix({
    author: authorOf(commit, signer, host.now()),
    message,
    life: { origin, bugs: profile.bugAddresses(message), forwarded: 'no', lastUpdate: dayOf(host.now()) },
    others: [],
    files: ported.map((step) => createFilePatch(step)),
  });
  const subject = titleOf(commit.message);
  const name = await freeName(ladder.queue, branch, subject, commit.id, taken);
  const warnings = await findWarnings(steps, files, from, below);
  const row = lineage.row(commit.id);
  const later = row === undefined ? [] : await laterCommits(ladder.git, lineage, namesOf(lineage, row), branches);
  return { name, commit: commit.id, subject, lines, text, warnings, later };
}

/** A name that the branch has no patch of, and other branches have none of but for the same commit. */
async function freeName(
  queue: Queue,
  branch: string,
  title: string,
  commit: string,
  others: readonly string[],
): Promise<string> {
  const name = nameFromTitle(title);
  const folders = new Set([branch, ...(await queueBranches(queue))]);
  for (let number = 0; ; number++) {
    const candidate = [name, ...(number > 0 ? [commit.slice(0, 12)] : []), ...(number > 1 ? [number] : [])].join('-');
    const isTaken = async (folder: string) => {
      const text = await readPatch(queue, folder, candidate);
      return text !== undefined && (folder === branch || !text.includes(`commit:${commit}`));
    };
    const taken = await Promise.all([...folders].map(isTaken));
    if (!taken.includes(true) && !others.includes(candidate)) return candidate;
  }
}
