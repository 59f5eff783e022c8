// Reads a patch as the steps it makes on a snapshot, and stacks patches on one another in memory.
import type { Bytes } from '../base/bytes';
import { applyFile } from '../patch/apply';
import type { FilePatch, Patch } from '../patch/types';
import type { HashBlob } from './settle';
import { overlaySnapshot } from './snapshot';
import type { FileBlob, FileStep, Snapshot } from './types';

/** The steps of a patch, or the first file that it does not apply to and why. */
export type PatchSteps = { kind: 'steps'; steps: FileStep[] } | { kind: 'rejected'; path: Bytes; reason: string };

/** What a patch makes of the files of a snapshot; every hunk must apply without fuzz. A copy is a step that adds a file. */
export async function patchSteps(patch: Patch, onto: Snapshot, hash: HashBlob): Promise<PatchSteps> {
  const steps: FileStep[] = [];
  for (const file of patch.files) {
    const path = file.oldPath ?? file.newPath ?? '';
    const before = file.oldPath === undefined ? undefined : await onto.file(file.oldPath);
    const isTaken = file.oldPath === undefined && (await onto.entry(file.newPath ?? '')) !== undefined;
    const reason = isTaken ? 'the file is there already' : mismatch(file, before);
    if (reason) return { kind: 'rejected', path, reason };
    const applied = applyFile(file, before?.content ?? '');
    if (applied.kind === 'rejected') {
      const hunk = applied.places.findIndex(({ kind }) => kind === 'missing');
      return { kind: 'rejected', path, reason: `hunk ${hunk + 1} does not apply` };
    }
    const mode = file.newMode ?? before?.mode ?? '100644';
    const after = { mode, id: hash(applied.text), content: applied.text };
    steps.push({
      ...(file.oldPath === undefined || !before || file.change === 'copy' ? {} : { oldPath: file.oldPath, before }),
      ...(file.newPath === undefined ? {} : { newPath: file.newPath, after }),
    });
  }
  return { kind: 'steps', steps };
}

function mismatch(file: FilePatch, before: FileBlob | undefined): string | undefined {
  if (file.binary !== undefined) return 'it is a binary patch';
  if (file.oldPath !== undefined && !before) return 'the file is not there';
  return undefined;
}

/** The snapshot with these steps taken. */
export function withSteps(below: Snapshot, steps: readonly FileStep[]): Snapshot {
  const states = new Map<Bytes, FileBlob | undefined>();
  for (const { oldPath, newPath, after } of steps) {
    if (oldPath !== undefined && oldPath !== newPath) states.set(oldPath, undefined);
    if (newPath !== undefined) states.set(newPath, after);
  }
  return overlaySnapshot(below, states);
}
