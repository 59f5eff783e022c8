// Carries one commit onto another one with all that the history tells of both: what `port --batch` does for each of its lines.
import type { Git } from '../git/git';
import { findChain, type Unchained } from '../lineage/chain';
import { changeDigest, likeness } from '../lineage/digest';
import { type Kinship, kinOf, kinOn, namesOf } from '../lineage/kin';
import type { Lineage } from '../lineage/lineage';
import { commitDigest } from '../lineage/presence';
import { type PortedCommit, portCommit } from '../port/batch';
import { changedPaths } from '../port/port';
import type { FileStep } from '../port/types';
import { findWarnings } from '../port/warn/warn';
import { writeTree } from '../port/write-tree';

/** How a pair is answered: whether the tree is stored, and whether what the commit leans on may go first. */
export interface PairWishes {
  writeTree: boolean;
  chains: boolean;
}

/** A port, by which commit `onto` has the change already, and the full ids of what goes first or why nothing does. */
export interface PortedPair extends Omit<PortedCommit, 'carried'> {
  /** `changed`: its diff is another one. */
  proof?: { kinship: Kinship; commit: string; changed: boolean };
  first?: string[];
  unchained?: Unchained;
}

/** Milliseconds for what one commit leans on. */
const LIMIT = 10_000;

/** Ports a pair in memory. Throws `commit-absent`, `object-absent` and `GitError`. */
export async function portPair(
  git: Git,
  lineage: Lineage,
  { commit, onto }: { commit: string; onto: string },
  { writeTree: store, chains }: PairWishes,
): Promise<PortedPair> {
  const { carried, ...ported } = await portCommit(git, commit, onto, store);
  if (!carried) return ported;
  const proof = await proofOf(git, lineage, ported, carried.steps);
  const tree = store ? { tree: carried.targetTree } : {};
  if (proof) return { ...ported, result: { outcome: 'already-there', files: [] }, warnings: [], proof, ...tree };
  const { base, from, steps, target, targetTree } = carried;
  const { outcome, files } = ported.result;
  if (!chains || base === undefined || outcome === 'clean' || outcome === 'already-there') return ported;
  const port = { base, from, steps, tip: ported.onto, target, files };
  const chain = await findChain(git, lineage, port, AbortSignal.timeout(LIMIT));
  if (chain.kind !== 'chain') return { ...ported, unchained: chain };
  const { links, last } = chain;
  const changed = new Map([...links, last].flatMap((laid) => [...changedPaths(laid)]));
  return {
    ...ported,
    result: { outcome: 'clean', files: last.files },
    warnings: await findWarnings(steps, last.files, from, last.below),
    first: links.map((link) => link.carried.commit.id),
    ...(store ? { tree: await writeTree(git.objects, targetTree, changed) } : {}),
  };
}

/** The commit by which `onto` has the change, where the history tells that. */
async function proofOf(
  git: Git,
  lineage: Lineage,
  { commit, onto }: PortedCommit,
  steps: readonly FileStep[],
): Promise<PortedPair['proof']> {
  const [row, tip] = [lineage.row(commit), lineage.row(onto)];
  if (row === undefined || tip === undefined) return undefined;
  const kin = kinOn(lineage, kinOf(lineage, namesOf(lineage, row)), tip);
  if (!kin) return undefined;
  const by = lineage.id(kin.row);
  const changed = by !== commit && likeness(changeDigest(steps), await commitDigest(git, by)) === 'changed';
  return { kinship: kin.kinship, commit: by, changed };
}
