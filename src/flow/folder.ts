// A folder of others that patches go to or come from: nothing outside of it is read or written, whatever its links and lists say.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { decode, encode, fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { writeAtomic } from '../base/files';
import { absent, leadsOut } from '../base/inside';
import type { FileWrite, Format, Place } from '../export/types';
import type { Ladder } from './ladder';

/** Where an export goes or an import comes from: a folder, and the name of a file in it where one is meant (or `''`). */
export interface Spot {
  folder: string;
  file: string;
}

/** What a path means for a format: an mbox and a recipe are files, everything else is a folder. */
export function spotOf(format: Format, path: string): Spot {
  const isFile = format === 'mbox' || (format === 'yocto' && /\.bb(?:append)?$/.test(path));
  return isFile ? { folder: dirname(path), file: basename(path) } : { folder: path, file: '' };
}

/** The file that is meant in a folder, or else the name of the recipe there: the one given, or the repository's. */
export function targetOf({ git, profile }: Ladder, { file }: Spot, recipe: string | undefined): string {
  const project = (profile.forge?.project ?? git.root).split(/[\\/]/).at(-1) ?? '';
  return file || (recipe ?? project.replace(/\.git$/, '').toLowerCase());
}

/** Opens a folder; nothing is read until asked. One that is not there is empty. Throws `no-folder` where there is a file. */
export async function openFolder(folder: string): Promise<Place> {
  const state = await stat(folder).catch(absent);
  if (state && !state.isDirectory())
    throw new Fault('no-folder', `${folder} is no folder.`, 'Name the folder that is to hold the patches.');
  const reach = async (path: string) => {
    const parts = path.split('/');
    const whole = join(folder, decode(path));
    return parts.includes('..') || path.startsWith('/') || (await leadsOut(folder, whole)) ? undefined : whole;
  };
  return {
    name: folder,
    read: async (path) => {
      const whole = await reach(path);
      const state = whole === undefined ? undefined : await stat(whole).catch(absent);
      return whole !== undefined && state?.isFile() ? fromBuffer(await readFile(whole)) : undefined;
    },
    list: async (path) => {
      const whole = await reach(path);
      return whole === undefined ? [] : ((await readdir(whole).catch(absent)) ?? []).sort().map(encode);
    },
  };
}

/** Writes files into a folder in their order, each as one step. Throws `outside-folder` before the first one where a link would lead one elsewhere. */
export async function writeFiles(folder: string, writes: readonly FileWrite[]): Promise<void> {
  for (const { path } of writes) {
    const out = await leadsOut(folder, join(folder, decode(path)));
    if (out !== undefined)
      throw new Fault(
        'outside-folder',
        `${join(folder, decode(path))} leads out of ${folder} (to ${out}).`,
        'Replace the link by a plain folder or file. Nothing was written.',
      );
  }
  for (const { path, text } of writes) await writeAtomic(join(folder, decode(path)), text);
}
