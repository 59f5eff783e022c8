// What a commit did, file by file.
import type { Objects, Rename, TreeChange } from '../git/git';
import { readBlob } from './snapshot';
import { diffTrees } from './trees';
import type { FileStep } from './types';

/** Finds renames between two trees by full id, as `Git.renames` does. */
export type FindRenames = (before: string, after: string) => Promise<Rename[]>;

/**
 * The steps from one tree to another, by full ids; undefined stands for the empty tree. Renames are looked for only when
 * files were both removed and added, and are git's.
 */
export async function commitSteps(
  objects: Objects,
  before: string | undefined,
  after: string,
  findRenames: FindRenames,
): Promise<FileStep[]> {
  const changes = await diffTrees(objects, before, after);
  const renames = before !== undefined && mayRename(changes) ? await findRenames(before, after) : [];
  const origin = new Map(renames.map(({ from, to }) => [to, from]));
  const gone = new Set(origin.values());
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const steps = changes
    .filter(({ path, after }) => after || !gone.has(path))
    .map(async ({ path, before, after }): Promise<FileStep> => {
      const from = origin.get(path);
      const old = from === undefined ? before : byPath.get(from)?.before;
      const [oldFile, newFile] = await Promise.all([old && readBlob(objects, old), after && readBlob(objects, after)]);
      return {
        ...(oldFile ? { oldPath: from ?? path, before: oldFile } : {}),
        ...(newFile ? { newPath: path, after: newFile } : {}),
      };
    });
  return Promise.all(steps);
}

function mayRename(changes: readonly TreeChange[]): boolean {
  return changes.some(({ after }) => !after) && changes.some(({ before }) => !before);
}
