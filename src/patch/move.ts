// Writes one file's part of a patch for a tree in which the file has another path.
import type { Bytes } from '../base/bytes';
import { endedName, quotePath } from './path';
import type { FilePatch } from './types';

/** How many folders a tool takes off the names: with 1 they get git's `a/` and `b/`, with 0 they stand as they are. */
export type Strip = 0 | 1;

/**
 * The same change of the file that `path` gives for each path. The header is written in git's form; a line that has no place
 * in it (`Index:`, `diff -u`) and the times behind names are left out, modes and blob ids stay.
 */
export function moveFile(file: FilePatch, path: (old: Bytes) => Bytes, strip: Strip): FilePatch {
  const before = path(file.oldPath ?? file.newPath ?? '');
  const after = path(file.newPath ?? file.oldPath ?? '');
  const [left, right] = strip === 1 ? [`a/${before}`, `b/${after}`] : [before, after];
  const header = [`diff --git ${quotePath(left)} ${quotePath(right)}\n`];
  if (!file.header.some((line) => line.startsWith('diff --git'))) header.push(...impliedModes(file));
  for (const line of file.header) {
    const [, name, value] = /^((?:rename|copy) (?:from|to|old|new)|---|\+\+\+) (.*?)\r?\n?$/s.exec(line) ?? [];
    if (name === '---') header.push(`--- ${file.change === 'add' ? '/dev/null' : endedName(quotePath(left))}\n`);
    else if (name === '+++')
      header.push(`+++ ${file.change === 'delete' ? '/dev/null' : endedName(quotePath(right))}\n`);
    else if (name !== undefined && value !== undefined)
      header.push(`${name} ${quotePath(/ (?:from|old)$/.test(name) ? before : after)}\n`);
    else if (!/^(?:diff -|Index: |={5})/.test(line)) header.push(line);
  }
  const moved: FilePatch = { ...file, header };
  if (file.oldPath !== undefined) moved.oldPath = before;
  if (file.newPath !== undefined) moved.newPath = after;
  return moved;
}

/** What a plain diff means and git says: that the file is new, or gone. */
function impliedModes({ change, oldMode, newMode }: FilePatch): Bytes[] {
  if (change === 'add') return [`new file mode ${newMode ?? '100644'}\n`];
  return change === 'delete' ? [`deleted file mode ${oldMode ?? '100644'}\n`] : [];
}
