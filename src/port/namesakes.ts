// Where a branch has files of the same name as one that it lacks.
import type { Bytes } from '../base/bytes';
import { FOLDER } from './trees';
import type { Snapshot } from './types';

/** A name that more files have says nothing of any of them. */
const MOST = 3;

/** The other files of a path's name, wherever they are, by path; none where they are many. */
export async function namesakes(path: Bytes, target: Snapshot): Promise<Bytes[]> {
  const found = await filesNamed(path.slice(path.lastIndexOf('/') + 1), target, '');
  const others = found.filter((one) => one !== path);
  return others.length > MOST ? [] : others.sort();
}

async function filesNamed(name: Bytes, target: Snapshot, folder: Bytes): Promise<Bytes[]> {
  const entries = [...(await target.list(folder))];
  const found = entries.map(async ([entry, mode]) => {
    const path = folder === '' ? entry : `${folder}/${entry}`;
    if (mode === FOLDER) return filesNamed(name, target, path);
    return entry === name ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
