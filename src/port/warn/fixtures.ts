// Fixtures of pytest that a Python file's new tests ask for by a parameter, and that the target lacks.
import { posix } from 'node:path';
import type { Bytes } from '../../base/bytes';
import type { Snapshot } from '../types';
import { hasWord } from './words';
import { type Changed, moduleFile, type Warning, type Worlds } from './worlds';

/** A test, or a fixture, with its parameters; and fixtures that are asked for by a mark. */
const ASKED =
  /(?:\bdef[ \t]+test\w*|@[\w.]*fixture\b[^\n]{0,200}\n[ \t]*(?:async[ \t]+)?def[ \t]+\w+)[ \t]*\(([^()]{0,2000}(?:\([^()]{0,400}\)[^()]{0,400}){0,20})\)|\busefixtures\(([^()]{0,400})\)/g;
/** More modules than this are not looked into. */
const MOST_PLUGINS = 40;

/** The fixtures that this file or a `conftest.py` above it defines in base, and that no file which pytest looks into has in the result. */
export async function missingFixtures({ path, before, now, lines }: Changed, worlds: Worlds): Promise<Warning[]> {
  const asked = askedFor(lines);
  if (asked.size === 0) return [];
  const there = await conftests(path, worlds.base);
  const were = [before, ...there.values()].filter((text) => text.includes('fixture'));
  const names = [...asked.keys()].filter((name) => were.some((text) => definesFixture(text, name)));
  if (names.length === 0) return [];
  const here = await conftests(path, worlds.result);
  const known = [...here.values(), ...(await plugins(new Map([...here, [path, now]]), worlds.result))];
  return names
    .filter((name) => !isBroughtIn(now, name) && !known.some((text) => hasWord(text, name)))
    .map((name) => ({ path, line: asked.get(name)!, kind: 'fixture', name }));
}

/** What new tests ask for, each with its first line (0-based). A parameter with a default is none of pytest's. */
function askedFor(lines: Changed['lines']): Map<string, number> {
  const firsts = new Map<string, number>();
  if (!lines.some(({ text }) => /\bdef[ \t]+test|fixture/.test(text))) return firsts;
  const joined = lines.map(({ text }) => text).join('');
  for (const { index, 0: whole, 1: parameters, 2: marks } of joined.matchAll(ASKED)) {
    const names =
      parameters?.split(',').flatMap((one) => /^\s*(\w+)\s*(?::[^=]*)?$/.exec(one)?.[1] ?? []) ??
      [...marks!.matchAll(/['"](\w+)['"]/g)].map(([, name = '']) => name);
    for (const name of names) {
      if (name === 'self' || firsts.has(name)) continue;
      const row = joined.slice(0, index + whole.search(new RegExp(`\\b${name}\\b`))).split('\n').length - 1;
      firsts.set(name, lines[row]!.line);
    }
  }
  return firsts;
}

/** The texts of the `conftest.py` in a file's folder and in those above it, by path. */
async function conftests(path: Bytes, files: Snapshot): Promise<Map<Bytes, Bytes>> {
  const found = new Map<Bytes, Bytes>();
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const conftest = posix.join(folder, 'conftest.py');
    const file = conftest === path ? undefined : await files.file(conftest);
    if (file) found.set(conftest, file.content);
    if (folder === '.') return found;
  }
}

/** The texts of the project's modules that files name as plugins, or from which they import all. */
async function plugins(texts: ReadonlyMap<Bytes, Bytes>, files: Snapshot): Promise<Bytes[]> {
  const modules = [...texts].flatMap(([path, text]) => {
    const lists = text
      .split('pytest_plugins')
      .slice(1)
      .map((rest) => rest.slice(0, 2000));
    const quoted = lists.flatMap((list) => [...list.matchAll(/['"]([\w.]+)['"]/g)].map(([, name = '']) => name));
    const stars = [...text.matchAll(/^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\*/gm)];
    return [
      ...quoted,
      ...stars.map(([, dots = '', name = '']) => (dots === '' ? name : relative(path, dots.length, name))),
    ];
  });
  const found = await Promise.all([...new Set(modules)].slice(0, MOST_PLUGINS).map((one) => moduleFile(one, files)));
  return Promise.all(
    found.flatMap((file) => (file ? [files.file(file.path).then((blob) => blob?.content ?? '')] : [])),
  );
}

/** The name of a module that a file names by so many dots and what follows them. */
function relative(path: Bytes, dots: number, name: string): string {
  const folder = posix.dirname(path).split('/');
  return [...folder.slice(0, folder.length + 1 - dots), ...name.split('.')]
    .filter((part) => !/^\.?$/.test(part))
    .join('.');
}

/** True when a text has a fixture of this name: a function right below the decorator, or one that the decorator names so. */
function definesFixture(text: Bytes, name: string): boolean {
  if (!hasWord(text, name)) return false;
  if (new RegExp(`@[\\w.]*fixture\\([^()\\n]{0,200}\\bname[ \\t]*=[ \\t]*['"]${name}['"]`).test(text)) return true;
  const words = `def ${name}(`;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const above = text.slice(Math.max(text.lastIndexOf('\n\n', at), at - 2000, 0), at);
    const decorated = above.slice(Math.max(above.search(/^[ \t]*@[\w.]*fixture\b/m), 0));
    if (/^[ \t]*@[\w.]*fixture\b/.test(decorated) && !/\n[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w/.test(decorated))
      return true;
  }
  return false;
}

/** True when a file defines a function of this name, imports it, or gives it values by a `parametrize` mark. */
function isBroughtIn(text: Bytes, name: string): boolean {
  const forms = [
    `\\bdef[ \\t]+${name}\\b`,
    `\\bimport\\b[^\\n]{0,400}\\b${name}\\b`,
    `\\bimport[ \\t]*\\([^()]{0,2000}\\b${name}\\b`,
    `\\bparametrize\\([^()]{0,99}[('"][^'"\\n]{0,400}\\b${name}\\b`,
    `\\bname[ \\t]*=[ \\t]*['"]${name}['"]`,
  ];
  return forms.some((form) => new RegExp(form).test(text));
}
