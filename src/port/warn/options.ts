// Options of oslo.config that a Python file's new lines read or set, and that the target does not declare.
import type { Bytes } from '../../base/bytes';
import type { Snapshot } from '../types';
import { hasWord } from './words';
import type { Changed, Warning, Worlds } from './worlds';

const READ = /(?<!\w)CONF\.(\w+)(?:\.(\w+))?/g;
/** More files than this are not looked at. */
const MOST_FILES = 300;
const SET = /\.(?:flags|set_override|set_default)\((.*)/g;

/** The options that a file of the project's `conf` folder declares in base, and no such file in the result; both have the file. */
export async function missingOptions({ path, old, lines }: Changed, worlds: Worlds): Promise<Warning[]> {
  const firsts = new Map<string, number>();
  for (const { line, text } of lines)
    for (const name of optionsIn(text)) if (!firsts.has(name) && !hasWord(old, name)) firsts.set(name, line);
  if (firsts.size === 0) return [];
  const folder = `${path.slice(0, path.indexOf('/'))}/conf`;
  const [there, here] = await Promise.all([worlds.base.list(folder), worlds.result.list(folder)]);
  const files = [...new Set([...there.keys(), ...here.keys()])].map((name) => `${folder}/${name}`);
  const changed: Bytes[] = [];
  for (const file of files.filter((name) => name.endsWith('.py')).slice(0, MOST_FILES)) {
    const [was, is] = await Promise.all([worlds.base.entry(file), worlds.result.entry(file)]);
    if (was && is && was.id !== is.id) changed.push(file);
  }
  const texts = (from: Snapshot) => Promise.all(changed.map(async (file) => (await from.file(file))?.content ?? ''));
  const [before, now] = await Promise.all([texts(worlds.base), texts(worlds.result)]);
  return [...firsts].flatMap(([name, line]): Warning[] =>
    before.some((text) => declares(text, name)) && !now.some((text) => declares(text, name))
      ? [{ path, line, kind: 'option', name }]
      : [],
  );
}

function optionsIn(line: string): string[] {
  const read = [...line.matchAll(READ)].flatMap(([, group, option]) => [option ?? group!]);
  const set = [...line.matchAll(SET)].flatMap(([, given = '']) => given.match(/\w+(?==[^=])|^['"]\w+/g) ?? []);
  return [...read, ...set.map((name) => name.replace(/^['"]/, ''))];
}

function declares(text: Bytes, name: string): boolean {
  return new RegExp(`Opt\\(\\s*(['"])${name.replaceAll('_', '[_-]')}\\1`).test(text);
}
