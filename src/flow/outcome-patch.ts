// Turns what porting made of files into the diff of a patch, and into the files for the next patch.
import { createFilePatch } from '../patch/create';
import type { FilePatch } from '../patch/types';
import { changedPaths } from '../port/port';
import { overlaySnapshot } from '../port/snapshot';
import type { FileOutcome, Snapshot } from '../port/types';

/** The diff of every file that changes, in the order of the outcomes. Throws `binary-file`. */
export async function filePatches(outcomes: readonly FileOutcome[], target: Snapshot): Promise<FilePatch[]> {
  const files: FilePatch[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== 'clean') continue;
    const oldPath = outcome.from ?? outcome.path;
    const before = await target.file(oldPath);
    files.push(
      createFilePatch({
        ...(before ? { oldPath, before } : {}),
        ...(outcome.file ? { newPath: outcome.path, after: outcome.file } : {}),
      }),
    );
  }
  return files;
}

/** The snapshot after these outcomes. */
export function withOutcomes(below: Snapshot, files: FileOutcome[]): Snapshot {
  return overlaySnapshot(below, changedPaths({ outcome: 'clean', files }));
}
