// Folders in the way of a new file: a file where a folder is needed, a folder at its path, or a folder that moved away.
import type { Bytes } from '../base/bytes';
import type { Place } from './file';
import { FOLDER } from './trees';

/** True when the target has a folder at this path, or a file where one of its folders must be. */
export async function folderClash(path: Bytes, { target, removed }: Place): Promise<boolean> {
  const there = await target.entry(path);
  if (there?.mode === FOLDER) return true;
  for (let cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) {
    const folder = path.slice(0, cut);
    const entry = await target.entry(folder);
    if (!entry) return false;
    if (entry.mode !== FOLDER) return !removed.has(folder);
  }
  return false;
}

/**
 * Where the target has moved the folder of a new file: the folder that got most of its files. Undefined when the target
 * still has the folder, or the base never had it, or the target moved none of its files.
 */
export async function movedFolder(path: Bytes, { base, target, moves }: Place): Promise<Bytes | undefined> {
  const folder = folderOf(path);
  if (folder === '' || (await target.entry(folder))?.mode === FOLDER) return undefined;
  if ((await base?.entry(folder))?.mode !== FOLDER) return undefined;
  const votes = new Map<Bytes, number>();
  for (const [from, to] of await moves()) {
    if (folderOf(from) === folder) votes.set(folderOf(to), (votes.get(folderOf(to)) ?? 0) + 1);
  }
  const [first] = [...votes].sort(([, a], [, b]) => b - a);
  return first?.[0];
}

function folderOf(path: Bytes): Bytes {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
