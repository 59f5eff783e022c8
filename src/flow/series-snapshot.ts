// A branch with the queue's patches for it on top, in memory: what `quilt push -a` would make of it.
import { dirname, join } from 'node:path';
import { type Bytes, decode, splitLines } from '../base/bytes';
import { asFault, Fault } from '../base/fault';
import { readPatchFile } from '../fix/document';
import { type Queue, readBeside, type SeriesPatch, seriesPatches, seriesPath } from '../fix/queue';
import type { Git } from '../git/git';
import { binaryBlocks } from '../patch/binary';
import { PatchError } from '../patch/error';
import { reversePatch } from '../patch/reverse';
import type { Patch } from '../patch/types';
import { patchSteps, withSteps } from '../port/patch-steps';
import { treeSnapshot } from '../port/snapshot';
import type { FileStep, Snapshot } from '../port/types';

/** One patch of a series, with the files as they are when its turn comes. */
export interface StackedPatch extends SeriesPatch {
  /** For messages. */
  path: string;
  text: Bytes;
  /** What is wrong with its file, where it cannot be read. */
  fault?: Fault;
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

/** A patch in its place, and the files above it. */
export interface Stacked {
  patch: StackedPatch;
  top: Snapshot;
}

/**
 * Takes a patch of a branch's series on a snapshot; one that does not apply, or that is not there, leaves the snapshot as it
 * was. Throws `bad-patch` for the file of a fix that is no patch; among the patches of others that is a problem of theirs.
 */
export async function stackPatch(
  git: Git,
  queue: Queue,
  branch: string,
  below: Snapshot,
  entry: SeriesPatch,
): Promise<Stacked> {
  const path = join(dirname(seriesPath(queue, branch)), entry.file);
  const bare: StackedPatch = { ...entry, path, text: '', below, contained: false };
  const options = entry.options.filter((option) => option !== '-p1');
  if (options.length > 0) return broken(bare, `options such as ${options.join(' ')} are not followed`);
  try {
    const text = await readBeside(queue, branch, entry.file);
    if (text === undefined) return broken(bare, goneWords(entry));
    return await takePatch(git, { ...bare, text });
  } catch (error) {
    const fault = asFault(error);
    if (!fault) throw error;
    return broken(
      { ...bare, fault },
      fault instanceof PatchError ? `line ${fault.line}: ${fault.reason}` : fault.message,
    );
  }
}

/** Takes a patch that no series names yet on a snapshot, as `stackPatch` does. Throws `bad-patch`. */
export function stackText(git: Git, below: Snapshot, path: string, text: Bytes): Promise<Stacked> {
  return takePatch(git, { file: path, options: [], path, text, below, contained: false });
}

function goneWords({ name }: SeriesPatch): string {
  const gone = 'the series names it, but the file is not there';
  return name === undefined ? gone : `${gone}; put it back, or take the fix out with: fishladder drop ${name}`;
}

function broken(patch: StackedPatch, problem: string): Stacked {
  return { patch: { ...patch, problem }, top: patch.below };
}

async function takePatch(git: Git, stacked: StackedPatch): Promise<Stacked> {
  const { below } = stacked;
  const hash = (content: Bytes) => git.objects.hash('blob', content);
  const patch = readPatchFile(stacked.text, stacked.path);
  const answer = await patchSteps(patch, below, hash);
  if (answer.kind === 'steps')
    return { patch: { ...stacked, steps: answer.steps }, top: withSteps(below, answer.steps) };
  const undone = canReverse(patch) ? await patchSteps(reversePatch(patch), below, hash) : answer;
  if (undone.kind === 'steps') {
    const steps = undone.steps.map(turned).reverse();
    return { patch: { ...stacked, below: withSteps(below, undone.steps), steps, contained: true }, top: below };
  }
  return broken(stacked, `${decode(answer.path)}: ${answer.reason}`);
}

function canReverse({ files }: Patch): boolean {
  return files.every(
    ({ change, binary }) =>
      change !== 'copy' && (binary === undefined || binaryBlocks(splitLines(binary)) !== undefined),
  );
}

function turned({ oldPath, newPath, before, after }: FileStep): FileStep {
  return {
    ...(newPath !== undefined && after ? { oldPath: newPath, before: after } : {}),
    ...(oldPath !== undefined && before ? { newPath: oldPath, after: before } : {}),
  };
}

/** Stacks a branch's series on a commit. Throws `bad-patch` for the file of a fix that is no patch. */
export async function stackSeries(git: Git, queue: Queue, branch: string, commit: string): Promise<Stack> {
  let top = await commitSnapshot(git, commit);
  const patches: StackedPatch[] = [];
  for (const entry of await seriesPatches(queue, branch)) {
    const stacked = await stackPatch(git, queue, branch, top, entry);
    patches.push(stacked.patch);
    top = stacked.top;
  }
  return { patches, top };
}

/** Throws `series-broken` where a patch does not apply, so that nothing can be put on top. */
export function checkStack({ patches }: Stack, branch: string): void {
  const broken = patches.find(({ problem }) => problem !== undefined);
  if (broken)
    throw new Fault(
      'series-broken',
      `${broken.path} does not apply to ${branch}: ${broken.problem}.`,
      'Mend or remove that patch and its line in the series first.',
    );
}
