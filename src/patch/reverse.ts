// Turns a patch round: what it added it now deletes, and the other way.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { binaryBlocks } from './binary';
import { reverseHeader } from './reverse-header';
import type { FilePatch, Hunk, HunkLine, Patch } from './types';

/** The patch that undoes this one; its files come in reverse order, so that a path patched twice is undone step by step. */
export function reversePatch(patch: Patch): Patch {
  return { ...patch, files: patch.files.map(reverseFile).reverse() };
}

/**
 * One file's part turned round. Throws `Fault` 'cannot-reverse' for a copy (its origin stays, so there is nothing to go back
 * to) and for a binary change without the data to undo it.
 */
export function reverseFile(file: FilePatch): FilePatch {
  if (file.change === 'copy') throw cannotReverse(file, 'it is made as a copy of another file');
  const { change, oldPath, newPath, oldMode, newMode, oldId, newId, ...rest } = file;
  return {
    ...rest,
    change: change === 'add' ? 'delete' : change === 'delete' ? 'add' : change,
    ...(newPath === undefined ? {} : { oldPath: newPath }),
    ...(oldPath === undefined ? {} : { newPath: oldPath }),
    ...(newMode === undefined ? {} : { oldMode: newMode }),
    ...(oldMode === undefined ? {} : { newMode: oldMode }),
    ...(newId === undefined ? {} : { oldId: newId }),
    ...(oldId === undefined ? {} : { newId: oldId }),
    header: reverseHeader(file),
    hunks: file.hunks.map(reverseHunk),
    ...(file.binary === undefined ? {} : { binary: reverseBinary(file, file.binary) }),
  };
}

function reverseHunk(hunk: Hunk): Hunk {
  return {
    oldStart: hunk.newStart,
    oldCount: hunk.newCount,
    newStart: hunk.oldStart,
    newCount: hunk.oldCount,
    section: hunk.section,
    header: hunk.header.replace(/^@@ -(\S+) \+(\S+) @@/, '@@ -$2 +$1 @@'),
    lines: deletionsFirst(hunk.lines.map(reverseLine)),
  };
}

/** Within each run of changed lines, what is deleted stands before what is added, as git writes it. */
function deletionsFirst(lines: readonly HunkLine[]): HunkLine[] {
  const parts: HunkLine[][] = [];
  let added: HunkLine[] = [];
  for (const line of lines) {
    if (line.kind === 'context') {
      parts.push(added);
      added = [];
    }
    if (line.kind === 'add') added.push(line);
    else parts.push([line]);
  }
  return [...parts, added].flat();
}

function reverseLine(line: HunkLine): HunkLine {
  if (line.kind === 'context') return line;
  const raw = line.raw.slice(1);
  return line.kind === 'add' ? { ...line, kind: 'delete', raw: `-${raw}` } : { ...line, kind: 'add', raw: `+${raw}` };
}

function reverseBinary(file: FilePatch, binary: Bytes): Bytes {
  const blocks = binaryBlocks(splitLines(binary));
  if (blocks === undefined) throw cannotReverse(file, 'it is binary, and the patch has no data to go back');
  return blocks.first + blocks.backward + blocks.forward;
}

function cannotReverse(file: FilePatch, reason: string): Fault {
  return new Fault(
    'cannot-reverse',
    `The change of ${decode(file.newPath ?? '')} cannot be turned round: ${reason}.`,
    'Undo it in a clone with git revert.',
  );
}
