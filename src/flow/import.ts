// Imports the patches of a package, an image, a folder or a mail into the deployed release's series.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { type Found, findPatches } from '../export/incoming';
import { sourcePaths } from '../export/installed';
import { fixFrom, type Taken } from '../export/take';
import type { Format } from '../export/types';
import { changesOf } from '../fix/document';
import { withQueue } from '../fix/lock';
import { checkCurrent, readPatch, seriesPatches, seriesPath, writePatch } from '../fix/queue';
import { sameChange } from '../patch/same-change';
import type { FilePatch } from '../patch/types';
import type { Snapshot } from '../port/types';
import type { Person } from '../profile/person';
import type { Release } from '../release/release';
import { openFolder, type Spot, targetOf } from './folder';
import { deployedRelease, type Ladder } from './ladder';
import { hideQueue } from './queue-place';
import { checkStack, stackSeries, stackText } from './series-snapshot';
import { whoSigns } from './signer';

/** What to import, and where from. */
export interface ImportRequest {
  format: Format;
  spot: Spot;
  /** Fixes or files by name; none means every patch. */
  names: readonly string[];
  recipe?: string;
}

/**
 * What becomes of one patch. `kept`: the release has this change under `name`, with a header of its own. `unnamed`: the patch does not
 * say who wrote it, so that it goes as the operator's.
 */
export type Import =
  /** `left`: the patch lies beside the series already, where an interrupted run has left it. */
  | { kind: 'imported'; file: Bytes; name: string; text: Bytes; left?: Bytes; unnamed: boolean }
  | { kind: 'unchanged' | 'kept'; file: Bytes; name: string }
  | { kind: 'refused'; file: Bytes; reason: string };

/** All that an import would do, in the order of the patches; nothing has been written. */
export interface ImportPlan {
  release: Release;
  /** The files that the series names already. */
  below: string[];
  imports: Import[];
}

/** What the release has so far: the changes of its series, and its files with all of them on top. */
interface Ground {
  release: Release;
  known: { name: string; text: Bytes; files: readonly FilePatch[] }[];
  top: Snapshot;
}

/** Tries each patch on the release and what is imported before it. Throws `series-broken`, `no-such-patch`, and what finding them does. */
export async function planImport(ladder: Ladder, request: ImportRequest): Promise<ImportPlan> {
  const { git, queue } = ladder;
  const { format, spot, recipe, names } = request;
  const author = await whoSigns(git);
  const release = await deployedRelease(ladder);
  const stack = await stackSeries(git, queue, release.name, release.commit);
  checkStack(stack, release.name);
  const place = await openFolder(spot.folder);
  const found = chooseFound(await findPatches(place, format, targetOf(ladder, spot, recipe)), names, spot.folder);
  const ground: Ground = {
    release,
    known: stack.patches.map(({ name, file, text, path }) => ({
      name: name ?? file,
      text,
      files: changesOf(text, path),
    })),
    top: stack.top,
  };
  const imports: Import[] = [];
  for (const each of found) imports.push(await importOne(ladder, ground, each, format, author));
  return { release, below: stack.patches.map(({ file }) => file), imports };
}

/** Writes the patches that are to be imported into the release's series. Throws `queue-changed` when that was changed since the plan. */
export async function carryOutImport(ladder: Ladder, { release, below, imports }: ImportPlan): Promise<void> {
  const { queue } = ladder;
  const fresh = imports.filter((each) => each.kind === 'imported');
  if (fresh.length === 0) return;
  await hideQueue(ladder);
  await withQueue(queue, async () => {
    const files = (await seriesPatches(queue, release.name)).map(({ file }) => file);
    if (files.join() !== below.join())
      throw new Fault(
        'queue-changed',
        `${seriesPath(queue, release.name)} was changed meanwhile.`,
        'Import again, so that the patches go on top of what it has now.',
      );
    for (const { name, left } of fresh) await checkCurrent(queue, release.name, name, left);
    for (const { name, text } of fresh) await writePatch(queue, release.name, name, text);
  });
}

/** Imports one patch into the ground, which then has it. */
async function importOne(
  { git, queue }: Ladder,
  ground: Ground,
  found: Found,
  format: Format,
  author: Person,
): Promise<Import> {
  const { file } = found;
  const refused = (reason: string): Import => ({ kind: 'refused', file, reason });
  if ('problem' in found) return refused(found.problem);
  try {
    const plain = fixFrom(found, author);
    const isInstalled = format === 'kolla' || format === 'site-packages';
    const { text, files, unnamed, name } = isInstalled
      ? fixFrom(found, author, await sourceOf(ground.top, plain))
      : plain;
    const same = ground.known.find((known) => sameChange(known.files, files));
    if (same) return { kind: same.text === text ? 'unchanged' : 'kept', file, name: same.name };
    const isTaken = ground.known.some((known) => known.name === name);
    if (isTaken) return refused(`${ground.release.name} has another fix named ${name}: give one of them another name`);
    const left = await readPatch(queue, ground.release.name, name);
    if (left !== undefined && left !== text)
      return refused(
        `${name}.patch lies beside the series of ${ground.release.name}, which does not name it: name it there, or move it away`,
      );
    const { patch, top } = await stackText(git, ground.top, file, text);
    if (patch.contained) return refused(`${ground.release.name} has this change already`);
    if (patch.problem !== undefined) return refused(`it does not apply to ${ground.release.name} (${patch.problem})`);
    ground.top = top;
    ground.known.push({ name, text, files });
    return { kind: 'imported', file, name, text, ...(left === undefined ? {} : { left }), unnamed };
  } catch (error) {
    if (error instanceof Fault) return refused(error.message);
    throw error;
  }
}

/** Turns paths of installed files into the repository's: by the first of the usual folders where it has one of them. */
async function sourceOf(top: Snapshot, { files }: Taken): Promise<(installed: Bytes) => Bytes> {
  const paths = files.flatMap(({ oldPath, newPath }) => oldPath ?? newPath ?? []).map(sourcePaths);
  for (let at = 0; at < (paths[0]?.length ?? 0); at++)
    for (const candidates of paths)
      if (await top.entry(candidates[at] ?? '')) return (installed) => sourcePaths(installed)[at] ?? installed;
  return (installed) => sourcePaths(installed)[0] ?? installed;
}

function chooseFound(found: readonly Found[], names: readonly string[], folder: string): Found[] {
  const isNamed = ({ file }: Found, name: string) =>
    file === name ||
    file
      .split('/')
      .at(-1)
      ?.replace(/\.(?:patch|diff)$/, '') === name;
  const missing = names.find((name) => !found.some((each) => isNamed(each, name)));
  if (missing !== undefined)
    throw new Fault(
      'no-such-patch',
      `${folder} names no patch '${missing}'.`,
      'Leave the names out to import all of them.',
    );
  return names.length === 0 ? [...found] : found.filter((each) => names.some((name) => isNamed(each, name)));
}
