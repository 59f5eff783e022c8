// Finds the repository around a file by its `.git`, without git.
import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** The nearest folder at or above this one that holds `.git` (a folder, or the file of a worktree); undefined when there is none. */
export async function findRepository(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(join(at, '.git')).catch(() => undefined);
    if (found) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A file's path from the top of its repository, with `/`. */
export function pathInRepository(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
