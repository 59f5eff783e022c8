// Tells when fixes of a release have a part of a commit already that is to be marked.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { FilePatch } from '../patch/types';
import type { StackedPatch } from './series-snapshot';

/**
 * Throws `already-marked` where fixes of a release have a part of a commit, or all, already: what would be `left` of it is not that
 * commit any more. `whole` is what it does to the release without them.
 */
export function checkOverlap(
  release: string,
  whole: readonly FilePatch[],
  left: readonly FilePatch[],
  patches: readonly StackedPatch[],
): void {
  if (changedLines(whole) === changedLines(left)) return;
  const kept = new Set(left.map((file) => changedLines([file])));
  const paths = whole
    .filter((file) => !kept.has(changedLines([file])))
    .map((file) => file.newPath ?? file.oldPath ?? '');
  const names = patches
    .filter(({ steps }) => steps?.some(({ oldPath, newPath }) => paths.includes(newPath ?? oldPath ?? '')))
    .map(({ name, file }) => name ?? file);
  const part = left.length === 0 ? 'all' : 'a part';
  throw new Fault(
    'already-marked',
    `${names.join(' and ')} has ${part} of this commit in ${release} already: ${paths.map(decode).join(', ')}.`,
    left.length === 0
      ? `Port what is marked: fishladder port ${names.join(' ')}`
      : `What is left of the commit would not be that commit. Take ${names.join(' and ')} out of the queue first, then mark the whole commit.`,
  );
}

/** What a diff adds and takes away, file by file, wherever that stands. */
function changedLines(files: readonly FilePatch[]): string {
  const lines = files.map(({ newPath, oldPath, hunks }) => [
    newPath ?? oldPath,
    hunks.flatMap((hunk) => hunk.lines.filter(({ kind }) => kind !== 'context').map(({ kind, text }) => kind + text)),
  ]);
  return JSON.stringify(lines);
}
