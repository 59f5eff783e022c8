// The commits that a patch file names, and where.
import { splitLines } from '../base/bytes';
import type { LineRange } from '../patch/types';
import { entriesNamed, type Reading } from './reading';

/** A commit as it is named: `picked` by a pick line, `upstream` by the Linux stable tree's line, the others by a field or trailer. */
export interface Cited extends LineRange {
  commit: string;
  how: 'picked' | 'upstream' | 'fixes' | 'git-commit' | 'origin';
}

/** `commit <id> upstream.` or `[ Upstream commit <id> ]` (Documentation/process/stable-kernel-rules.rst, option 3). */
export const UPSTREAM_LINE =
  /^[ \t]*(?:commit[ \t]+([0-9a-f]{7,64})[ \t]+upstream\.?|\[[ \t]*Upstream commit[ \t]+([0-9a-f]{7,64})[ \t]*\])[ \t\r]*$/i;

/** Every commit that the header and the message name, in the order of the file. */
export function citations(reading: Reading): Cited[] {
  const chain = reading.picked.map(
    ({ commit, line }): Cited => ({ commit, how: 'picked', start: line, end: line + 1 }),
  );
  const named = (how: Cited['how'], pattern: RegExp, ...names: string[]) =>
    entriesNamed(reading, ...names).flatMap(({ value, start, end }): Cited[] => {
      const commit = pattern.exec(value)?.[1];
      return commit === undefined ? [] : [{ commit, how, start, end }];
    });
  return [
    ...chain,
    ...upstreamLines(reading),
    ...named('fixes', /^([0-9a-f]{7,64})\b/i, 'Fixes'),
    ...named('git-commit', /^([0-9a-f]{7,64})\b/i, 'Git-commit', 'Alt-commit'),
    ...named('origin', /\bcommit:([0-9a-f]{7,64})\b/i, 'Origin', 'Applied-Upstream'),
  ].sort((a, b) => a.start - b.start);
}

/** The lines that name the mainline commit of a fix in the Linux stable tree. */
export function upstreamLines({ body, bodyLine }: Reading): Cited[] {
  return splitLines(body).flatMap((line, at): Cited[] => {
    const match = UPSTREAM_LINE.exec(line.replace(/\n$/, ''));
    const start = bodyLine + at;
    return match ? [{ commit: match[1] ?? match[2] ?? '', how: 'upstream', start, end: start + 1 }] : [];
  });
}
