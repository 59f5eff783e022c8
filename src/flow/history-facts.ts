// What upstream's history tells about a patch: where the commits are that it names, and which branches before its own have the fix.
import { readFix, titleOf } from '../fix/document';
import type { Git, Tag, UpstreamBranch } from '../git/git';
import type { Lineage } from '../lineage/lineage';
import { openLineage } from '../lineage/open';
import { formatPatch } from '../patch/format';
import type { CommitFacts, Facts } from '../profile/check';
import { citations } from '../profile/cited';
import type { Reading } from '../profile/reading';
import { type Ladder, upstreamBranches } from './ladder';
import { passedCommits } from './upstream';

/** A repository's history with the names of its ends: all branches of upstream's remote, and all tags. */
export interface History {
  lineage: Lineage;
  branches: readonly UpstreamBranch[];
  tags: readonly Tag[];
}

/** Opens it; the first time the index is made, which takes seconds in a long history. Throws `GitError`. */
export async function openHistory({ git, remote }: Ladder): Promise<History> {
  const [lineage, branches, tags] = await Promise.all([openLineage(git), git.branches(remote), git.tags()]);
  return { lineage, branches, tags };
}

/** What is known of each commit that a patch names; the history is opened only where the clone has one. Throws `GitError`. */
export async function citedCommits(
  { git }: Ladder,
  history: () => Promise<History>,
  reading: Reading,
): Promise<NonNullable<Facts['commits']>> {
  const found = new Map<string, CommitFacts | 'absent'>();
  for (const { commit } of citations(reading)) {
    if (found.has(commit)) continue;
    const object = await namedCommit(git, commit);
    found.set(
      commit,
      object ? { id: object.id, title: titleOf(object.message), ...containing(await history(), object.id) } : 'absent',
    );
  }
  return found;
}

async function namedCommit(git: Git, name: string) {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name)) return git.commit(name);
  const id = /^[0-9a-f]{7,63}$/.test(name) ? await git.commitId(name) : undefined;
  return id === undefined ? undefined : git.commit(id);
}

/** The names of the branches and tags that a commit is in. */
function containing({ lineage, branches, tags }: History, commit: string): Pick<CommitFacts, 'branches' | 'tags'> {
  const row = lineage.row(commit);
  if (row === undefined) return { branches: [], tags: [] };
  const rowOf = (tip: string | undefined) => (tip === undefined ? undefined : lineage.row(tip));
  const tips = [...branches, ...tags].flatMap((tip) => rowOf(tip.commit) ?? []);
  const holding = new Set(lineage.reaching(tips, row));
  const named = (all: readonly (UpstreamBranch | Tag)[]) =>
    all.flatMap(({ name, commit: tip }) => (holding.has(rowOf(tip) ?? -1) ? [name] : []));
  return { branches: named(branches), tags: named(tags) };
}

/** The commits by which the branches before a patch's own have the fix, the trunk's first. Throws `GitError`, and `bad-patch`. */
export async function passedBefore(
  ladder: Ladder,
  { lineage }: History,
  reading: Reading,
  branch: string,
): Promise<string[]> {
  const document = readFix(formatPatch(reading.patch), branch);
  return passedCommits(lineage, await upstreamBranches(ladder), document, branch);
}
