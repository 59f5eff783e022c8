// Says where a repository's queue is.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Queue } from '../fix/queue';

/**
 * The queue of the repository at `root`: `.fishladder` in it, unless another folder is set: absolute, from the root, or below
 * the home folder (`~/`, as git's own settings have it).
 */
export function queueIn(root: string, folder = ''): Queue {
  if (folder.startsWith('~/')) return { folder: join(homedir(), folder.slice(2)) };
  return { folder: isAbsolute(folder) ? folder : join(root, folder || '.fishladder') };
}
