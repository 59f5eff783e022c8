// Where the files of a Python project lie once they are installed, and back.
import type { Bytes } from '../base/bytes';

/** Where kolla's images have Python packages; `python3` is a link to the folder of the version that an image has. */
export const KOLLA_PACKAGES = 'var/lib/kolla/venv/lib/python3/site-packages';

/** Folders at a repository's top that are packages, and yet are not installed. */
const UNINSTALLED = /^(?:tests?|docs?|tools|examples?|benchmarks?|scripts)$/;

/** The folders that a file is in, the top one first. */
export function foldersOf(path: Bytes): Bytes[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** A file's path from site-packages; undefined for one that is in no package (`isPackage`: the folder has an `__init__.py`). */
export function installedPath(path: Bytes, isPackage: (folder: Bytes) => boolean): Bytes | undefined {
  const top = foldersOf(path).find(isPackage);
  if (top === undefined || UNINSTALLED.test(top)) return undefined;
  return path.slice(top.lastIndexOf('/') + 1);
}

/** Where a repository may have a file that is installed at this path: at its top, or below the folders that projects use for packages. */
export function sourcePaths(installed: Bytes): Bytes[] {
  const bare = installed.replace(/^.*\/(?:site|dist)-packages\//, '').replace(/^\/+/, '');
  return [bare, `src/${bare}`, `lib/${bare}`];
}
