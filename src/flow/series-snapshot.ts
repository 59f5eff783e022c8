// A branch with the queue's patches for it on top, in memory: what `quilt push -a` would make of it.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { readPatchFile } from '../fix/document';
import { fixNames, patchPath, type Queue, readPatch } from '../fix/queue';
import type { Git } from '../git/git';
import { patchSteps, withSteps } from '../port/patch-steps';
import { treeSnapshot } from '../port/snapshot';
import type { FileStep, Snapshot } from '../port/types';

/** One patch of a series, with the files as they are when its turn comes. */
export interface StackedPatch {
  name: string;
  text: Bytes;
  /** The files below the patch. */
  below: Snapshot;
  /** What the patch does there; undefined when it does not apply, and `problem` says why. */
  steps?: FileStep[];
  problem?: string;
}

/** A series on a commit: its patches in order, and the files with all those on top that apply. */
export interface Stack {
  patches: StackedPatch[];
  top: Snapshot;
}

/** The fault of a commit that the repository does not hold. */
export function commitAbsent(git: Git, commit: string): Fault {
  return new Fault(
    'commit-absent',
    `The commit ${commit} is not in ${git.root}.`,
    'Fetch the branch that has it; a shallow clone can be completed with git fetch --unshallow.',
  );
}

/** The files of a commit, with nothing on top. Throws `commit-absent`. */
export async function commitSnapshot(git: Git, commit: string): Promise<Snapshot> {
  const object = await git.commit(commit);
  if (!object) throw commitAbsent(git, commit);
  return treeSnapshot(git.objects, object.tree);
}

/** A patch file of the queue. */
interface PatchFile {
  name: string;
  text: Bytes;
  /** For messages. */
  path: string;
}

/** Takes a patch's steps on a snapshot; one that does not apply leaves the snapshot as it was. Throws `bad-patch`. */
export async function stackPatch(
  git: Git,
  below: Snapshot,
  { name, text, path }: PatchFile,
): Promise<{ patch: StackedPatch; top: Snapshot }> {
  const hash = (content: Bytes) => git.objects.hash('blob', content);
  const answer = await patchSteps(readPatchFile(text, path), below, hash);
  if (answer.kind === 'rejected') {
    return { patch: { name, text, below, problem: `${decode(answer.path)}: ${answer.reason}` }, top: below };
  }
  return { patch: { name, text, below, steps: answer.steps }, top: withSteps(below, answer.steps) };
}

/** Stacks a branch's series on a commit. Throws `bad-patch` for a file that is no patch. */
export async function stackSeries(git: Git, queue: Queue, branch: string, commit: string): Promise<Stack> {
  let top = await commitSnapshot(git, commit);
  const patches: StackedPatch[] = [];
  for (const name of await fixNames(queue, branch)) {
    const text = await readPatch(queue, branch, name);
    if (text === undefined) {
      patches.push({ name, text: '', below: top, problem: 'the series names it, but the file is not there' });
      continue;
    }
    const stacked = await stackPatch(git, top, { name, text, path: patchPath(queue, branch, name) });
    patches.push(stacked.patch);
    top = stacked.top;
  }
  return { patches, top };
}
