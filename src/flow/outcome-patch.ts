// Turns what porting made of files into the steps of a patch, and into the files for the next patch.
import { createFilePatch } from '../patch/create';
import type { FilePatch } from '../patch/types';
import { changedPaths, isChange } from '../port/port';
import { sameState } from '../port/settle';
import { overlaySnapshot } from '../port/snapshot';
import type { FileOutcome, FileStep, Snapshot } from '../port/types';

/** What the outcomes do to the files of the target, in their order; those that change nothing are left out. */
export async function outcomeSteps(outcomes: readonly FileOutcome[], target: Snapshot): Promise<FileStep[]> {
  const steps: FileStep[] = [];
  for (const { path, from, file: after } of outcomes.filter(isChange)) {
    const oldPath = from ?? path;
    const before = await target.file(oldPath);
    if (oldPath === path && sameState(before, after)) continue;
    steps.push({ ...(before ? { oldPath, before } : {}), ...(after ? { newPath: path, after } : {}) });
  }
  return steps;
}

/** The diff of these steps, in the order of the outcomes. Throws `binary-file` for a binary file that is too large. */
export async function filePatches(outcomes: readonly FileOutcome[], target: Snapshot): Promise<FilePatch[]> {
  return (await outcomeSteps(outcomes, target)).map((step) => createFilePatch({ ...step, binary: 'data' }));
}

/** True when both come to the same states of the same files. */
export function sameFiles(one: readonly FileOutcome[], other: readonly FileOutcome[]): boolean {
  const [a, b] = [changedPaths({ files: one }), changedPaths({ files: other })];
  return a.size === b.size && [...a].every(([path, state]) => b.has(path) && sameState(state, b.get(path)));
}

/** The snapshot after these outcomes. */
export function withOutcomes(below: Snapshot, files: FileOutcome[]): Snapshot {
  return overlaySnapshot(below, changedPaths({ files }));
}
