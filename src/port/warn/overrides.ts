// Methods that a fix gives a parameter in several Python files, and that the target also has in a file that the fix does not know.
import type { Bytes } from '../../base/bytes';
import { folderOf } from '../folders';
import { definitionsOf, parameterNames } from './definitions';
import type { Changed, Warning, Worlds } from './worlds';

/** In so many files a method must get the parameter to be one that is called without knowing which. */
const LEAST = 2;
/** Of a folder no more files are read. */
const MOST_FILES = 200;
const METHOD = /^\s+(?:async )?def (\w+)\((?:self|cls)\b/;

/** A method, a parameter that it gets, and the folders of the files where. */
interface Gain {
  method: Bytes;
  parameter: Bytes;
  folders: Set<Bytes>;
  files: number;
}

/** The methods beside those that get the parameter which do not take it, where the fix's source has no such method. */
export async function staleOverrides(
  changes: readonly Changed[],
  paths: ReadonlySet<Bytes>,
  worlds: Worlds,
): Promise<Warning[]> {
  const gains = gainsOf(changes);
  const folders = new Set(gains.flatMap((gain) => [...gain.folders]));
  const found = await Promise.all([...folders].map((folder) => staleIn(folder, gains, paths, worlds)));
  return found.flat();
}

function gainsOf(changes: readonly Changed[]): Gain[] {
  const gains = new Map<string, Gain>();
  for (const changed of changes.filter(({ path }) => path.endsWith('.py')))
    for (const [method, parameter] of gainedIn(changed)) {
      const key = `${method} ${parameter}`;
      const gain = gains.get(key) ?? { method, parameter, folders: new Set(), files: 0 };
      gain.folders.add(folderOf(changed.path));
      gain.files++;
      gains.set(key, gain);
    }
  return [...gains.values()].filter(({ files }) => files >= LEAST);
}

/** The methods of a file whose first line is new, and the parameters that none of their name had before. */
function gainedIn({ old, now, lines }: Changed): [Bytes, Bytes][] {
  const methods = new Set(lines.flatMap(({ text }) => METHOD.exec(text)?.[1] ?? []));
  return [...methods].flatMap((method) => {
    const before = definitionsOf(old, method);
    const had = new Set(namesIn(before));
    return before.length === 0
      ? []
      : [...new Set(namesIn(definitionsOf(now, method)))]
          .filter((name) => !had.has(name))
          .map((name): [Bytes, Bytes] => [method, name]);
  });
}

function namesIn(definitions: readonly { parameters: Bytes }[]): Bytes[] {
  return definitions.flatMap(({ parameters }) => parameterNames(parameters));
}

async function staleIn(
  folder: Bytes,
  gains: readonly Gain[],
  paths: ReadonlySet<Bytes>,
  { base, result }: Worlds,
): Promise<Warning[]> {
  const names = [...(await result.list(folder)).keys()].filter((name) => name.endsWith('.py'));
  const others = names.map((name) => (folder === '' ? name : `${folder}/${name}`)).filter((path) => !paths.has(path));
  const entries = await Promise.all(others.map((path) => Promise.all([base.entry(path), result.entry(path)])));
  const unknown = others.filter((_, number) => entries[number]![0]?.id !== entries[number]![1]?.id);
  const found = await Promise.all(
    unknown.slice(0, MOST_FILES).map(async (path) => {
      const [there, here] = await Promise.all([base.file(path), result.file(path)]);
      return gains
        .filter(
          ({ folders, method }) => folders.has(folder) && definitionsOf(there?.content ?? '', method).length === 0,
        )
        .flatMap((gain) => staleAt(path, here?.content ?? '', gain));
    }),
  );
  return found.flat();
}

function staleAt(path: Bytes, text: Bytes, { method, parameter }: Gain): Warning[] {
  const stale = definitionsOf(text, method).find(({ parameters }) => {
    const names = parameterNames(parameters);
    return /^(?:self|cls)$/.test(names[0] ?? '') && !names.some((name) => name === parameter || name.startsWith('**'));
  });
  if (!stale) return [];
  const line = text.slice(0, stale.at).split('\n').length - 1;
  return [{ path, line, kind: 'override', name: `${method} without ${parameter}` }];
}
