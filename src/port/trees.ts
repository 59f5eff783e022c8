// Reading trees, and finding what differs between two of them by walking only the folders that differ.
import type { Bytes } from '../base/bytes';
import { objectAbsent } from '../git/error';
import type { Objects, TreeChange, TreeEntry } from '../git/git';
import { parseTree } from '../git/parse-object';

/** The mode of a folder in a tree. */
export const FOLDER = '40000';

/** The entries of a tree by full id; of no tree there are none. Throws `object-absent`. */
export async function readTree(objects: Objects, id: string | undefined): Promise<TreeEntry[]> {
  if (id === undefined) return [];
  const tree = await objects.read(id);
  if (tree?.type !== 'tree') throw objectAbsent(id);
  return parseTree(tree.content, id.length / 2);
}

/** The files (with symlinks and submodules) that differ between two trees; undefined stands for the empty tree. */
export async function diffTrees(
  objects: Objects,
  before: string | undefined,
  after: string | undefined,
  folder: Bytes = '',
): Promise<TreeChange[]> {
  if (before === after) return [];
  const [old, now] = await Promise.all([readTree(objects, before), readTree(objects, after)]);
  const rest = new Map(now.map((entry) => [entry.name, entry]));
  const parts: Promise<TreeChange[]>[] = [];
  for (const entry of old) {
    const other = rest.get(entry.name);
    rest.delete(entry.name);
    if (other?.id !== entry.id || other.mode !== entry.mode) parts.push(diffEntries(objects, entry, other, folder));
  }
  for (const entry of rest.values()) parts.push(diffEntries(objects, undefined, entry, folder));
  return (await Promise.all(parts)).flat();
}

async function diffEntries(
  objects: Objects,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
  folder: Bytes,
): Promise<TreeChange[]> {
  const path = folder + (before ?? after)!.name;
  const file = (entry: TreeEntry | undefined) => (entry && entry.mode !== FOLDER ? entry : undefined);
  const tree = (entry: TreeEntry | undefined) => (entry?.mode === FOLDER ? entry.id : undefined);
  const below = await diffTrees(objects, tree(before), tree(after), `${path}/`);
  const old = file(before);
  const now = file(after);
  if (!old && !now) return below;
  const change: TreeChange = {
    path,
    ...(old ? { before: { mode: old.mode, id: old.id } } : {}),
    ...(now ? { after: { mode: now.mode, id: now.id } } : {}),
  };
  return [change, ...below];
}
