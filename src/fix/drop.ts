// Takes a fix out of the queue: finds what is there of it, whole or not, keeps the texts elsewhere, and removes it.
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bytes } from '../base/bytes';
import { isErrno } from '../base/fault';
import { writeAtomic, writing } from '../base/files';
import {
  checkInside,
  patchPath,
  type Queue,
  queueBranches,
  readPatch,
  readSeries,
  seriesPatches,
  seriesPath,
} from './queue';
import { formatSeries, withoutPatch } from './series';

/** What the queue has of a fix for a branch: its patch's text, where the file is there, and whether the series names it. */
export interface Trace {
  branch: string;
  path: string;
  text: Bytes | undefined;
  named: boolean;
}

/** Every trace of a fix, by branch; a file of that name that its series has as a patch of others is none. Throws `bad-name`. */
export async function fixTraces(queue: Queue, name: string): Promise<Trace[]> {
  const traces: Trace[] = [];
  for (const branch of await queueBranches(queue)) {
    const path = patchPath(queue, branch, name);
    const entry = (await seriesPatches(queue, branch)).find(({ file }) => file === `${name}.patch`);
    const text = await readPatch(queue, branch, name);
    if (entry ? entry.name === name : text !== undefined)
      traces.push({ branch, path, text, named: entry !== undefined });
  }
  return traces;
}

/** Writes the texts below `home`, into a new folder that is named after the fix, as `BRANCH.patch`; gives that folder. */
export async function keepTexts(home: string, name: string, traces: readonly Trace[]): Promise<string> {
  const folder = await newFolder(home, name);
  for (const { branch, text } of traces)
    if (text !== undefined) await writeAtomic(join(folder, ...`${branch}.patch`.split('/')), text);
  return folder;
}

async function newFolder(home: string, name: string): Promise<string> {
  await writing(home, () => mkdir(home, { recursive: true }));
  for (let number = 1; ; number++) {
    const folder = join(home, number === 1 ? name : `${name}-${number}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) await writing(folder, () => Promise.reject(error));
    }
  }
}

/**
 * Removes a trace: first its line in the series, then the file, so that a crash leaves a valid series and a trace that is found
 * again; then a series without any line, and the folders that it leaves empty. Throws `outside-queue` and `cannot-write`.
 */
export async function removeTrace(queue: Queue, name: string, { branch, path }: Trace): Promise<void> {
  const list = seriesPath(queue, branch);
  for (const each of [list, path]) await checkInside(queue, each);
  const before = await readSeries(queue, branch);
  const after = withoutPatch(before, `${name}.patch`);
  if (after.lines.length < before.lines.length) await writeAtomic(list, formatSeries(after));
  await writing(path, () => rm(path, { force: true }));
  if (after.lines.length > 0) return;
  await writing(list, () => rm(list, { force: true }));
  for (let folder = dirname(list); folder !== queue.folder; folder = dirname(folder))
    if (!(await removeEmpty(folder))) return;
}

/** True when the folder is gone; one that holds something stays. */
function removeEmpty(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
