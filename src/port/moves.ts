// Where the target has moved what a fix changes.
import type { Bytes } from '../base/bytes';
import type { Rename } from '../git/git';
import { folderOf } from './folders';
import { FOLDER } from './trees';
import type { FileStep, Snapshot } from './types';

/** Where each renamed file went. */
export function movesBy(renames: readonly Rename[]): Map<Bytes, Bytes> {
  return new Map(renames.map(({ from, to }) => [from, to]));
}

/** The paths that the target may have moved: files that the steps start from, and folders that they put files into, where it lacks them. */
export async function mayHaveMoved(steps: readonly FileStep[], target: Snapshot): Promise<Bytes[]> {
  const isFolder = async (path: Bytes) => path === '' || (await target.entry(path))?.mode === FOLDER;
  const isFile = async (path: Bytes) => ((await target.entry(path))?.mode ?? FOLDER) !== FOLDER;
  const asked = steps.map(async ({ oldPath, newPath }) => {
    const folder = newPath === undefined || newPath === oldPath ? '' : folderOf(newPath);
    return [
      ...(oldPath === undefined || (await isFile(oldPath)) ? [] : [oldPath]),
      ...((await isFolder(folder)) ? [] : [folder]),
    ];
  });
  return [...new Set((await Promise.all(asked)).flat())];
}
