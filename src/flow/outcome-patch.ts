// Turns what porting made of files into the diff of a patch, and into the files for the next patch.
import { createFilePatch } from '../patch/create';
import type { FilePatch } from '../patch/types';
import { changedPaths, isChange } from '../port/port';
import { sameState } from '../port/settle';
import { overlaySnapshot } from '../port/snapshot';
import type { FileOutcome, Snapshot } from '../port/types';

/** The diff of every file that changes, in the order of the outcomes. Throws `binary-file`. */
export async function filePatches(outcomes: readonly FileOutcome[], target: Snapshot): Promise<FilePatch[]> {
  const files: FilePatch[] = [];
  for (const outcome of outcomes) {
    if (!isChange(outcome)) continue;
    const oldPath = outcome.from ?? outcome.path;
    const before = await target.file(oldPath);
    const after = outcome.file;
    if (oldPath === outcome.path && sameState(before, after)) continue;
    files.push(
      createFilePatch({
        ...(before ? { oldPath, before } : {}),
        ...(after ? { newPath: outcome.path, after } : {}),
      }),
    );
  }
  return files;
}

/** The snapshot after these outcomes. */
export function withOutcomes(below: Snapshot, files: FileOutcome[]): Snapshot {
  return overlaySnapshot(below, changedPaths({ files }));
}
