// Files read by path: out of a tree, or out of a tree with changed files laid over it.
import type { Bytes } from '../base/bytes';
import { objectAbsent } from '../git/error';
import type { Objects, TreeEntry } from '../git/git';
import { FOLDER, readTree } from './trees';
import type { FileBlob, Snapshot } from './types';

/** The mode of a submodule in a tree; it has no content here. */
export const SUBMODULE = '160000';

/** The state of a file entry with its content. Throws `object-absent`. */
export async function readBlob(objects: Objects, { mode, id }: { mode: string; id: string }): Promise<FileBlob> {
  if (mode === SUBMODULE) return { mode, id, content: '' };
  const blob = await objects.read(id);
  if (blob?.type !== 'blob') throw objectAbsent(id);
  return { mode, id, content: blob.content };
}

/** The files of a tree, by full id of the tree; undefined stands for the empty tree. Trees on the way are read once. */
export function treeSnapshot(objects: Objects, tree: string | undefined): Snapshot {
  const folders = new Map<Bytes, Promise<Map<Bytes, TreeEntry>>>();
  const remember = (path: Bytes, read: () => Promise<TreeEntry[]>) => {
    let known = folders.get(path);
    if (!known) {
      known = read().then((entries) => new Map(entries.map((entry) => [entry.name, entry])));
      folders.set(path, known);
    }
    return known;
  };
  const folder = (path: Bytes): Promise<Map<Bytes, TreeEntry>> =>
    remember(path, async () => {
      if (path === '') return readTree(objects, tree);
      const found = await entry(path);
      return found?.mode === FOLDER ? readTree(objects, found.id) : [];
    });
  const entry = async (path: Bytes): Promise<{ mode: string; id: string } | undefined> => {
    const cut = path.lastIndexOf('/');
    const found = (await folder(path.slice(0, Math.max(cut, 0)))).get(path.slice(cut + 1));
    return found && { mode: found.mode, id: found.id };
  };
  return {
    entry,
    list: async (path) => new Map([...(await folder(path))].map(([name, { mode }]) => [name, mode])),
    async file(path) {
      const found = await entry(path);
      return found && found.mode !== FOLDER ? readBlob(objects, found) : undefined;
    },
  };
}

/** A snapshot that is laid over another one; more states can be laid over it while it is read. */
export interface Overlay extends Snapshot {
  /** Lays over the state of one more file; undefined means that it is not there. */
  set(path: Bytes, file: FileBlob | undefined): void;
}

/** A snapshot with other states of some files; undefined means that the file is not there. */
export function overlaySnapshot(below: Snapshot, over: ReadonlyMap<Bytes, FileBlob | undefined>): Overlay {
  const states = new Map<Bytes, FileBlob | undefined>();
  /** How many of the files that are there lie below a folder. */
  const holds = new Map<Bytes, number>();
  const set = (path: Bytes, file: FileBlob | undefined) => {
    const more = Number(file !== undefined) - Number(states.get(path) !== undefined);
    states.set(path, file);
    if (more !== 0) for (const folder of foldersOf(path)) holds.set(folder, (holds.get(folder) ?? 0) + more);
  };
  for (const [path, file] of over) set(path, file);
  return {
    set,
    file: async (path) => (states.has(path) ? states.get(path) : below.file(path)),
    async entry(path) {
      const file = states.get(path);
      if (file) return { mode: file.mode, id: file.id };
      if (holds.get(path)) return { mode: FOLDER, id: '' };
      return states.has(path) ? undefined : below.entry(path);
    },
    async list(folder) {
      const names = new Map(await below.list(folder));
      const above = folder === '' ? '' : `${folder}/`;
      for (const [path, file] of states) {
        if (!path.startsWith(above)) continue;
        const [name = '', ...deeper] = path.slice(above.length).split('/');
        if (file) names.set(name, deeper.length > 0 ? FOLDER : file.mode);
        else if (deeper.length === 0) names.delete(name);
      }
      return names;
    },
  };
}

/** The folders that a path lies in, without the top. */
function foldersOf(path: Bytes): Bytes[] {
  const folders: Bytes[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return folders;
}
