// Finds the patches that a folder of others holds, in the order in which they are applied there.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { parseSeries, seriesEntries } from '../fix/series';
import { parseMail } from '../patch/mail';
import { decodedMail } from './encoded-mail';
import { mailName } from './mail-form';
import { splitMbox } from './mbox';
import { recipePatches } from './recipe';
import { findSpec } from './rpm';
import { appliedPatches, readSpec } from './rpm-spec';
import type { Format, Place } from './types';
import { findRecipe } from './yocto';

/** A patch as it was found, under the name that it has there (a mail: one made from its title). Without `text` it cannot be taken: see `problem`. */
export type Found = { file: Bytes; text: Bytes; strip: number } | { file: Bytes; problem: string };

/** All patches of a folder; `target` is an mbox's file name, or a recipe's file name or name. Throws `nothing-there`, `no-spec`, `no-recipe`. */
export async function findPatches(place: Place, format: Format, target: string): Promise<Found[]> {
  switch (format) {
    case 'debian':
      return fromSeries(place, (await place.read('debian/patches/series')) === undefined ? '' : 'debian/patches/', 1);
    case 'series':
    case 'site-packages':
      return fromSeries(place, '', 1);
    case 'kolla':
      return fromSeries(place, '', 0);
    case 'rpm':
      return fromSpec(place);
    case 'yocto':
      return fromRecipe(place, target);
    case 'mbox':
      return fromMbox(place, target);
  }
}

async function fromSeries(place: Place, folder: string, usual: number): Promise<Found[]> {
  const series = await place.read(`${folder}series`);
  if (series === undefined) throw nothing(place, `${folder}series`);
  const found = seriesEntries(parseSeries(series)).map(({ file, options }): Promise<Found> => {
    const strip = options.flatMap((option) => /^-p(\d+)$/.exec(option)?.[1] ?? [])[0];
    const strange = options.find((option) => !/^-p\d+$/.test(option));
    if (strange !== undefined) return Promise.resolve({ file, problem: `the series gives it the option ${strange}` });
    return patchAt(place, file, folder + file, Number(strip ?? usual));
  });
  return Promise.all(found);
}

async function fromSpec(place: Place): Promise<Found[]> {
  const { path, sources } = await findSpec(place);
  const applied = appliedPatches(readSpec((await place.read(path)) ?? ''));
  return Promise.all(
    applied.map(async ({ patch: { file, comment }, strip }): Promise<Found> => {
      if (strip === undefined) return { file, problem: `${path} names it and does not apply it` };
      const found = await patchAt(place, file, sources + file, strip);
      return 'text' in found ? { ...found, text: withComment(found.text, comment) } : found;
    }),
  );
}

/** A patch that says nothing of itself, with what its spec says of it: the title, and the rest. */
function withComment(text: Bytes, comment: readonly Bytes[]): Bytes {
  if (!/^\s*(?:diff -|--- \S|Index: )/.test(text) || comment.length === 0) return text;
  const [first = '', ...rest] = comment;
  const title = /^PATCH-\w+-\w+ .* -- (.+)$/.exec(first)?.[1];
  const body = title === undefined ? rest : comment;
  return `${title ?? first}\n\n${body.map((line) => `${line}\n`).join('')}\n${text}`;
}

async function fromRecipe(place: Place, target: string): Promise<Found[]> {
  const { path, text, folders } = await findRecipe(place, target);
  if (text === undefined) throw nothing(place, path);
  return Promise.all(
    recipePatches(text).map(async ({ file, strip, applied }): Promise<Found> => {
      if (!applied) return { file, problem: `${path} says apply=no of it` };
      for (const folder of folders)
        if ((await place.read(folder + file)) !== undefined) return patchAt(place, file, folder + file, strip);
      return { file, problem: 'there is no such file' };
    }),
  );
}

async function fromMbox(place: Place, target: string): Promise<Found[]> {
  const text = await place.read(target);
  if (text === undefined) throw nothing(place, target);
  const taken = new Set<string>();
  return splitMbox(text).map((mail) => {
    const decoded = decodedMail(mail);
    const stem = mailName(parseMail(decoded));
    let name = stem;
    for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`;
    taken.add(name);
    return { file: `${name}.patch`, text: decoded, strip: 1 };
  });
}

async function patchAt(place: Place, file: string, path: string, strip: number): Promise<Found> {
  const text = await place.read(path);
  return text === undefined ? { file, problem: 'there is no such file' } : { file, text, strip };
}

function nothing(place: Place, file: string): Fault {
  return new Fault(
    'nothing-there',
    `${place.name} has no ${file}.`,
    'Name the folder (or the mbox) that holds the patches.',
  );
}
