// Reads the patches of a branch's series that the branch does not have yet, as they would be put up for review.
import type { Bytes } from '../base/bytes';
import { type FixDocument, readFix } from '../fix/document';
import type { UpstreamBranch } from '../git/git';
import type { Review } from '../review/types';
import type { Ladder } from './ladder';
import { stackSeries } from './series-snapshot';

/** A patch of a series; a fix has a name and a document. `paths` are those that it touches. */
export interface SeriesFix {
  name?: string | undefined;
  file: string;
  path: string;
  text: Bytes;
  paths: Bytes[];
  document?: FixDocument;
  /** The review that it has on the branch. */
  review?: Review | undefined;
}

/** The patches of a branch's series in order. Throws `bad-patch` for the file of a fix that is no patch. */
export async function readSeries({ git, queue }: Ladder, branch: UpstreamBranch): Promise<SeriesFix[]> {
  const { patches } = await stackSeries(git, queue, branch.name, branch.commit);
  return patches
    .filter(({ contained, text }) => !contained && text !== '')
    .map(({ name, file, path, text, steps }) => {
      const document = name === undefined ? undefined : readFix(text, path);
      const files = document?.files ?? steps ?? [];
      const paths = files.flatMap(({ oldPath, newPath }) => [oldPath ?? [], newPath ?? []].flat());
      return { ...(name === undefined ? {} : { name }), file, path, text, paths, ...(document ? { document } : {}) };
    });
}
