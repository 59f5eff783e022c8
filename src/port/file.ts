// What becomes of one file of a fix on the target.
import type { Bytes } from '../base/bytes';
import { folderClash, movedFolder } from './folders';
import { gated } from './gate';
import { namesakes } from './namesakes';
import type { Place } from './place';
import { sameKind, sameState, settle } from './settle';
import { FOLDER } from './trees';
import type { FileBlob, FileOutcome, FileStep } from './types';

/** Carries one step over. A file that the target has deleted stays deleted: that is a conflict, never a new file. */
export async function portFile(step: FileStep, place: Place): Promise<FileOutcome> {
  const { oldPath, newPath, before, after } = step;
  if (oldPath !== undefined && before && newPath !== undefined && after) {
    return oldPath === newPath
      ? portChange(oldPath, before, after, place)
      : portRename(oldPath, newPath, before, after, place);
  }
  if (newPath !== undefined && after) return portAddition(newPath, after, place);
  if (oldPath !== undefined && before) return portDeletion(oldPath, before, place);
  throw new Error('a step without a file');
}

async function portChange(path: Bytes, before: FileBlob, after: FileBlob, place: Place): Promise<FileOutcome> {
  const target = await place.target.entry(path);
  if (target?.mode === FOLDER) return { kind: 'conflict', path, reason: { kind: 'exists-in-target' } };
  if (target) return merged(path, before, after, place);
  const moved = (await place.moves()).get(path);
  if (moved === undefined) return leftOut(path, place);
  if (!sameKind(before, after)) return { kind: 'conflict', path: moved, reason: { kind: 'rename' } };
  return merged(moved, before, after, place);
}

async function portRename(
  from: Bytes,
  to: Bytes,
  before: FileBlob,
  after: FileBlob,
  place: Place,
): Promise<FileOutcome> {
  const clash: FileOutcome = { kind: 'conflict', path: to, reason: { kind: 'rename' } };
  const [old, now] = await Promise.all([place.target.entry(from), place.target.entry(to)]);
  if (!old) {
    if (sameState(now, after)) return { kind: 'already-there', path: to };
    const moved = (await place.moves()).get(from);
    if (moved === undefined) return leftOut(from, place);
    return moved === to ? merged(to, before, after, place) : clash;
  }
  if (!sameKind(old, before)) return clash;
  if (now && now.mode !== FOLDER) {
    if (!sameState(old, before) || !sameState(now, after)) return clash;
  } else {
    const blocked = await blockedAt(to, place);
    if (blocked) return blocked;
  }
  const file = await place.target.file(from);
  const settled = await gated(settle(before, after, file!, place), to);
  if (settled.kind === 'file') return { kind: 'clean', path: to, from, file: settled.file };
  return settled.kind === 'refused' ? { ...settled, path: to } : { ...settled, path: to, from };
}

async function portAddition(path: Bytes, after: FileBlob, place: Place): Promise<FileOutcome> {
  const target = await place.target.entry(path);
  if (target && target.mode !== FOLDER) return merged(path, undefined, after, place);
  return (await blockedAt(path, place)) ?? { kind: 'clean', path, file: after };
}

async function portDeletion(path: Bytes, before: FileBlob, place: Place): Promise<FileOutcome> {
  const target = await place.target.entry(path);
  if (!target || target.mode === FOLDER) {
    if ((await place.moves()).has(path)) return { kind: 'conflict', path, reason: { kind: 'rename' } };
    return { kind: 'already-there', path };
  }
  if (sameState(target, before)) return { kind: 'clean', path };
  return { kind: 'conflict', path, reason: { kind: 'changed-in-target' } };
}

/** The outcome for a file that the target does not have: it stays away. How often that is right depends on the project, so no chance is told. */
async function leftOut(path: Bytes, { adapt, target }: Place): Promise<FileOutcome> {
  if (!adapt) return { kind: 'conflict', path, reason: { kind: 'absent-in-target' } };
  const others = await namesakes(path, target);
  const reason = { kind: 'absent-in-target' as const, ...(others.length > 0 ? { namesakes: others } : {}) };
  return { kind: 'proposed', path, hunks: [], reason };
}

/** The outcome for a path that the target has as a file. */
async function merged(path: Bytes, before: FileBlob | undefined, after: FileBlob, place: Place): Promise<FileOutcome> {
  const target = await place.target.file(path);
  const settled = await gated(settle(before, after, target!, place), path);
  if (settled.kind !== 'file') {
    const idle = 'file' in settled && sameState(settled.file, target);
    if (!idle) return { ...settled, path };
    if (settled.hunks.length === 0 && settled.ends) return { kind: 'already-there', path, byHunks: true };
    const { hunks, reason, sides } = settled;
    const trust = settled.trust === undefined ? {} : { trust: settled.trust };
    return { kind: 'proposed', path, hunks, ...trust, reason, sides, ...(settled.ends ? { ends: settled.ends } : {}) };
  }
  return sameState(settled.file, target)
    ? { kind: 'already-there', path }
    : { kind: 'clean', path, file: settled.file };
}

/** Why no new file can stand at this path, if so. */
async function blockedAt(path: Bytes, place: Place): Promise<FileOutcome | undefined> {
  if (await folderClash(path, place)) return { kind: 'conflict', path, reason: { kind: 'exists-in-target' } };
  const to = await movedFolder(path, place);
  return to === undefined ? undefined : { kind: 'conflict', path, reason: { kind: 'folder-renamed', to } };
}
