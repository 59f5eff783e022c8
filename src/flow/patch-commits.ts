// Makes commits of a branch's patches, as they are put up for review: the same patches on the same commit always give the same ids.
import { type Bytes, decode, encode, trimBytes, trimBytesEnd } from '../base/bytes';
import type { Moment } from '../fix/date';
import { changeIdOf, type FixDocument, readFix, readPatchFile, titleOf } from '../fix/document';
import type { Commit, UpstreamBranch } from '../git/git';
import { createFilePatch } from '../patch/create';
import { sameChange } from '../patch/same-change';
import type { FilePatch } from '../patch/types';
import { patchSteps, stepStates } from '../port/patch-steps';
import { treeSnapshot } from '../port/snapshot';
import { commitSteps } from '../port/steps';
import type { FileStep } from '../port/types';
import { writeTree } from '../port/write-tree';
import type { Person } from '../profile/person';
import type { ProposedPatch } from '../review/submission';
import type { Review } from '../review/types';
import { authorMissing } from './fix-source';
import type { Ladder } from './ladder';
import { commitAbsent } from './series-snapshot';
import { whoSigns } from './signer';

/** A patch of the queue that is to become a commit, and the review that it has already on its branch. */
export interface QueuedPatch {
  name: string;
  path: string;
  text: Bytes;
  review?: Review | undefined;
}

/** A patch as a commit. `shown`: its review shows this very patch already, and `commit` is the one that it shows. */
export interface PatchCommit extends ProposedPatch {
  shown: boolean;
}

/** The commits of a chain, the lowest first, and the upstream commit that it stands on; or the patch that does not apply, and why. */
export type ChainCommits =
  | { kind: 'commits'; base: string; commits: PatchCommit[] }
  | { kind: 'rejected'; name: string; reason: string };

/**
 * Commits of patches that stand on each other: on what their reviews show, where that is these very patches, else on the branch's
 * last commit. Throws `commit-absent`, `author-missing`, `identity-missing`, `bad-patch` and `bad-commit`.
 */
export async function chainCommits(
  ladder: Ladder,
  branch: UpstreamBranch,
  patches: readonly QueuedPatch[],
): Promise<ChainCommits> {
  const shown = await makeChain(ladder, branch, patches, true);
  return shown.kind === 'commits' ? shown : makeChain(ladder, branch, patches, false);
}

async function makeChain(
  ladder: Ladder,
  branch: UpstreamBranch,
  patches: readonly QueuedPatch[],
  mayReuse: boolean,
): Promise<ChainCommits> {
  const { git } = ladder;
  const commits: PatchCommit[] = [];
  let parent = await readCommit(ladder, branch.commit);
  let base = parent.id;
  for (const patch of patches) {
    const document = readFix(patch.text, patch.path);
    const known = mayReuse
      ? await shownCommit(ladder, patch, document, commits.length > 0 ? parent : undefined)
      : undefined;
    if (known && commits.length === 0) base = known.parents[0] ?? '';
    const answer = known
      ? undefined
      : await patchSteps(readPatchFile(patch.text, patch.path), treeSnapshot(git.objects, parent.tree), hash(ladder));
    if (answer?.kind === 'rejected')
      return { kind: 'rejected', name: patch.name, reason: `${decode(answer.path)}: ${answer.reason}` };
    parent = known ?? (await newCommit(ladder, patch, document, parent, answer?.steps ?? []));
    const message = decode(parent.message);
    const changeId = changeIdOf(document.message) ?? '';
    const review = patch.review ? { review: patch.review } : {};
    commits.push({
      fix: patch.name,
      commit: parent.id,
      title: titleOf(document.message),
      message,
      changeId,
      ...review,
      shown: known !== undefined,
    });
  }
  return { kind: 'commits', base, commits };
}

function hash({ git }: Ladder) {
  return (content: Bytes) => git.objects.hash('blob', content);
}

/** The commit that the patch's review shows, if it is here, says the same as the patch, and stands on `parent` (any, where none is given). */
async function shownCommit(
  { git }: Ladder,
  { review }: QueuedPatch,
  document: FixDocument,
  parent: Commit | undefined,
): Promise<Commit | undefined> {
  const commit = review?.commit ? await git.commit(review.commit) : undefined;
  const below = commit?.parents[0];
  if (!commit || below === undefined || (parent && parent.id !== below)) return undefined;
  if (trimBytes(commit.message) !== trimBytes(document.message)) return undefined;
  const before = await git.commit(below);
  if (!before) return undefined;
  const steps = await commitSteps(git.objects, before.tree, commit.tree, git.renames);
  const files = steps.map((step) => createFilePatch({ ...step, binary: 'data' }));
  return sameChange(inOrder(files), inOrder(document.files)) ? commit : undefined;
}

/** Files by their paths; git and the operator may list them in different orders. */
function inOrder(files: readonly FilePatch[]): FilePatch[] {
  const key = ({ oldPath, newPath }: FilePatch) => `${newPath ?? oldPath}`;
  return [...files].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The commit of a patch on a parent. Its times are the author's, or the parent's if that is later, so that a repeat makes the same commit. */
async function newCommit(
  ladder: Ladder,
  { path }: QueuedPatch,
  { author, message }: FixDocument,
  parent: Commit,
  steps: readonly FileStep[],
): Promise<Commit> {
  const { git } = ladder;
  if (author.name === '' || author.email === '') throw authorMissing(path);
  const committer = (await git.identity('committer')) ?? (await whoSigns(git));
  const below = timeOf(parent);
  const authored = author.epoch > 0 ? author : below;
  const committed = below.epoch > authored.epoch ? below : authored;
  const line = ({ name, email }: Person, { epoch, zone }: Moment) => `${encode(`${name} <${email}>`)} ${epoch} ${zone}`;
  const commit = {
    tree: await writeTree(git.objects, parent.tree, stepStates(steps)),
    parents: [parent.id],
    author: line(author, authored),
    committer: line(committer, committed),
    message: `${trimBytesEnd(message)}\n`,
  };
  return { id: await git.writeCommit(commit), ...commit };
}

function timeOf({ committer }: Commit): Moment {
  const [, epoch = '0', zone = '+0000'] = /> (\d+) ([+-]\d{4})$/.exec(committer) ?? [];
  return { epoch: Number(epoch), zone };
}

async function readCommit({ git }: Ladder, id: string): Promise<Commit> {
  const commit = await git.commit(id);
  if (!commit) throw commitAbsent(git, id);
  return commit;
}
