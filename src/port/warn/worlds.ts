// The project as it was where the fix was made, and as it is where the fix goes; what a module of it has lost in between.
import type { Bytes } from '../../base/bytes';
import { once } from '../../base/once';
import { middleOf } from '../../patch/middle-part';
import type { Snapshot } from '../types';
import { type AddedLine, addedLines } from './added';
import { type Import, importsOf, modulePaths } from './python';
import { hasWord } from './words';

/** What the fix started from, and the target with the port in it. */
export interface Worlds {
  base: Snapshot;
  result: Snapshot;
}

/** A file that a port changes: the text that the fix started from, the target's before the port and after it, and the lines new there. */
export interface Changed {
  path: Bytes;
  before: Bytes;
  old: Bytes;
  now: Bytes;
  lines: readonly AddedLine[];
  /** The lines of `before` with all that `old` does not have: the part in which they differ. */
  gone(): Bytes;
  /** The imports of `now`, where it is Python. */
  imports(): ReadonlyMap<string, Import>;
}

/** A changed file, of which no more is found than is asked for. */
export function changedFile(path: Bytes, before: Bytes, old: Bytes, now: Bytes): Changed {
  return {
    path,
    before,
    old,
    now,
    lines: addedLines(old, now),
    gone: once(() => {
      const { start, end } = middleOf(old, before);
      return before.slice(start, end);
    }),
    imports: once(() => importsOf(now)),
  };
}

/** Something that a port uses and the target lacks. `line` is 0-based in the file as it will be. */
export interface Warning {
  path: Bytes;
  line: number;
  /**
   * A name that the file had where the fix was made; a member of another file; a whole module; an option; a fixture of pytest; an argument of a function; a
   * method of a file that the fix does not know, without the parameter that it gives those beside it.
   */
  kind: 'name' | 'member' | 'module' | 'option' | 'fixture' | 'argument' | 'override';
  name: string;
}

/** Where a module is, and the id of its content. */
export interface ModuleFile {
  path: Bytes;
  id: string;
}

/** The file of a Python module, by its dotted name. */
export async function moduleFile(module: string, files: Snapshot): Promise<ModuleFile | undefined> {
  for (const path of modulePaths(module)) {
    const entry = await files.entry(path);
    if (entry) return { path, id: entry.id };
  }
  return undefined;
}

/** Those of the words that a module's file has in base and not in the result; nothing is read where the file is the same. */
export async function lostWords(
  there: ModuleFile,
  here: ModuleFile | undefined,
  words: readonly string[],
  { base, result }: Worlds,
): Promise<ReadonlySet<string>> {
  if (!here || there.id === here.id || words.length === 0) return new Set();
  const [old, now] = await Promise.all([base.file(there.path), result.file(here.path)]);
  return new Set(words.filter((word) => hasWord(old?.content ?? '', word) && !hasWord(now?.content ?? '', word)));
}
