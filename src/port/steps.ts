// What a commit did, file by file.
import type { Objects, Rename, TreeChange } from '../git/git';
import { readBlob } from './snapshot';
import { diffTrees, FOLDER, type Visit } from './trees';
import type { FileStep, Snapshot } from './types';

/** Finds renames between two trees by full id, as `Git.renames` does. */
export type FindRenames = (before: string, after: string) => Promise<Rename[]>;

/**
 * The steps from one tree to another, by full ids; undefined stands for the empty tree. Renames are looked for only when
 * files were both removed and added, and are git's. What the target has at these paths is read ahead, all that is needed next at a time.
 */
export async function commitSteps(
  objects: Objects,
  before: string | undefined,
  after: string,
  findRenames: FindRenames,
  target?: Snapshot,
): Promise<FileStep[]> {
  const changes = await diffTrees(objects, before, after, target && readAhead(objects, target));
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

/** Asks for what a port reads later, so that one answer does not wait for another; a fault shows when it is asked for again. */
function readAhead(objects: Objects, target: Snapshot): Visit {
  return (path, { old, now }) => {
    const isFolder = old?.mode === FOLDER || now?.mode === FOLDER;
    const files = [old, now].filter((entry) => entry && entry.mode !== FOLDER);
    const asked = [
      isFolder ? target.list(path) : target.file(path),
      ...files.map((entry) => readBlob(objects, entry!)),
    ];
    for (const answer of asked) answer.catch(() => {});
  };
}

function mayRename(changes: readonly TreeChange[]): boolean {
  return changes.some(({ after }) => !after) && changes.some(({ before }) => !before);
}
