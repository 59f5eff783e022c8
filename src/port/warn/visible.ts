// Names that new lines of C, Go, JavaScript and TypeScript have from other files, which had them where the fix was made only.
import type { Bytes } from '../../base/bytes';
import { type Language, languageOf } from '../../syntax/languages';
import { readerFor } from '../../syntax/near';
import type { Snapshot } from '../types';
import { isUsed, MOST_NAMES, placesIn } from './names';
import { neighbours } from './neighbours';
import { hasWord } from './words';
import type { Changed, Warning, Worlds } from './worlds';

/** How a name is defined, with NAME for it. */
const FORMS: Partial<Record<Language['name'], string>> = {
  go: String.raw`\bfunc[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?NAME\b|\b(?:type|var|const)[ \t]+NAME\b|^[ \t]+NAME(?:[ \t,=]|$)`,
  c: String.raw`#[ \t]*define[ \t]+NAME\b|\b(?:struct|enum|union)[ \t]+NAME\b|^[A-Za-z_][\w \t*]{0,200}[ \t*]NAME[ \t]*\(|^[ \t]+(?!return\b)[A-Za-z_][\w \t*]{0,200}[ \t*]NAME(?:\[[^\]\n]{0,99}\])?[ \t]*[;:,]|^[ \t]+NAME[ \t]*(?:,|=)`,
  javascript: String.raw`\b(?:function\*?|class|const|let|var|interface|type|enum)[ \t]+NAME\b|\bexport[ \t]*\{[^}]{0,400}\bNAME\b|^[ \t]*(?:[a-z]+[ \t]+){0,4}[*#]?NAME[ \t]*[?!]?(?:[=:]|\([^)]{0,400}\)[^;\n]{0,200}\{)`,
};

/** The names that no file which this one can see defines any more. */
export async function missingVisible(changed: Changed, worlds: Worlds): Promise<Warning[]> {
  const { path, old, now, lines } = changed;
  const language = languageOf(path)?.name;
  const form = language && FORMS[language === 'typescript' ? 'javascript' : language];
  if (!form) return [];
  const isDefined = (name: string, texts: readonly Bytes[]) => {
    const pattern = new RegExp(form.replaceAll('NAME', name), 'm');
    return texts.some((text) => hasWord(text, name) && pattern.test(text));
  };
  const suspects = [...placesIn(lines)].filter(([name]) => !hasWord(old, name) && !isDefined(name, [now]));
  if (suspects.length === 0) return [];
  const [there, here] = await Promise.all(
    [worlds.base, worlds.result].map((files) => neighbours(path, now, language, files)),
  );
  const [were, are] = await Promise.all([
    changedTexts(there!, here!, worlds.base),
    changedTexts(here!, there!, worlds.result),
  ]);
  const lost = suspects
    .filter(([name]) => isDefined(name, were) && !are.some((text) => hasWord(text, name)))
    .slice(0, MOST_NAMES);
  const near = lost.length > 0 ? await readerFor(path) : undefined;
  const texts = new Map(lines.map(({ line, text }) => [line, text]));
  return lost.flatMap(([name, found]): Warning[] => {
    const line = near ? found.find((at) => isUsed(name, now, at, texts.get(at) ?? '', near)) : found[0];
    return line === undefined ? [] : [{ path, line, kind: 'member', name }];
  });
}

/** The texts of those files that the other side has in another form, or not at all. */
function changedTexts(
  own: ReadonlyMap<Bytes, string>,
  other: ReadonlyMap<Bytes, string>,
  files: Snapshot,
): Promise<Bytes[]> {
  const changed = [...own].flatMap(([path, id]) => (other.get(path) === id ? [] : [path]));
  return Promise.all(changed.map(async (path) => (await files.file(path))?.content ?? ''));
}
