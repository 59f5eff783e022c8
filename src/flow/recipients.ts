// Who gets a patch by mail besides the list: the people and lists that the project's own file names for what it touches.
import { type Bytes, decode, encode } from '../base/bytes';
import { parsePatch } from '../patch/parse';
import { treeSnapshot } from '../port/snapshot';
import { keepersOf } from '../profile/linux/maintainers';
import type { Ladder } from './ladder';

/** The addresses that MAINTAINERS (as it is in the commit `base`) names for the files of these patches; none in other communities. */
export async function recipients({ git, profile }: Ladder, base: string, patches: readonly Bytes[]): Promise<string[]> {
  if (profile.id !== 'linux' || profile.forge?.kind !== 'mail') return [];
  const tree = (await git.commit(base))?.tree;
  const file = await treeSnapshot(git.objects, tree).file(encode('MAINTAINERS'));
  if (!file) return [];
  const files = patches.flatMap((patch) => parsePatch(patch).files);
  const paths = files.flatMap(({ oldPath, newPath }) => [oldPath, newPath].filter((path) => path !== undefined));
  const { people, lists } = keepersOf(decode(file.content), [...new Set(paths.map(decode))]);
  return [...people, ...lists];
}
