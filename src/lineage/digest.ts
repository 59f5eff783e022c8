// Tells whether two changes are the same by their diffs, as git patch-id does: wherever the lines stand, whatever their blanks.
import { createHash } from 'node:crypto';
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { createFilePatch } from '../patch/create';
import type { FileStep } from '../port/types';

/** Stands for a change: with the lines around it, and for the changed lines alone. */
export interface ChangeDigest {
  whole: string;
  bare: string;
  /** How many lines are changed; what has no lines counts as one. */
  lines: number;
}

/** How the diff of a commit compares with that of another one. */
export type Likeness = 'same' | 'other-context' | 'changed';

/** The digest of a change. Binary files, links and submodules count by their ids. */
export function changeDigest(steps: readonly FileStep[]): ChangeDigest {
  const files = steps.map(essence).sort((a, b) => (a.name < b.name ? -1 : 1));
  const digest = (part: 'whole' | 'bare') =>
    createHash('sha1')
      .update(files.map((file) => `${file.name}\n${file[part]}`).join('\0'), 'latin1')
      .digest('hex');
  const lines = files.reduce((sum, { bare }) => sum + bare.split('\n').length, 0);
  return { whole: digest('whole'), bare: digest('bare'), lines };
}

/** How two changes compare. */
export function likeness(a: ChangeDigest, b: ChangeDigest): Likeness {
  if (a.whole === b.whole) return 'same';
  return a.bare === b.bare ? 'other-context' : 'changed';
}

function essence(step: FileStep): { name: Bytes; whole: Bytes; bare: Bytes } {
  const { oldPath, newPath, before, after } = step;
  const name = `${oldPath ?? ''}\n${newPath ?? ''}\n${before?.mode === after?.mode ? '' : `${before?.mode} ${after?.mode}`}`;
  const hunks = changedLines(step);
  if (!hunks) return { name, whole: `${before?.id} ${after?.id}`, bare: `${before?.id} ${after?.id}` };
  const changed = hunks.flatMap((lines) => raised(lines).filter((line) => !line.startsWith(' ')));
  return { name, whole: hunks.flat().join('\n'), bare: changed.join('\n') };
}

/** A hunk with each run of added or of removed lines as far up as it says the same: where it stands depends on the lines around it. */
function raised(lines: readonly Bytes[]): Bytes[] {
  const found = [...lines];
  const sign = (at: number) => found[at]?.[0] ?? ' ';
  for (let start = 1; start < found.length; start++) {
    if (sign(start) === ' ' || sign(start - 1) !== ' ') continue;
    let end = start;
    while (sign(end) === sign(start)) end++;
    if (sign(end) !== ' ') continue;
    for (let first = start; first > 0 && sign(first - 1) === ' '; first--, end--) {
      const [above, last] = [found[first - 1]!, found[end - 1]!];
      if (above.slice(1) !== last.slice(1)) break;
      [found[first - 1], found[end - 1]] = [last, above];
    }
  }
  return found;
}

/** The lines of each hunk of a file's diff without blanks, each behind its sign; undefined for what has no lines. */
function changedLines(step: FileStep): Bytes[][] | undefined {
  try {
    const sign = { context: ' ', delete: '-', add: '+' };
    const { hunks } = createFilePatch(step);
    return hunks.map(({ lines }) => lines.map(({ kind, text }) => sign[kind] + text.replace(/\s+/g, '')));
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
