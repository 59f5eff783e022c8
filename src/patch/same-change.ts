// Tells whether two diffs say the same, wherever the lines stand.
import type { FilePatch } from './types';

/** True when both change the same files by the same hunk lines, or to the same binary contents; line numbers and blob ids of texts may differ. */
export function sameChange(a: readonly FilePatch[], b: readonly FilePatch[]): boolean {
  return a.length === b.length && a.every((file, index) => essence(file) === essence(b[index]));
}

function essence(file: FilePatch | undefined): string {
  const hunks = file?.hunks.map((hunk) => hunk.lines.map(({ kind, text }) => `${kind} ${text}`));
  return JSON.stringify([
    file?.change,
    file?.oldPath,
    file?.newPath,
    file?.newMode,
    hunks,
    file?.binary && (file.newId ?? file.binary),
  ]);
}
