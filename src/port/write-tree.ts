// Builds the tree that a port results in.
import type { Bytes } from '../base/bytes';
import type { Objects, TreeEntry } from '../git/git';
import { formatTree } from '../git/parse-object';
import { SUBMODULE } from './snapshot';
import { FOLDER, readTree } from './trees';
import type { FileBlob } from './types';

/**
 * Writes a tree with some files changed (undefined: removed) and gives its id. `tree` is the full id of the tree to start
 * from, undefined for the empty one. Emptied folders go away; contents and trees that the repository has are not rewritten.
 */
export async function writeTree(
  objects: Objects,
  tree: string | undefined,
  files: ReadonlyMap<Bytes, FileBlob | undefined>,
): Promise<string> {
  return (await writeFolder(objects, tree, files)) ?? objects.write('tree', '');
}

/** The id of the changed folder; undefined when it is empty. */
async function writeFolder(
  objects: Objects,
  tree: string | undefined,
  files: ReadonlyMap<Bytes, FileBlob | undefined>,
): Promise<string | undefined> {
  const entries = new Map((await readTree(objects, tree)).map((entry) => [entry.name, entry]));
  const below = new Map<Bytes, Map<Bytes, FileBlob | undefined>>();
  const writes: Promise<unknown>[] = [];
  for (const [path, file] of files) {
    const cut = path.indexOf('/');
    if (cut >= 0) {
      const folder = path.slice(0, cut);
      const inside = below.get(folder) ?? new Map<Bytes, FileBlob | undefined>();
      below.set(folder, inside.set(path.slice(cut + 1), file));
    } else if (file) {
      entries.set(path, { name: path, mode: file.mode, id: file.id });
      if (file.mode !== SUBMODULE) writes.push(objects.write('blob', file.content));
    } else if (entries.get(path)?.mode !== FOLDER) entries.delete(path);
  }
  const folders = await Promise.all(
    [...below].map(([name, inside]) => writeBelow(objects, entries.get(name), name, inside)),
  );
  for (const { name, entry } of folders) {
    if (entry) entries.set(name, entry);
    else if (entries.get(name)?.mode === FOLDER) entries.delete(name);
  }
  await Promise.all(writes);
  return entries.size === 0 ? undefined : objects.write('tree', formatTree([...entries.values()]));
}

async function writeBelow(
  objects: Objects,
  old: TreeEntry | undefined,
  name: Bytes,
  inside: ReadonlyMap<Bytes, FileBlob | undefined>,
): Promise<{ name: Bytes; entry?: TreeEntry }> {
  const id = await writeFolder(objects, old?.mode === FOLDER ? old.id : undefined, inside);
  return id === undefined ? { name } : { name, entry: { name, mode: FOLDER, id } };
}
