// Names that a file had where the fix was made, that the new lines use, and that the target's file does not have.
import { once } from '../../base/once';
import { languageOf } from '../../syntax/languages';
import { type ReadNear, readerFor } from '../../syntax/near';
import { binds, roleAt } from '../../syntax/roles';
import type { AddedLine } from './added';
import { lostByImports } from './elsewhere';
import { defines, importsOf } from './python';
import { hasWord, namesIn, placesOf } from './words';
import type { Changed, Warning, Worlds } from './worlds';

/** Files whose words are names. */
const CODE = /\.(py|c|h|cc|cpp|hpp|go|js|mjs|ts|tsx|jsx|java|rs|rb|pl|sh|php|cs)$/;

/** More names than this are not looked at. */
export const MOST_NAMES = 100;

/** The names that a file's new lines miss. What words alone suspect is looked at in the tree, where the language has a grammar. */
export async function missingNames(changed: Changed, worlds: Worlds): Promise<Warning[]> {
  const { path, before, old, now, lines, gone } = changed;
  if (before === old || !CODE.test(path)) return [];
  const isPython = languageOf(path)?.name === 'python';
  /** What is short is searched first: a name that is nowhere takes longest. */
  const isLost =
    gone().length < old.length / 4
      ? (name: string) => hasWord(gone(), name) && !hasWord(old, name)
      : (name: string) => !hasWord(old, name) && hasWord(gone(), name);
  const suspects = [...placesIn(lines)].filter(([name]) => isLost(name)).slice(0, MOST_NAMES);
  const strange = isPython ? suspects.flatMap(([name]) => (defines(before, name) ? [] : [name])) : [];
  const lost = await lostByImports(strange, changed.imports, worlds);
  const missed = suspects.filter(([name]) => !strange.includes(name) || lost.includes(name));
  if (isPython) missed.push(...unimported(changed).filter(([name]) => !missed.some(([other]) => other === name)));
  const near = missed.length > 0 ? await readerFor(path) : undefined;
  const texts = new Map(lines.map(({ line, text }) => [line, text]));
  return missed.flatMap(([name, found]): Warning[] => {
    const line = near ? found.find((at) => isUsed(name, now, at, texts.get(at) ?? '', near)) : found[0];
    return line === undefined ? [] : [{ path, line, kind: 'name', name }];
  });
}

/** The lines of each name that new lines hold. */
export function placesIn(lines: readonly AddedLine[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { line, text } of lines)
    for (const name of new Set(namesIn(text))) places.set(name, [...(places.get(name) ?? []), line]);
  return places;
}

/** What Python's new lines use, with their lines, that the file imported where the fix was made, and that nothing brings in here. */
function unimported({ old, now, lines, gone, imports }: Changed): [string, number[]][] {
  const there = importsOf(gone());
  const users = new Map<string, number[]>();
  for (const { line, text } of there.size > 0 ? lines : [])
    for (const [, name = ''] of text.matchAll(/(?<![\w.'"])([A-Za-z_]\w*)[.(]/g))
      if (name !== '_' && there.has(name) && !imports().has(name)) users.set(name, [...(users.get(name) ?? []), line]);
  const had = once(() => importsOf(old));
  return [...users].slice(0, MOST_NAMES).filter(([name]) => !had().has(name) && !defines(now, name));
}

/** True when a line uses a name that nothing around it brings in; without a tree of it, for any name. */
export function isUsed(name: string, text: string, line: number, words: string, near: ReadNear): boolean {
  const answer = near(text, line, (root, row) =>
    placesOf(words, name).some((column) => {
      const role = roleAt(root, row, column);
      return role === 'member' || (role === 'name' && !binds(root, name));
    }),
  );
  return answer ?? true;
}

/** The warnings without those whose name stands in a comment or in quotes on its line, where a tree tells it. */
export async function withoutProse(found: readonly Warning[], { path, now, lines }: Changed): Promise<Warning[]> {
  const near = found.length > 0 ? await readerFor(path) : undefined;
  if (!near) return [...found];
  return found.filter(({ line, name }) => {
    const words = lines.find((one) => one.line === line)?.text ?? '';
    const places = placesOf(words, name.replace(/.*\./, ''));
    const isProse = near(now, line, (root, row) => places.every((column) => roleAt(root, row, column) === 'text'));
    return places.length === 0 || isProse !== true;
  });
}
