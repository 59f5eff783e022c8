// Decides what becomes of a patch's file in a folder that belongs to others, so that nobody's work is overwritten.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { isUntouched } from '../fix/digest';
import { changeIdOf, changesOf, readFix, titleOf } from '../fix/document';
import { sameChange } from '../patch/same-change';
import type { FilePatch } from '../patch/types';
import type { ExportPlan, Fate, FileWrite, Place } from './types';

/** What writing this patch there would do. Throws `not-ours` where another change has that name, unless `force`. */
async function fateOf(place: Place, path: string, text: Bytes, force: boolean): Promise<Fate> {
  const before = await place.read(path);
  if (before === undefined) return 'created';
  if (before === text) return 'unchanged';
  if (force || (isUntouched(before) && sameFix(before, text))) return 'replaced';
  if (sameChange(changesOf(before, path), changesOf(text, path))) return 'kept';
  throw new Fault(
    'not-ours',
    `${place.name}/${path} is there already, holds another change, and was not written by Fishladder for this fix (or was edited since).`,
    'Rename or remove that file, or replace it with --force. Nothing was written.',
  );
}

/**
 * True when two patches are of one fix, in any form that it is written in: by the Change-Id where both have one, else by the author
 * and the time (the title, where there is no time). A seal does not tell, as every queue's patches have one.
 */
export function sameFix(one: Bytes, other: Bytes): boolean {
  if ([one, other].some((text) => changesOf(text, '').length === 0)) return false;
  const [a, b] = [readFix(one, ''), readFix(other, '')];
  const ids = [changeIdOf(a.message), changeIdOf(b.message)];
  if (ids.every((id) => id !== undefined)) return ids[0] === ids[1];
  if (a.author.name !== b.author.name || a.author.email !== b.author.email || a.author.epoch !== b.author.epoch)
    return false;
  return a.author.epoch > 0 || titleOf(a.message) === titleOf(b.message);
}

/** Among these files the first that holds this very change, under whatever name; undefined where none does. */
async function findSame(
  place: Place,
  paths: readonly string[],
  files: readonly FilePatch[],
): Promise<string | undefined> {
  for (const path of paths) {
    const text = await place.read(path);
    if (text !== undefined && sameChange(changesOf(text, path), files)) return path;
  }
  return undefined;
}

/** A patch in the form that it has there. */
export interface Formed {
  file: string;
  path: string;
  text: Bytes;
}

/** What becomes of patches, by their `file`. */
export interface Placing extends Pick<ExportPlan, 'writes' | 'patches'> {
  /** Those that the list there has to name, and those of them that it did not, or whose text is another one now. */
  named: string[];
  fresh: string[];
}

/**
 * What becomes of patches among those that a list there names already (`listed`, by their paths): one whose change is listed under
 * another name stays under that name. Throws `not-ours`.
 */
export async function placePatches(
  place: Place,
  formed: readonly Formed[],
  listed: readonly string[],
  force: boolean,
): Promise<Placing> {
  const placing: Placing = { writes: [], patches: [], named: [], fresh: [] };
  for (const { file, path, text } of formed) {
    const fate = await fateOf(place, path, text, force);
    const isListed = listed.includes(path);
    const same = fate === 'created' && !isListed ? await findSame(place, listed, changesOf(text, path)) : undefined;
    placing.patches.push(same === undefined ? { file, path, fate } : { file, path: same, fate: 'kept' });
    if (same !== undefined) continue;
    const isWritten = fate === 'created' || fate === 'replaced';
    if (isWritten) placing.writes.push({ path, text, fate });
    placing.named.push(file);
    if (isWritten || !isListed) placing.fresh.push(file);
  }
  return placing;
}

/** The change of one of a list's files: a write where the text changed, nothing where it did not. */
export function rewrite(path: string, before: Bytes | undefined, after: Bytes): FileWrite[] {
  if (before === after) return [];
  return [{ path, text: after, fate: before === undefined ? 'created' : 'replaced' }];
}
