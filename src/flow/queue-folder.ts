// Says where a repository's queue is.
import { isAbsolute, join } from 'node:path';
import type { Queue } from '../fix/queue';

/** The queue of the repository at `root`: `.fishladder` in it, unless another folder is set (absolute, or from the root). */
export function queueIn(root: string, folder = '.fishladder'): Queue {
  return { folder: isAbsolute(folder) ? folder : join(root, folder) };
}
