// Which files of a project a C, Go, JavaScript or TypeScript file has names from, as far as its own lines and its folder tell.
import { posix } from 'node:path';
import type { Bytes } from '../../base/bytes';
import type { Language } from '../../syntax/languages';
import type { Snapshot } from '../types';

/** More files than this are not looked into. */
const MOST = 60;
/** What a relative import may leave out of a path. */
const LEFT_OUT = ['', '.js', '.ts', '.mjs', '.mts', '.cjs', '.jsx', '.tsx', '.d.ts', '/index.js', '/index.ts'];

/** The files beside a file, those that it includes, or those that it imports from the same project; each with its blob's id. */
export async function neighbours(
  path: Bytes,
  text: Bytes,
  language: Language['name'],
  files: Snapshot,
): Promise<Map<Bytes, string>> {
  const found = new Map<Bytes, string>();
  for (const near of await pathsOf(path, text, language, files)) {
    if (found.size >= MOST) break;
    const entry = near === path || near.startsWith('../') ? undefined : await files.entry(near);
    if (entry?.mode.startsWith('100')) found.set(near, entry.id);
  }
  return found;
}

async function pathsOf(path: Bytes, text: Bytes, language: Language['name'], files: Snapshot): Promise<Bytes[]> {
  const folder = posix.dirname(path);
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].slice(0, MOST).map(([, name = '']) => name);
  switch (language) {
    case 'c':
      return all(/^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]{1,200})[">]/gm).flatMap((name) =>
        [folder, '.', 'include'].map((root) => posix.normalize(`${root}/${name}`)),
      );
    case 'go': {
      const folders = [
        folder,
        ...(await packages(all(/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\n]{1,200})"/gm), files)),
      ];
      const lists = await Promise.all(
        folders.map(async (one) => filesIn(one, await files.list(one === '.' ? '' : one))),
      );
      return lists.flat().filter((one) => one.endsWith('.go'));
    }
    case 'javascript':
    case 'typescript':
      return all(/(?:\bfrom[ \t]*|\b(?:require|import)\([ \t]*)['"](\.[^'"\n]{0,200})['"]/g).flatMap((name) => {
        const plain = posix.normalize(`${folder}/${name}`);
        return [...LEFT_OUT.map((end) => plain + end), plain.replace(/js$/, 'ts')];
      });
    case 'python':
    case 'yaml':
      return [];
  }
}

/** The folders of imported Go packages: what is left of an import's path without the module's own name. */
async function packages(imports: readonly string[], files: Snapshot): Promise<Bytes[]> {
  const found = imports.map(async (name) => {
    const parts = name.split('/').slice(0, 12);
    for (let from = 1; from < parts.length; from++) {
      const folder = parts.slice(from).join('/');
      if ((await files.entry(folder)) !== undefined) return [folder];
    }
    return [];
  });
  return (await Promise.all(found)).flat();
}

function filesIn(folder: Bytes, entries: ReadonlyMap<Bytes, string>): Bytes[] {
  return [...entries.keys()].map((name) => posix.join(folder, name));
}
