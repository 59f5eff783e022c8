// DEP-3's `Origin`: whether a patch is upstream's own, upstream's with changes, or somebody else's.
import { unlessAbsent } from '../git/error';
import type { Commit, Git } from '../git/git';
import { changeDigest, likeness } from '../lineage/digest';
import { namedIn } from '../lineage/facts';
import type { Lineage } from '../lineage/lineage';
import { openKeptLineage } from '../lineage/open';
import { commitDigest } from '../lineage/presence';
import type { FileStep } from '../port/types';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';

/** True when the remote of upstream's branches has this commit: the history tells, where there is an index of it, else git does, which walks. */
export async function isUpstream({ git, remote }: Ladder, { id }: Commit, known?: Lineage): Promise<boolean> {
  if (remote === undefined) return false;
  const lineage = known ?? (await openKeptLineage(git));
  if (!lineage) return git.remoteContains(remote, id);
  const row = lineage.row(id);
  const tips = (await git.branches(remote)).flatMap(({ commit }) => lineage.row(commit) ?? []);
  return row !== undefined && lineage.reaching(tips, row).length > 0;
}

/** `Origin` of a fix that was marked in a release: taken from a commit of upstream's (undefined: it is not), or made there. */
export function markedOrigin(commit: Commit | undefined, release: string): string {
  return commit ? `upstream, commit:${commit.id}` : `other, made in ${release}`;
}

/**
 * `Origin` of a commit of the operator's own: the last of upstream's commits that it says it was picked from, taken as it is or with
 * changes; `made` where it names none.
 */
export async function pickedOrigin(ladder: Ladder, commit: Commit, made: string): Promise<string> {
  const { git } = ladder;
  for (const id of namedIn(commit.message).picked.toReversed()) {
    const picked = await git.commit(id);
    if (!picked || !(await isUpstream(ladder, picked))) continue;
    const [own, theirs] = [await commitDigest(git, commit.id), await commitDigest(git, id)];
    return originField(markedOrigin(picked, made), likeness(own, theirs) === 'changed');
  }
  return markedOrigin(undefined, made);
}

/**
 * `Origin` of a fix's port that does this: upstream's commit as it is or changed, as far as the lines go that it changes; where the
 * repository lacks the commit, the fix as it was deployed stands for it.
 */
export async function portedOrigin(
  git: Git,
  { document, steps }: FixSource,
  ported: readonly FileStep[],
): Promise<string> {
  const { origin } = document.life;
  const id = originCommit(origin);
  if (id === undefined) return origin;
  const theirs = (await git.commit(id)) && (await unlessAbsent(commitDigest(git, id)));
  const changed = likeness(changeDigest(ported), theirs ?? changeDigest(steps)) === 'changed';
  return originField(origin, changed || (!theirs && origin.startsWith('backport')));
}

/** The same `Origin` for a patch that says the same (`upstream`) or had to be changed (`backport`), as DEP-3 defines them. */
export function originField(origin: string, changed: boolean): string {
  return origin.replace(/^(?:upstream|backport)(?=,)/, changed ? 'backport' : 'upstream');
}

/** The full id of upstream's commit in an `Origin`; undefined when it names none. */
export function originCommit(origin: string): string | undefined {
  return /^(?:upstream|backport), commit:([0-9a-f]{40,64})$/.exec(origin)?.[1];
}
