// Lets a person settle an open port's scratch folder with git's merge tool or their editor.
import type { Bytes } from '../base/bytes';
import { openMergeTool } from '../git/merge-tool';
import type { FileBlob, FileSides } from '../port/types';
import { writeTree } from '../port/write-tree';
import type { Ladder } from './ladder';
import type { OpenPort } from './open-port';
import { mergePlace } from './scratch';

/** Opens the files of a scratch folder one by one; true when git takes all of them for merged. Objects that git lacks are added. */
export async function mergeScratch(
  { git, settings, host }: Ladder,
  open: OpenPort,
  folder: string,
  tool: 'configured' | 'editor',
): Promise<boolean> {
  const treeOf = (side: (sides: FileSides) => FileBlob | undefined) => {
    const files = open.files.map(({ outcome, sides }): [Bytes, FileBlob | undefined] => [outcome.path, side(sides)]);
    return writeTree(git.objects, undefined, new Map(files));
  };
  const trees = await Promise.all([
    treeOf(({ before }) => before),
    treeOf(({ target }) => target),
    treeOf(({ after }) => after),
  ]);
  const where = { command: settings.git ?? 'git', commonDir: git.commonDir, environment: host.environment };
  return openMergeTool(where, { ...mergePlace(folder), trees }, tool);
}
