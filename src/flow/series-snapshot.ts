// A branch with the queue's patches for it on top, in memory: what `quilt push -a` would make of it.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { readPatchFile } from '../fix/document';
import { fixNames, patchPath, type Queue, readPatch } from '../fix/queue';
import type { Git } from '../git/git';
import { reversePatch } from '../patch/reverse';
import type { Patch } from '../patch/types';
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
  /** True when the branch has the patch's change by now: then `below` is the branch without it. */
  contained: boolean;
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
  const patch = readPatchFile(text, path);
  const answer = await patchSteps(patch, below, hash);
  if (answer.kind === 'steps') {
    const { steps } = answer;
    return { patch: { name, text, below, steps, contained: false }, top: withSteps(below, steps) };
  }
  const undone = canReverse(patch) ? await patchSteps(reversePatch(patch), below, hash) : answer;
  if (undone.kind === 'steps') {
    const steps = undone.steps.map(turned).reverse();
    return { patch: { name, text, below: withSteps(below, undone.steps), steps, contained: true }, top: below };
  }
  const problem = `${decode(answer.path)}: ${answer.reason}`;
  return { patch: { name, text, below, problem, contained: false }, top: below };
}

function canReverse({ files }: Patch): boolean {
  return files.every(({ change, binary }) => change !== 'copy' && binary === undefined);
}

function turned({ oldPath, newPath, before, after }: FileStep): FileStep {
  return {
    ...(newPath !== undefined && after ? { oldPath: newPath, before: after } : {}),
    ...(oldPath !== undefined && before ? { newPath: oldPath, after: before } : {}),
  };
}

/** Stacks a branch's series on a commit. Throws `bad-patch` for a file that is no patch. */
export async function stackSeries(git: Git, queue: Queue, branch: string, commit: string): Promise<Stack> {
  let top = await commitSnapshot(git, commit);
  const patches: StackedPatch[] = [];
  for (const name of await fixNames(queue, branch)) {
    const text = await readPatch(queue, branch, name);
    if (text === undefined) {
      const problem = 'the series names it, but the file is not there';
      patches.push({ name, text: '', below: top, problem, contained: false });
      continue;
    }
    const stacked = await stackPatch(git, top, { name, text, path: patchPath(queue, branch, name) });
    patches.push(stacked.patch);
    top = stacked.top;
  }
  return { patches, top };
}
