// From a line of a changed file to the row of the patch that shows it.
import type { Bytes } from '../base/bytes';
import { placedFiles, rowsOfLine } from './rows';
import type { Patch } from './types';

/**
 * The row (0-based in the patch file) that shows a line (0-based) of the file at a path, as the patch leaves it; for a line in no hunk the
 * `@@` row of the nearest one. Undefined where the patch does not change the file.
 */
export function rowOf(patch: Patch, path: Bytes, line: number): number | undefined {
  const hunks = placedFiles(patch)
    .filter(({ file }) => file.newPath === path || file.oldPath === path)
    .flatMap((placed) => placed.hunks);
  const distance = ({ newStart, newCount }: { newStart: number; newCount: number }) =>
    Math.max(newStart - 1 - line, line - (newStart - 1 + Math.max(newCount, 1) - 1), 0);
  const [nearest] = [...hunks].sort((a, b) => distance(a.hunk) - distance(b.hunk));
  if (!nearest || distance(nearest.hunk) > 0) return nearest?.line;
  let row = nearest.line + 1;
  let at = nearest.hunk.newStart - 1;
  for (const entry of nearest.hunk.lines) {
    if (entry.kind !== 'delete' && at++ === line) return row;
    row += rowsOfLine(entry);
  }
  return nearest.line;
}
