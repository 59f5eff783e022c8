// Names of files that only one side of a plain diff has: without the folder that the other files of the patch have in front.
import type { Bytes } from '../base/bytes';
import { nameOf } from './parse-header';
import type { FilePatch } from './types';

/**
 * Takes the first folder off the path of each file that a plain diff adds or deletes by `/dev/null`, as `patch -p1` and dpkg-source
 * do (`pkg/src/new.c` of quilt becomes `src/new.c`). Where another file of the patch has two names without such a folder
 * (`patch -p0`), all stay as they are. Files with a `diff --git` line have their paths from there.
 */
export function stripOneSided(files: readonly FilePatch[]): void {
  const plain = files.filter(({ header }) => !header.some((line) => line.startsWith('diff --git ')));
  if (plain.some(isBare)) return;
  for (const file of plain) {
    const [before, after] = namesOf(file);
    if (before === '/dev/null') file.newPath = withoutFolder(after);
    if (after === '/dev/null') file.oldPath = withoutFolder(before);
  }
}

/** True for a file whose two names have nothing in front that tells old from new. */
function isBare(file: FilePatch): boolean {
  const [before, after] = namesOf(file);
  return before !== '/dev/null' && after !== '/dev/null' && (file.newPath ?? file.oldPath) === after;
}

function namesOf({ header }: FilePatch): [Bytes, Bytes] {
  return [nameOf(header.at(-2) ?? ''), nameOf(header.at(-1) ?? '')];
}

function withoutFolder(name: Bytes): Bytes {
  return name.slice(name.indexOf('/') + 1);
}
