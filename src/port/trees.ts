// Reading trees, and finding what differs between two of them by walking only the folders that differ.
import type { Bytes } from '../base/bytes';
import { objectAbsent } from '../git/error';
import type { Objects, TreeChange, TreeEntry } from '../git/git';
import { differingEntries, parseTree } from '../git/parse-object';

/** The mode of a folder in a tree. */
export const FOLDER = '40000';

/** The entries of a tree by full id; of no tree there are none. Throws `object-absent`. */
export async function readTree(objects: Objects, id: string | undefined): Promise<TreeEntry[]> {
  return id === undefined ? [] : parseTree(await contentOf(objects, id), id.length / 2);
}

async function contentOf(objects: Objects, id: string | undefined): Promise<Bytes> {
  if (id === undefined) return '';
  const tree = await objects.read(id);
  if (tree?.type !== 'tree') throw objectAbsent(id);
  return tree.content;
}

/** Is told of each path that differs, and of each folder on the way to one, before what is in it is looked at. */
export type Visit = (path: Bytes, states: { old: TreeEntry | undefined; now: TreeEntry | undefined }) => void;

/** The files (with symlinks and submodules) that differ between two trees; undefined stands for the empty tree. */
export async function diffTrees(
  objects: Objects,
  before: string | undefined,
  after: string | undefined,
  visit: Visit = () => {},
  folder: Bytes = '',
): Promise<TreeChange[]> {
  const id = before ?? after;
  if (before === after || id === undefined) return [];
  const [was, is] = await Promise.all([contentOf(objects, before), contentOf(objects, after)]);
  const [olds, nows] = differingEntries(was, is, id.length / 2);
  const rest = new Map(nows.map((entry) => [entry.name, entry]));
  const parts: Promise<TreeChange[]>[] = [];
  const part = (old: TreeEntry | undefined, now: TreeEntry | undefined) => {
    const path = folder + (old ?? now)!.name;
    visit(path, { old, now });
    parts.push(diffEntries(objects, old, now, visit, path));
  };
  for (const old of olds) {
    const now = rest.get(old.name);
    rest.delete(old.name);
    if (now?.id !== old.id || now.mode !== old.mode) part(old, now);
  }
  for (const now of rest.values()) part(undefined, now);
  return (await Promise.all(parts)).flat();
}

async function diffEntries(
  objects: Objects,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
  visit: Visit,
  path: Bytes,
): Promise<TreeChange[]> {
  const file = (entry: TreeEntry | undefined) => (entry && entry.mode !== FOLDER ? entry : undefined);
  const tree = (entry: TreeEntry | undefined) => (entry?.mode === FOLDER ? entry.id : undefined);
  const below = await diffTrees(objects, tree(before), tree(after), visit, `${path}/`);
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
