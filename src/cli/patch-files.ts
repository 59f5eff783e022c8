// Finds the patch files and series that a command line names, itself or by a folder.
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Fault, isErrno } from '../base/fault';

const PATCH = /\.(?:patch|diff)$/;
const SKIPPED = new Set(['node_modules', '.git', '.pc']);

/** Absolute paths, each once: files as they are named, folders with all patch files and series below them, sorted. Throws `no-such-file`. */
export async function findPatchFiles(folder: string, words: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    words.map(async (word) => {
      const path = resolve(folder, word);
      const state = await stat(path).catch((error: unknown) => {
        throw isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR') ? noSuchFile(word) : error;
      });
      return state.isDirectory() ? filesBelow(path) : [path];
    }),
  );
  return [...new Set(found.flat())];
}

function noSuchFile(word: string): Fault {
  return new Fault(
    'no-such-file',
    `There is no file or folder ${word}.`,
    'Name a patch file, a series, or a folder of them.',
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) found.push(...(await filesBelow(path)));
    else if (entry.isFile() && (isSeriesFile(path) || PATCH.test(entry.name))) found.push(path);
  }
  return found;
}

/** True for a quilt series, by its name. */
export function isSeriesFile(path: string): boolean {
  return basename(path) === 'series';
}
