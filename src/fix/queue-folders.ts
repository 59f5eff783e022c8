// What stands in every branch folder of a queue, for what concerns a fix on all of its branches.
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Bytes, encode } from '../base/bytes';
import { type Queue, queueBranches, readBeside, seriesPath } from './queue';

/** One branch of the queue: its folder's absolute path, the text of its series, and the names of all that lies in the folder. */
export interface QueueFolder {
  folder: string;
  series: Bytes;
  files: readonly Bytes[];
}

/** Every branch folder of the queue that has the file at this absolute path directly in one of them; none for a file elsewhere. Throws the system's errors. */
export async function queueFolders(queue: Queue, path: string): Promise<QueueFolder[]> {
  const branches = await queueBranches(queue);
  const folderOf = (branch: string) => dirname(seriesPath(queue, branch));
  if (!branches.some((branch) => folderOf(branch) === dirname(path))) return [];
  return Promise.all(
    branches.map(async (branch) => {
      const folder = folderOf(branch);
      const series = (await readBeside(queue, branch, 'series')) ?? '';
      return { folder, series, files: (await readdir(folder)).map(encode) };
    }),
  );
}
