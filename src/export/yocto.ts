// Patches into an OpenEmbedded layer: the files, and the recipe or bbappend that names them.
import { Fault } from '../base/fault';
import { placePatches, rewrite } from './place-patch';
import { addFolder, addToRecipe, extraFolders, recipePatches } from './recipe';
import type { ExportOrder, ExportPlan, Outgoing, Place } from './types';
import { withYoctoTags } from './yocto-header';

/** A recipe's file, and the folders beside it that it takes patches from, the first one that is there first. */
export interface RecipePlace {
  path: string;
  /** The file's text; undefined where it is to be made. */
  text: string | undefined;
  /** From the place, with `/` at their ends. */
  folders: string[];
}

/** The plan for a layer, or for the folder of a recipe: `wanted` is a file's name, or else the recipe's. Throws `no-recipe`, `not-ours`. */
export async function exportYocto(
  place: Place,
  patches: readonly Outgoing[],
  { force }: ExportOrder,
  wanted: string,
): Promise<ExportPlan> {
  const { path, text: before, folders } = await findRecipe(place, wanted);
  const [folder = ''] = folders;
  const listed = recipePatches(before ?? '').flatMap(({ file }) => folders.map((each) => each + file));
  const formed = patches.map(({ file, text, document, isFix }) => ({
    file,
    path: folder + (file.split('/').at(-1) ?? file),
    text: isFix ? withYoctoTags(text, document) : text,
  }));
  const { named, writes, patches: placed } = await placePatches(place, formed, listed, force);
  if (named.length === 0) return { patches: placed, writes, notes: [] };
  const isBlind = before === undefined || (path.endsWith('.bbappend') && extraFolders(before, new Map()).length === 0);
  const reaching = isBlind ? addFolder(before ?? '', 'files') : before;
  const after = addToRecipe(
    reaching,
    named.map((file) => file.split('/').at(-1) ?? file),
  );
  return { patches: placed, writes: [...writes, ...rewrite(path, before, after)], notes: [] };
}

/** The recipe or bbappend of that name in a layer or folder; a layer without one gets a bbappend for every version. Throws `no-recipe`. */
export async function findRecipe(place: Place, wanted: string): Promise<RecipePlace> {
  if (/\.bb(?:append)?$/.test(wanted)) return recipeAt(place, wanted);
  if (!/^[a-z0-9][a-z0-9+.-]*$/.test(wanted))
    throw new Fault(
      'no-recipe',
      `'${wanted}' cannot name a recipe.`,
      'Name the recipe with --recipe, such as python3-nova.',
    );
  const isLayer = (await place.read('conf/layer.conf')) !== undefined;
  const found = isLayer ? await inLayer(place, wanted) : await recipesIn(place, '', undefined);
  if (found.length === 1) return recipeAt(place, found[0] as string);
  if (found.length > 1)
    throw new Fault(
      'no-recipe',
      `${place.name} has several: ${found.join(', ')}.`,
      'Name the file that is to take the patches.',
    );
  if (isLayer) return recipeAt(place, `recipes-fixes/${wanted}/${wanted}_%.bbappend`);
  throw new Fault(
    'no-recipe',
    `${place.name} has neither a recipe nor conf/layer.conf.`,
    'Name a layer, a .bb or a .bbappend.',
  );
}

/** In a layer a recipe stands two folders deep, the first one being `recipes-…`; its bbappends come before it. */
async function inLayer(place: Place, recipe: string): Promise<string[]> {
  const found: string[] = [];
  for (const group of (await place.list('')).filter((name) => name.startsWith('recipes-')))
    for (const folder of await place.list(group))
      found.push(...(await recipesIn(place, `${group}/${folder}/`, recipe)));
  const appends = found.filter((path) => path.endsWith('.bbappend'));
  return appends.length > 0 ? appends : found;
}

async function recipesIn(place: Place, folder: string, recipe: string | undefined): Promise<string[]> {
  const names = (await place.list(folder)).filter((name) => /\.bb(?:append)?$/.test(name));
  const own = names.filter((name) => recipe === undefined || splitName(name).name === recipe);
  return own.map((name) => folder + name);
}

async function recipeAt(place: Place, path: string): Promise<RecipePlace> {
  const text = await place.read(path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const { name, version } = splitName(path.slice(folder.length));
  const full = version === undefined ? name : `${name}-${version}`;
  const variables = new Map([
    ['PN', name],
    ['BPN', name],
    ['BP', full],
    ['PV', version ?? ''],
  ]);
  const extra = extraFolders(text ?? '', variables).filter((each) => !each.includes('$') && !each.includes('..'));
  const usual = path.endsWith('.bb') ? [full, name, 'files'] : [];
  const there = await place.list(folder);
  const all = [...extra, ...usual];
  const chosen = all.find((each) => there.includes(each.split('/')[0] ?? '')) ?? extra[0] ?? 'files';
  return {
    path,
    text,
    folders: [...new Set([chosen, ...all])].map((each) => `${folder}${each}${each === '' ? '' : '/'}`),
  };
}

/** The recipe's name and version in a file's name: `nova_31.0.0.bb`, `nova_%.bbappend`, `nova.bb`. */
function splitName(file: string): { name: string; version: string | undefined } {
  const [name = '', version] = file.replace(/\.bb(?:append)?$/, '').split('_');
  return { name, version: version === '%' ? undefined : version?.replace(/%$/, '') };
}
