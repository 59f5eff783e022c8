// Tells patches that change the same lines in the same files, wherever these stand and whatever is around them.
import { createHash } from 'node:crypto';

/**
 * A digest of what a unified diff adds and takes away, file by file, without places, context and blanks, as `git patch-id` has it without
 * context; empty for a text that changes nothing. `diff` has one character a byte, so that texts of any encoding compare.
 */
export function changedLines(diff: string): string {
  const files = new Map<string, string[]>();
  let lines: string[] = [];
  let [before, after] = [0, 0];
  let old = '';
  for (const line of diff.split('\n')) {
    if (before > 0 || after > 0) {
      const mark = line[0] ?? ' ';
      if (mark === '\\') continue;
      if (mark !== '+') before--;
      if (mark !== '-') after--;
      if (mark === '+' || mark === '-') lines.push(line.replace(/\s/g, ''));
      continue;
    }
    const [, oldCount, newCount] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line) ?? [];
    if (line.startsWith('@@ ')) [before, after] = [Number(oldCount ?? 1), Number(newCount ?? 1)];
    else if (line.startsWith('--- ')) old = pathOf(line);
    else if (line.startsWith('+++ ')) {
      const path = pathOf(line) === '/dev/null' ? old : pathOf(line);
      lines = files.get(path) ?? [];
      files.set(path, lines);
    }
  }
  const parts = [...files].filter(([, changed]) => changed.length > 0).map(([path, changed]) => [path, ...changed]);
  if (parts.length === 0) return '';
  const text = parts.map((part) => part.join('\n')).sort();
  return createHash('sha1').update(text.join('\n\n'), 'latin1').digest('hex');
}

/** The path of a line such as `+++ b/nova/lock.py`, without the first folder and a time. */
function pathOf(line: string): string {
  const name = line.slice(4).replace(/\t.*$/, '').trimEnd();
  return name === '/dev/null' ? name : name.replace(/^"?[^/]*\//, '');
}
