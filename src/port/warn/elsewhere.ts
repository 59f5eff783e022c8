// Looks for names that a Python file has from other files: from those that it imports, and from those of its classes' ancestors.
import type { Bytes } from '../../base/bytes';
import type { Snapshot } from '../types';
import { defines, type Import, importsOf } from './python';
import { hasWord } from './words';
import { moduleFile, type Worlds } from './worlds';

/** How far a class's ancestors are followed, and how many modules are looked into, in files. */
const [MOST_ANCESTORS, MOST_MODULES] = [12, 300];

/** Those of the names that the ancestors of a file's classes define in base, and neither they nor any other in the result. */
export async function lostByAncestors(names: readonly string[], text: Bytes, worlds: Worlds): Promise<string[]> {
  if (names.length === 0) return [];
  const [there, here] = await Promise.all([ancestors(text, worlds.base), ancestors(text, worlds.result)]);
  return lost(names, there, here);
}

/** Those of the names that modules which a file imports define in base, and of which no such module knows in the result. */
export async function lostByImports(
  names: readonly string[],
  imports: () => ReadonlyMap<string, Import>,
  worlds: Worlds,
): Promise<string[]> {
  if (names.length === 0) return [];
  const modules = new Set<string>();
  for (const { module, name } of imports().values())
    modules.add(module).add(name === undefined ? module : `${module}.${name}`);
  const read = async (files: Snapshot) => {
    const found = await Promise.all([...modules].slice(0, MOST_MODULES).map((module) => moduleFile(module, files)));
    return new Map(found.flatMap((file) => (file ? [[file.path, file.id] as const] : [])));
  };
  const [there, here] = await Promise.all([read(worlds.base), read(worlds.result)]);
  const texts = (of: ReadonlyMap<Bytes, string>, other: ReadonlyMap<Bytes, string>, files: Snapshot) =>
    Promise.all(
      [...of].map(async ([path, id]) => (other.get(path) === id ? '' : ((await files.file(path))?.content ?? ''))),
    );
  return lost(names, await texts(there, here, worlds.base), await texts(here, there, worlds.result));
}

function lost(names: readonly string[], there: readonly Bytes[], here: readonly Bytes[]): string[] {
  return names.filter(
    (name) =>
      !here.some((text) => hasWord(text, name)) && there.some((text) => hasWord(text, name) && defines(text, name)),
  );
}

/** The texts of the modules that a file's classes have their bases from, and of these modules' in turn. */
export async function ancestors(text: Bytes, files: Snapshot): Promise<Bytes[]> {
  const texts: Bytes[] = [];
  const seen = new Set<Bytes>();
  for (const open = [text]; open.length > 0 && texts.length < MOST_ANCESTORS; ) {
    const next = open.shift()!;
    const imports = importsOf(next);
    const bases = basesIn(next);
    for (const base of new Set(bases)) {
      const from = imports.get(base.replace(/\.\w+$/, ''));
      const whole = from && [from.name === undefined ? from.module : `${from.module}.${from.name}`, from.module];
      const file = whole && ((await moduleFile(whole[0]!, files)) ?? (await moduleFile(whole[1]!, files)));
      if (!file || seen.has(file.path)) continue;
      seen.add(file.path);
      const content = (await files.file(file.path))?.content ?? '';
      texts.push(content);
      open.push(content);
    }
  }
  return texts;
}

/** The bases of all classes that a text defines. */
function basesIn(text: Bytes): string[] {
  const header = /class\s+\w+\(([^()]{0,2000})\)/y;
  const bases: string[] = [];
  for (let at = text.indexOf('class '); at >= 0; at = text.indexOf('class ', at + 1)) {
    header.lastIndex = at;
    bases.push(...(header.exec(text)?.[1]?.split(',') ?? []));
  }
  return bases.map((base) => base.trim());
}
