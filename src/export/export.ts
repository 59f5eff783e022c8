// Plans an export: which files of another folder take which patches, in that folder's own form.
import { type Bytes, decode } from '../base/bytes';
import { exportDebian } from './debian';
import { sealed } from './header';
import { installedPath, KOLLA_PACKAGES } from './installed';
import { exportMbox } from './mbox';
import { withPaths } from './paths';
import { exportRpm } from './rpm';
import { exportSeries } from './series';
import type { ExportOrder, ExportPlan, Format, Outgoing, Packager, Place } from './types';
import { exportYocto } from './yocto';

/** What is exported, and what its form needs to know. */
export interface ExportTask extends ExportOrder {
  format: Format;
  patches: readonly Outgoing[];
  packager: Packager;
  /** Make an RPM package's next release. */
  changelog: boolean;
  /** The mbox's file name, or a recipe's file name or name. */
  target: string;
  /** True for a folder that is a Python package. */
  isPackage(folder: Bytes): boolean;
  /** The folder from `/` that an image has packages in, where it is not kolla's own. */
  prefix?: string;
}

/** The plan for a folder. Nothing is written. Throws a `Fault` that says what the folder lacks, or what of it would be overwritten. */
export async function planExport(place: Place, task: ExportTask): Promise<ExportPlan> {
  const { format, packager } = task;
  const patches = task.patches.map((patch) => (patch.isFix ? { ...patch, text: sealed(patch.text) } : patch));
  switch (format) {
    case 'debian':
      return exportDebian(place, patches, task, packager);
    case 'rpm':
      return exportRpm(place, patches, task, task.changelog ? packager : undefined);
    case 'yocto':
      return exportYocto(place, patches, task, task.target);
    case 'mbox':
      return exportMbox(place, patches, task, task.target);
    case 'series':
      return exportSeries(place, '', patches, task, ({ text }) => text);
    case 'kolla':
    case 'site-packages':
      return exportInstalled(place, patches, task);
  }
}

/** Patches for installed files: only what is in a package, by its path from site-packages (`-p1`), or for kolla from `/` (`-p0`). */
async function exportInstalled(place: Place, patches: readonly Outgoing[], task: ExportTask): Promise<ExportPlan> {
  const isKolla = task.format === 'kolla';
  const prefix = isKolla ? `${(task.prefix ?? KOLLA_PACKAGES).replace(/^\/+|\/+$/g, '')}/` : '';
  const notes: string[] = [];
  const plan = await exportSeries(place, '', patches, task, ({ file, text }) => {
    const moved = withPaths(
      text,
      (path) => {
        const installed = installedPath(path, task.isPackage);
        return installed === undefined ? undefined : prefix + installed;
      },
      isKolla ? 0 : 1,
    );
    if (moved.leftOut.length > 0)
      notes.push(
        `${file}: ${moved.leftOut.map(decode).join(', ')} ${moved.leftOut.length === 1 ? 'is' : 'are'} not installed, so ${moved.text === undefined ? 'nothing of it is exported' : 'the exported patch leaves that out'}.`,
      );
    return moved.text;
  });
  return { ...plan, notes: [...notes, ...(isKolla ? nameNotes(plan.patches.map(({ file }) => file)) : [])] };
}

/** Kolla's script takes a patch for applied when an earlier name contains its own, and leaves it out without a word. */
function nameNotes(files: readonly string[]): string[] {
  return files.flatMap((file, at) => {
    const longer = files.slice(0, at).find((earlier) => earlier.includes(file));
    if (longer === undefined) return [];
    return [`kolla takes ${file} for applied once ${longer} is, as that name contains it: give the fix another name.`];
  });
}
