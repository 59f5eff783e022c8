// Exports the patches of a branch's series into a package, an image, a folder or a mail.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { planExport } from '../export/export';
import { foldersOf } from '../export/installed';
import type { ExportPlan, Format, Outgoing } from '../export/types';
import { momentOf } from '../fix/date';
import { readFix } from '../fix/document';
import { isName } from '../fix/name';
import { readBeside, type SeriesPatch, seriesPatches, seriesPath } from '../fix/queue';
import { releaseCommit } from '../release/release';
import { belowNotes, pathsOf } from './export-below';
import { openFolder, type Spot, targetOf, writeFiles } from './folder';

import { deployedRelease, type Ladder } from './ladder';
import { stackSeries } from './series-snapshot';
import { whoSigns } from './signer';

/** What to export, and where to. */
export interface ExportRequest {
  format: Format;
  spot: Spot;
  /** Fixes by name; none means every patch of the series. */
  names: readonly string[];
  /** The branch whose series it is; the deployed release where none is named. */
  branch?: string;
  force: boolean;
  changelog: boolean;
  /** A recipe's name, where it is not the repository's. */
  recipe?: string;
  prefix?: string;
}

/** A plan with the folder that it is for. */
export interface FolderPlan extends ExportPlan {
  folder: string;
  branch: string;
}

/** What an export would do. Throws `no-such-fix`, `nothing-to-export`, `binary-file`, and what the form demands of the folder. */
export async function planFolder(ladder: Ladder, request: ExportRequest): Promise<FolderPlan> {
  const { git, queue, host } = ladder;
  const { format, spot, names, force, changelog, prefix } = request;
  const branch = request.branch ?? (await deployedRelease(ladder)).name;
  const series = await seriesPatches(queue, branch);
  const place = await openFolder(spot.folder);
  const chosen = chooseEntries(ladder, branch, series, names);
  const patches = await Promise.all(chosen.usable.map((entry) => outgoing(ladder, branch, entry)));
  checkText(format, patches);
  const packages =
    format === 'kolla' || format === 'site-packages' ? await packagesOf(ladder, branch, patches) : new Set();
  const plan = await planExport(place, {
    format,
    patches,
    order: series.map(({ file }) => file),
    force,
    changelog,
    packager: { ...(await whoSigns(git)), ...momentOf(host.now()) },
    target: targetOf(ladder, spot, request.recipe),
    isPackage: (folder) => packages.has(folder),
    ...(prefix === undefined ? {} : { prefix }),
  });
  const below = await belowNotes(ladder, branch, series, patches);
  return { ...plan, notes: [...chosen.notes, ...below, ...plan.notes], folder: spot.folder, branch };
}

/** Writes what was planned. */
export function carryOutExport({ folder, writes }: FolderPlan): Promise<void> {
  return writeFiles(folder, writes);
}

/** The entries that are asked for, in the order of the series; those that no other folder can hold as they are become notes. */
function chooseEntries({ queue }: Ladder, branch: string, series: readonly SeriesPatch[], names: readonly string[]) {
  const missing = names.find((name) => !series.some((entry) => entry.name === name));
  if (missing !== undefined)
    throw new Fault(
      'no-such-fix',
      `${seriesPath(queue, branch)} has no fix named '${missing}'.`,
      'Name one that fishladder status lists, or another branch with --branch.',
    );
  const wanted = series.filter(({ name }) => names.length === 0 || (name !== undefined && names.includes(name)));
  const isUsable = ({ file, options }: SeriesPatch) =>
    options.every((option) => option === '-p1') &&
    file.split('/').every((part) => isName(part.replace(/\.patch$/, '')));
  const usable = wanted.filter(isUsable);
  if (usable.length === 0)
    throw new Fault(
      'nothing-to-export',
      `${seriesPath(queue, branch)} has no patch to export.`,
      'Mark a fix first (fishladder mark), or name another branch with --branch.',
    );
  const notes = wanted
    .filter((entry) => !isUsable(entry))
    .map(
      ({ file, options }) =>
        `${[file, ...options].join(' ')} of ${branch} stays here: its name or options fit no other folder.`,
    );
  return { usable, notes };
}

async function outgoing({ queue }: Ladder, branch: string, { file, name }: SeriesPatch): Promise<Outgoing> {
  const text = await readBeside(queue, branch, file);
  const path = `${branch}/${file}`;
  if (text === undefined)
    throw new Fault(
      'no-such-patch',
      `The series names ${path}, but the file is not there.`,
      'Put it back, or take its line out of the series.',
    );
  return { file, isFix: name !== undefined, text, document: readFix(text, path) };
}

/** Throws `binary-file` where patches go to a tool that takes no binary content: dpkg-source, GNU patch, quilt. */
function checkText(format: Format, patches: readonly Outgoing[]): void {
  if (format === 'mbox' || format === 'series') return;
  for (const { file, document } of patches)
    for (const { binary, newPath, oldPath } of document.files)
      if (binary !== undefined)
        throw new Fault(
          'binary-file',
          `${file} changes ${decode(newPath ?? oldPath ?? '')}, which is binary, and what is built with ${format} takes no such patch.`,
          'Export the other fixes by name and put that file there by itself, or use --to mbox or --to series for git am.',
        );
}

/** The folders around the patched files that are Python packages in the branch with its series on top. */
async function packagesOf(
  { git, queue, remote }: Ladder,
  branch: string,
  patches: readonly Outgoing[],
): Promise<Set<Bytes>> {
  const commit = await releaseCommit(git, branch, remote);
  if (commit === undefined)
    throw new Fault(
      'release-unknown',
      `There is no tag or branch '${branch}' in ${git.root}.`,
      'Fetch it, so that its installed files can be told.',
    );
  const { top } = await stackSeries(git, queue, branch, commit);
  const paths = patches.flatMap(({ document }) => pathsOf(document.files));
  const folders = [...new Set(paths.flatMap(foldersOf))];
  const entries = await Promise.all(folders.map((folder) => top.entry(`${folder}/__init__.py`)));
  return new Set(folders.filter((_, at) => entries[at] !== undefined));
}
