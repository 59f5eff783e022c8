// Reads a patch as the steps it makes on a snapshot, and stacks patches on one another in memory.
import type { Bytes } from '../base/bytes';
import { applyFile } from '../patch/apply';
import { applyBinary } from '../patch/binary-data';
import type { FilePatch, Patch } from '../patch/types';
import type { HashBlob } from './settle';
import { overlaySnapshot } from './snapshot';
import type { FileBlob, FileStep, Snapshot } from './types';

/** The steps of a patch, or the first file that it does not apply to and why. */
export type PatchSteps = { kind: 'steps'; steps: FileStep[] } | { kind: 'rejected'; path: Bytes; reason: string };

/**
 * What a patch makes of the files of a snapshot; every hunk must apply without fuzz. A copy is a step that adds a file. A file
 * that the patch names several times, as several mails in one file do, gives one step from its first state to its last; renames
 * and copies are of the snapshot's files, as for git apply.
 */
export async function patchSteps(patch: Patch, onto: Snapshot, hash: HashBlob): Promise<PatchSteps> {
  const top = overlaySnapshot(onto, new Map());
  const steps = new Steps();
  for (const file of patch.files) {
    const isMoved = file.change === 'rename' || file.change === 'copy';
    const first = await fileStep(file, isMoved ? onto : top, hash);
    const step = typeof first === 'string' && isMoved ? await fileStep(file, top, hash) : first;
    if (typeof step === 'string') return { kind: 'rejected', path: file.oldPath ?? file.newPath ?? '', reason: step };
    for (const [path, state] of stepStates([step])) top.set(path, state);
    steps.add(step);
  }
  return { kind: 'steps', steps: steps.all() };
}

/** The step of one file, or why there is none. */
async function fileStep(file: FilePatch, onto: Snapshot, hash: HashBlob): Promise<FileStep | string> {
  const before = file.oldPath === undefined ? undefined : await onto.file(file.oldPath);
  if (file.oldPath === undefined && (await onto.entry(file.newPath ?? '')) !== undefined)
    return 'the file is there already';
  const reason = mismatch(file, before);
  if (reason) return reason;
  const content = file.binary === undefined ? appliedText(file, before) : appliedBinary(file, before, hash);
  if (typeof content === 'string') return content;
  const mode = file.newMode ?? before?.mode ?? '100644';
  const after = { mode, id: hash(content.text), content: content.text };
  return {
    ...(file.oldPath === undefined || !before || file.change === 'copy' ? {} : { oldPath: file.oldPath, before }),
    ...(file.newPath === undefined ? {} : { newPath: file.newPath, after }),
  };
}

function appliedText(file: FilePatch, before: FileBlob | undefined): { text: Bytes } | string {
  const applied = applyFile(file, before?.content ?? '');
  if (applied.kind === 'applied') return applied;
  return `hunk ${applied.places.findIndex(({ kind }) => kind === 'missing') + 1} does not apply`;
}

/** As git apply does, both contents must be those that the `index` line names in full. */
function appliedBinary(file: FilePatch, before: FileBlob | undefined, hash: HashBlob): { text: Bytes } | string {
  const { oldId = '', newId = '', binary = '' } = file;
  const isNone = (id: string) => /^0+$/.test(id);
  if (before ? before.id !== oldId : !isNone(oldId)) return 'it changes another binary content than is there';
  const text = applyBinary(binary, before?.content ?? '');
  if (text === undefined) return 'it has no data of the binary content, or damaged or too much of it';
  if (isNone(newId) ? text !== '' : hash(text) !== newId) return 'its binary content is not the one that it names';
  return { text };
}

/** Steps in their order, of which one that goes on from a file that an earlier one left becomes one with it. */
class Steps {
  readonly #steps: (FileStep | undefined)[] = [];
  /** Which step left a file at a path, and which one deleted it from there. */
  readonly #left = new Map<Bytes, number>();
  readonly #deleted = new Map<Bytes, number>();

  add(step: FileStep): void {
    const { oldPath, newPath, after } = step;
    const at = oldPath === undefined ? this.#deleted.get(newPath ?? '') : this.#left.get(oldPath);
    const earlier = at === undefined ? undefined : this.#steps[at];
    if (at === undefined || !earlier) {
      this.#put(this.#steps.length, step);
      return;
    }
    if (earlier.newPath === undefined) this.#deleted.delete(earlier.oldPath ?? '');
    else this.#left.delete(earlier.newPath);
    const whole: FileStep = {
      ...(earlier.oldPath !== undefined && earlier.before ? { oldPath: earlier.oldPath, before: earlier.before } : {}),
      ...(newPath !== undefined && after ? { newPath, after } : {}),
    };
    this.#put(at, whole.oldPath === undefined && whole.newPath === undefined ? undefined : whole);
  }

  all(): FileStep[] {
    return this.#steps.filter((step) => step !== undefined);
  }

  #put(at: number, step: FileStep | undefined): void {
    this.#steps[at] = step;
    if (step?.newPath !== undefined) this.#left.set(step.newPath, at);
    else if (step?.oldPath !== undefined) this.#deleted.set(step.oldPath, at);
  }
}

function mismatch(file: FilePatch, before: FileBlob | undefined): string | undefined {
  if (file.oldPath !== undefined && !before) return 'the file is not there';
  return undefined;
}

/** The snapshot with these steps taken. */
export function withSteps(below: Snapshot, steps: readonly FileStep[]): Snapshot {
  return overlaySnapshot(below, stepStates(steps));
}

/** The files that steps change as they leave them, by path; undefined where they leave none. */
export function stepStates(steps: readonly FileStep[]): Map<Bytes, FileBlob | undefined> {
  const states = new Map<Bytes, FileBlob | undefined>();
  for (const { oldPath, newPath, after } of steps) {
    if (oldPath !== undefined && oldPath !== newPath) states.set(oldPath, undefined);
    if (newPath !== undefined) states.set(newPath, after);
  }
  return states;
}
