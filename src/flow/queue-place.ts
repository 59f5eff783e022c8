// Keeps a queue that lies inside the repository out of git's sight, unless the operator tracks it.
import { relative, sep } from 'node:path';
import { isThere } from '../base/files';
import type { Ladder } from './ladder';

/** Adds a new queue inside the repository to git's private exclude file; a folder that is there already stays as it was set up. */
export async function hideQueue(ladder: Ladder): Promise<void> {
  const path = insidePath(ladder);
  if (path === undefined || (await isThere(ladder.queue.folder))) return;
  if (!(await isHidden(ladder))) await ladder.git.exclude(`/${path}/`);
}

/** True when git does not list the queue's files as new: it ignores them, or they lie outside the repository. */
export async function isHidden(ladder: Ladder): Promise<boolean> {
  const path = insidePath(ladder);
  return path === undefined || (await ladder.git.isIgnored(`${path}/series`));
}

/** The queue's path relative to the repository's top, with `/`; undefined when it lies elsewhere. */
function insidePath({ git, queue }: Ladder): string | undefined {
  const path = relative(git.root, queue.folder).split(sep).join('/');
  return path === '' || path === '..' || path.startsWith('../') ? undefined : path;
}
