// The queue on disk: one folder a branch, a quilt series in each, the same file name for the same fix.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { type Bytes, fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { writeAtomic } from '../base/files';
import { absent, leadsOut } from '../base/inside';
import { isUntouched } from './digest';
import { checkBranch, checkName, DEEPEST, isBranch, isName } from './name';
import {
  commentedNames,
  formatSeries,
  parseSeries,
  type Series,
  type SeriesEntry,
  seriesEntries,
  withPatch,
} from './series';

/** A queue folder; nothing is read until asked. */
export interface Queue {
  /** Absolute path of the queue. */
  readonly folder: string;
}

/** A patch as a series names it; one that has no `name` is no fix, but a patch of others. */
export interface SeriesPatch extends SeriesEntry {
  name?: string;
}

/** Names of the branches and releases that have a series, sorted; none when the queue does not exist yet. Folders that no branch can be named after do not count. */
export async function queueBranches(queue: Queue): Promise<string[]> {
  const found: string[] = [];
  const visit = async (branch: string, depth: number): Promise<void> => {
    const entries = await readdir(join(queue.folder, branch), { withFileTypes: true }).catch(absent);
    for (const entry of entries ?? []) {
      if (entry.isFile() && entry.name === 'series' && isBranch(branch)) found.push(branch);
      if (entry.isDirectory() && !entry.name.startsWith('.') && depth < DEEPEST)
        await visit(branch === '' ? entry.name : `${branch}/${entry.name}`, depth + 1);
    }
  };
  await visit('', 0);
  return found.sort();
}

/** A branch's series; an empty one where there is none. Throws `bad-branch`. */
export async function readSeries(queue: Queue, branch: string): Promise<Series> {
  return parseSeries((await read(seriesPath(queue, branch))) ?? '');
}

/** The patches of a branch's series, in order, each once. Those named `NAME.patch` without options are fixes. Throws `bad-branch`. */
export async function seriesPatches(queue: Queue, branch: string): Promise<SeriesPatch[]> {
  const entries = seriesEntries(await readSeries(queue, branch));
  return entries
    .filter(({ file }, index) => entries.findIndex((each) => each.file === file) === index)
    .map((entry) => {
      const name = /^([^/]+)\.patch$/.exec(entry.file)?.[1] ?? '';
      return isName(name) && entry.options.every((option) => option === '-p1') ? { ...entry, name } : entry;
    });
}

/** Names of the fixes in a branch's series, in order. Throws `bad-branch`. */
export async function fixNames(queue: Queue, branch: string): Promise<string[]> {
  return (await seriesPatches(queue, branch)).flatMap(({ name }) => name ?? []);
}

/**
 * All names that a new fix cannot have: those in a series, and those of patch files that lie beside one, as quilt leaves a patch
 * that was taken out of its series for a while.
 */
export async function takenNames(queue: Queue): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const branch of await queueBranches(queue))
    for (const name of [...(await fixNames(queue, branch)), ...(await patchNames(queue, branch))]) taken.add(name);
  return taken;
}

/** Names of the patch files beside a branch's series that it neither names nor comments out: what an interrupted write leaves. Throws `bad-branch`. */
export async function strayNames(queue: Queue, branch: string): Promise<string[]> {
  const series = await readSeries(queue, branch);
  const known = new Set([...commentedNames(series), ...seriesEntries(series).map(({ file }) => file)]);
  return (await patchNames(queue, branch)).filter((name) => !known.has(`${name}.patch`));
}

async function patchNames(queue: Queue, branch: string): Promise<string[]> {
  const files = (await readdir(dirname(seriesPath(queue, branch))).catch(absent)) ?? [];
  return files.flatMap((file) => /^(.+)\.patch$/.exec(file)?.[1] ?? []).filter(isName);
}

/** True when a person took a fix's patch out of a branch's series for now: it is commented out there. */
export async function isParked(queue: Queue, branch: string, name: string): Promise<boolean> {
  const series = await readSeries(queue, branch);
  const file = `${name}.patch`;
  return commentedNames(series).includes(file) && !seriesEntries(series).some((entry) => entry.file === file);
}

/** Throws `queue-changed` when a fix's patch for a branch is not what it was when something was planned (undefined: none). */
export async function checkCurrent(
  queue: Queue,
  branch: string,
  name: string,
  planned: Bytes | undefined,
): Promise<void> {
  if ((await readPatch(queue, branch, name)) === planned) return;
  throw new Fault(
    'queue-changed',
    `${patchPath(queue, branch, name)} was changed meanwhile; nothing was written.`,
    'Do the same again, so that what it is now is looked at.',
  );
}

/** Where a fix's patch for a branch is, or would be. Throws `bad-name` or `bad-branch`. */
export function patchPath(queue: Queue, branch: string, name: string): string {
  checkBranch(branch);
  checkName(name);
  return join(queue.folder, ...branch.split('/'), `${name}.patch`);
}

/** Where a branch's series is, or would be. Throws `bad-branch`. */
export function seriesPath(queue: Queue, branch: string): string {
  checkBranch(branch);
  return join(queue.folder, ...branch.split('/'), 'series');
}

/** A patch's bytes; undefined where the fix has no patch for the branch. */
export function readPatch(queue: Queue, branch: string, name: string): Promise<Bytes | undefined> {
  return read(patchPath(queue, branch, name));
}

/** The bytes of a patch beside a series; undefined where there is no such file in that folder. Throws `bad-branch`, and the system's errors. */
export async function readBeside(queue: Queue, branch: string, file: string): Promise<Bytes | undefined> {
  const folder = dirname(seriesPath(queue, branch));
  const path = join(folder, file);
  return isAbsolute(file) || !path.startsWith(folder + sep) ? undefined : read(path);
}

/** What writing a patch did. `kept`: a person edited the file since it was made, so it stays; `parked`: it is commented out in its series. */
export type Written = 'created' | 'replaced' | 'unchanged' | 'kept' | 'parked';

/** How a patch is written: with `force` also over one that a person edited; named in the series before the fix `before`. */
export interface WriteOptions {
  force?: boolean;
  before?: string;
}

/**
 * Writes a patch and then names it in its series, at the end unless told otherwise, each as one step, so that a crash leaves a
 * valid series at any time. A patch that a person edited or brought is kept unless `force`.
 */
export async function writePatch(
  queue: Queue,
  branch: string,
  name: string,
  text: Bytes,
  { force = false, before: next }: WriteOptions = {},
): Promise<Written> {
  const path = patchPath(queue, branch, name);
  const before = await readPatch(queue, branch, name);
  await checkInside(queue, path);
  await checkInside(queue, seriesPath(queue, branch));
  let written: Written = before === undefined ? 'created' : 'replaced';
  if (before === text) written = 'unchanged';
  else if (before !== undefined && !isUntouched(before) && !force) written = 'kept';
  if (written === 'created' || written === 'replaced') await writeAtomic(path, text);
  const series = await readSeries(queue, branch);
  const named = withPatch(series, `${name}.patch`, next && `${next}.patch`);
  if (named !== series) await writeAtomic(seriesPath(queue, branch), formatSeries(named));
  return written;
}

/** Throws `outside-queue` where a link below the queue would lead a write elsewhere. */
export async function checkInside(queue: Queue, path: string): Promise<void> {
  const real = await leadsOut(queue.folder, path);
  if (real !== undefined)
    throw new Fault(
      'outside-queue',
      `${path} leads out of the queue (to ${real}).`,
      'Replace the link by a plain folder or file.',
    );
}

async function read(path: string): Promise<Bytes | undefined> {
  return readFile(path).then(fromBuffer, absent);
}
