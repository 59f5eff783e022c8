// Modules and members that a Python file's new lines name in quotes, as tests do for what they replace.
import type { Snapshot } from '../types';
import { type Changed, lostWords, moduleFile, type Warning, type Worlds } from './worlds';

const DOTTED = /['"]([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,})['"]/g;
const REPLACED = /\bpatch\.object\(\s*([A-Za-z_][\w.]*),\s*['"](\w+)['"]/g;

/** What is named so, that was there for the fix and is not in the target. */
export async function missingQuoted({ path, lines, imports }: Changed, worlds: Worlds): Promise<Warning[]> {
  const found: Warning[] = [];
  for (const { line, name } of quotedIn(lines, imports)) {
    const holder = await holderOf(name, worlds.base);
    if (!holder) continue;
    const { module, members } = holder;
    const [there, here] = await Promise.all([moduleFile(module, worlds.base), moduleFile(module, worlds.result)]);
    if (!there) continue;
    if (!here) found.push({ path, line, kind: 'module', name: module });
    else if ((await lostWords(there, here, members, worlds)).size > 0) found.push({ path, line, kind: 'member', name });
  }
  return found;
}

/** Names in quotes with their modules, each with its first line (0-based). */
function quotedIn(lines: Changed['lines'], imports: Changed['imports']): { line: number; name: string }[] {
  const firsts = new Map<string, number>();
  const add = (name: string, line: number) => firsts.set(name, Math.min(line, firsts.get(name) ?? line));
  for (const { line, text } of lines) for (const [, name = ''] of text.matchAll(DOTTED)) add(name, line);
  const joined = lines.map(({ text }) => text).join('');
  for (const { index, 1: owner = '', 2: member = '' } of joined.matchAll(REPLACED)) {
    const [alias = '', ...rest] = owner.split('.');
    const from = imports().get(alias);
    const row = joined.slice(0, index).split('\n').length - 1;
    if (from)
      add([from.module, ...(from.name === undefined ? [] : [from.name]), ...rest, member].join('.'), lines[row]!.line);
  }
  return [...firsts].map(([name, line]) => ({ name, line }));
}

/** The longest part of a dotted name that is a module, and what is left of the name. */
async function holderOf(name: string, files: Snapshot): Promise<{ module: string; members: string[] } | undefined> {
  const parts = name.split('.');
  if (!(await files.entry(parts[0]!))) return undefined;
  for (let size = parts.length - 1; size > 0; size--) {
    const module = parts.slice(0, size).join('.');
    if (await moduleFile(module, files)) return { module, members: parts.slice(size) };
  }
  return undefined;
}
