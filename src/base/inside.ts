// Tells whether a path stays within a folder when links are followed.
import { lstat, realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { isErrno } from './fault';

/** Where a write at `path`, below the folder `home`, would really go (`a link`, or another folder); undefined when it stays inside. */
export async function leadsOut(home: string, path: string): Promise<string | undefined> {
  const real = await realpath(home).catch(absent);
  if (real === undefined) return undefined;
  for (let folder = dirname(path); folder.length > home.length; folder = dirname(folder)) {
    const there = await realpath(folder).catch(absent);
    if (there !== undefined && !`${there}${sep}`.startsWith(`${real}${sep}`)) return there;
  }
  const file = await lstat(path).catch(absent);
  return file?.isSymbolicLink() ? 'a link' : undefined;
}

/** Nothing, where a file or folder is not there; throws every other error. */
export function absent(error: unknown): undefined {
  if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return undefined;
  throw error;
}
