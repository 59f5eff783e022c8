// How two versions of a patch differ in what they make of the same files.
import type { Bytes } from '../base/bytes';
import { createFilePatch } from '../patch/create';
import type { FilePatch } from '../patch/types';
import { sameState } from '../port/settle';
import { overlaySnapshot } from '../port/snapshot';
import type { FileBlob, Snapshot } from '../port/types';

/** The files as a patch leaves them, by path; undefined where it leaves none. */
export type PatchResult = ReadonlyMap<Bytes, FileBlob | undefined>;

/** The diff from what one patch makes of these files to what the other one does, by path. */
export async function patchDifference(below: Snapshot, one: PatchResult, other: PatchResult): Promise<FilePatch[]> {
  const [from, to] = [overlaySnapshot(below, one), overlaySnapshot(below, other)];
  const files: FilePatch[] = [];
  for (const path of [...new Set([...one.keys(), ...other.keys()])].sort()) {
    const [before, after] = await Promise.all([from.file(path), to.file(path)]);
    if (sameState(before, after)) continue;
    const sides = { ...(before ? { oldPath: path, before } : {}), ...(after ? { newPath: path, after } : {}) };
    files.push(createFilePatch({ ...sides, binary: 'told' }));
  }
  return files;
}
