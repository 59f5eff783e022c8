// Folders in the way: a file where a folder is needed, a folder where a file should be, or a folder that one side moved.
import type { Bytes } from '../base/bytes';
import type { Place } from './place';
import { FOLDER } from './trees';
import type { FileOutcome, FileStep, Snapshot } from './types';

/** True when the target has a folder at this path, or a file where one of its folders must be, that the fix leaves there. */
export async function folderClash(
  path: Bytes,
  { target, removed }: Pick<Place, 'target' | 'removed'>,
): Promise<boolean> {
  const there = await target.entry(path);
  if (there?.mode === FOLDER) return (await filesBelow(target, path)).some((file) => !removed.has(file));
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
  return destination(folder, [...(await moves())]);
}

/** A conflict for each file that the target added to a folder which the fix moves away as a whole. */
export async function leftBehind(steps: readonly FileStep[], { base, target, removed }: Place): Promise<FileOutcome[]> {
  if (!base) return [];
  const moves = steps.flatMap(({ oldPath, newPath }): [Bytes, Bytes][] =>
    oldPath !== undefined && newPath !== undefined && folderOf(oldPath) !== folderOf(newPath)
      ? [[oldPath, newPath]]
      : [],
  );
  const outcomes: FileOutcome[] = [];
  for (const folder of new Set(moves.map(([from]) => folderOf(from)))) {
    const kept = steps.some(({ newPath }) => newPath?.startsWith(`${folder}/`));
    if (folder === '' || kept || (await filesBelow(base, folder)).some((file) => !removed.has(file))) continue;
    const before = await base.list(folder);
    for (const [name, mode] of await target.list(folder)) {
      if (mode === FOLDER || before.has(name)) continue;
      const reason = { kind: 'folder-renamed' as const, to: destination(folder, moves) ?? '', byFix: true as const };
      outcomes.push({ kind: 'conflict', path: `${folder}/${name}`, reason });
    }
  }
  return outcomes;
}

/**
 * The folder that most of a folder's files went to, those in subfolders that kept their name counted too; undefined when
 * none went to another folder.
 */
function destination(folder: Bytes, moves: readonly (readonly [Bytes, Bytes])[]): Bytes | undefined {
  const votes = new Map<Bytes, number>();
  for (const [from, to] of moves) {
    if (!from.startsWith(`${folder}/`)) continue;
    const below = folderOf(from).slice(folder.length);
    if (!`/${folderOf(to)}`.endsWith(below)) continue;
    const other = folderOf(to).slice(0, Math.max(folderOf(to).length - below.length, 0));
    votes.set(other, (votes.get(other) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

async function filesBelow(snapshot: Snapshot, folder: Bytes): Promise<Bytes[]> {
  const found: Bytes[] = [];
  for (const [name, mode] of await snapshot.list(folder)) {
    const path = `${folder}/${name}`;
    if (mode === FOLDER) found.push(...(await filesBelow(snapshot, path)));
    else found.push(path);
  }
  return found;
}

/** The folder that a path lies in; the empty path for the top. */
export function folderOf(path: Bytes): Bytes {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
