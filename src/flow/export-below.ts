// Tells which patches of a series an exported one may need below it.
import type { Bytes } from '../base/bytes';
import type { Outgoing } from '../export/types';
import { changesOf } from '../fix/document';
import { readBeside, type SeriesPatch } from '../fix/queue';
import type { FilePatch } from '../patch/types';
import type { Ladder } from './ladder';

/** Names the patches that stay although an exported one comes after them in the series and changes the same files. */
export async function belowNotes(
  ladder: Ladder,
  branch: string,
  series: readonly SeriesPatch[],
  patches: readonly Outgoing[],
): Promise<string[]> {
  const isExported = ({ file }: SeriesPatch) => patches.some((patch) => patch.file === file);
  const last = series.findLastIndex(isExported);
  const left = await Promise.all(
    series
      .slice(0, last)
      .filter((entry) => !isExported(entry))
      .map(async (entry) => ({ file: entry.file, paths: await pathsIn(ladder, branch, entry) })),
  );
  return patches.flatMap(({ file, document }) => {
    const own = pathsOf(document.files);
    const at = series.findIndex((entry) => entry.file === file);
    const needed = left.filter(
      (other) =>
        series.findIndex((entry) => entry.file === other.file) < at && other.paths.some((path) => own.includes(path)),
    );
    if (needed.length === 0) return [];
    const names = needed.map((other) => other.file).join(', ');
    return [`${file} may need ${names} before it, which changes the same files and is not exported.`];
  });
}

/** The paths that a patch of the series changes; none where it cannot be read. */
async function pathsIn({ queue }: Ladder, branch: string, { file }: SeriesPatch): Promise<Bytes[]> {
  const text = await readBeside(queue, branch, file);
  return text === undefined ? [] : pathsOf(changesOf(text, file));
}

/** Every path that a diff names, before and after. */
export function pathsOf(files: readonly FilePatch[]): Bytes[] {
  return files.flatMap(({ oldPath, newPath }) => [oldPath ?? [], newPath ?? []].flat());
}
