// Writes a patch for another tree: with other paths, without the files that are not there, or without `a/` and `b/`.
import type { Bytes } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import { formatFile } from '../patch/format';
import { moveFile, type Strip } from '../patch/move';
import { parsePatch } from '../patch/parse';
import { sealed } from './header';

/** A patch in another tree; `text` is undefined where none of its files is there. */
export interface Moved {
  text: Bytes | undefined;
  /** The paths that the tree has no place for. */
  leftOut: Bytes[];
}

/** The patch with the path that `path` gives for each file, sealed again if it was; a file without one is left out. Throws `bad-patch`. */
export function withPaths(text: Bytes, path: (old: Bytes) => Bytes | undefined, strip: Strip): Moved {
  const { preamble, files, trailer } = parsePatch(text);
  const isThere = (old: Bytes | undefined) => old === undefined || path(old) !== undefined;
  const kept = files.filter(({ oldPath, newPath }) => isThere(oldPath) && isThere(newPath));
  const leftOut = files.flatMap((file) => (kept.includes(file) ? [] : [file.newPath ?? file.oldPath ?? '']));
  if (kept.length === 0) return { text: undefined, leftOut };
  const moved =
    preamble + kept.map((file) => formatFile(moveFile(file, (old) => path(old) ?? old, strip))).join('') + trailer;
  return { text: isUntouched(text) ? sealed(moved) : moved, leftOut };
}
