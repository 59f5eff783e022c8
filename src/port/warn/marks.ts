// Marks that a file's new lines refer to, and that the file sets where the fix was made only: reST's labels and substitutions, YAML's anchors.
import { type Bytes, decode } from '../../base/bytes';
import { languageOf } from '../../syntax/languages';
import { parserOf } from '../../syntax/parser';
import { aliasesIn } from '../../syntax/yaml';
import { FOLDER } from '../trees';
import type { Snapshot } from '../types';
import type { Changed, Warning, Worlds } from './worlds';

/** A way to refer to a mark: what it looks like, with the mark's name as its last group, and whether a text sets such a mark. */
interface Way {
  use: RegExp;
  isSet(name: string, text: Bytes): boolean;
  /** Any document of the same top folder may set it (Sphinx, "Cross-referencing arbitrary locations"). */
  everywhere?: true;
}

/** More documents than this are not looked into. */
const MOST = 1000;

/** By the endings of files (docutils' "Explicit Markup Blocks"; YAML 1.2, 7.1 "Alias Nodes"). */
const WAYS: readonly (readonly [RegExp, readonly Way[]])[] = [
  [
    /\.rst$/,
    [
      { use: /(?<!\w)\|([^\s|](?:[^|\n]*[^\s|])?)\|/g, isSet: (name, text) => hasOutline(text, `.. |${name}|`) },
      { use: /:ref:`(?:[^`<\n]*<)?([^`<>\n]+)>?`/g, isSet: isTarget, everywhere: true },
      { use: /`([^`<>\n]+)`_(?![_\w])/g, isSet: isTarget },
      { use: /(?<![\w:.`-])(\w[\w.-]*)_(?![_\w])/g, isSet: isTarget },
    ],
  ],
  [/\.ya?ml$/, [{ use: /(?<![^\s[{,])\*([^\s[\]{},]+)/g, isSet: isAnchor }]],
];

/** The marks that this file of the target does not set, neither before the port nor after it. Nothing is said where it includes another file by now, nor of what is no alias by its tree. */
export async function missingMarks({ path, before, old, now, lines }: Changed, { result }: Worlds): Promise<Warning[]> {
  const ways = WAYS.find(([ending]) => ending.test(path))?.[1] ?? [];
  const found = new Map<string, Warning>();
  const shared = new Set<string>();
  for (const { line, text } of lines)
    for (const { use, isSet, everywhere } of ways)
      for (const [words, name = ''] of text.matchAll(use)) {
        if (found.has(name) || !isSet(name, before) || isSet(name, old) || isSet(name, now) || isNamed(name, now))
          continue;
        found.set(name, { path, line, kind: 'name', name: words });
        if (everywhere) shared.add(name);
      }
  for (const text of shared.size > 0 ? await documents(path, result) : [])
    for (const name of shared) if (isTarget(name, text)) found.delete(name);
  if (found.size === 0 || includesIn(now) > includesIn(before)) return [];
  const language = languageOf(path);
  const aliases = language && (await parserOf(language))?.(now, aliasesIn);
  return [...found.values()].filter(({ line, name }) => !aliases || aliases.has(`${line} ${decode(name)}`));
}

/** True for a target of reST, by any case of its letters. */
function isTarget(name: string, text: Bytes): boolean {
  return hasOutline(text, `.. _${name}:`) || hasOutline(text, `.. _\`${name}\`:`);
}

/** The documents of a file's top folder. */
async function documents(path: Bytes, files: Snapshot): Promise<Bytes[]> {
  const top = path.slice(0, Math.max(0, path.indexOf('/')));
  const found: Bytes[] = [];
  const open = [top];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const [name, mode] of await files.list(folder)) {
      const inside = folder === '' ? name : `${folder}/${name}`;
      if (mode === FOLDER) open.push(inside);
      else if (name.endsWith('.rst')) found.push(inside);
    }
  return Promise.all(found.slice(0, MOST).map(async (one) => (await files.file(one))?.content ?? ''));
}

function hasOutline(text: Bytes, words: Bytes): boolean {
  return text.includes(words) || text.toLowerCase().includes(words.toLowerCase());
}

function isAnchor(name: string, text: Bytes): boolean {
  for (let at = text.indexOf(`&${name}`); at >= 0; at = text.indexOf(`&${name}`, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length + 1] ?? ' '];
    if (/[\s[{,]/.test(before) && /[\s\]},]/.test(after)) return true;
  }
  return false;
}

/** True where a title or a link with its address sets a target of reST. */
function isNamed(name: string, text: Bytes): boolean {
  const low = text.toLowerCase();
  return low.includes(`\n${name.toLowerCase()}\n`) || low.includes(`${name.toLowerCase()} <`);
}

function includesIn(text: Bytes): number {
  return text.split('.. include::').length;
}
