// Checks where the Conflicts paragraph of a message stands, and that git's own list did not stay in it as a comment.
import { type Bytes, splitLines } from '../base/bytes';
import type { Remark } from './check';
import { CONFLICTS } from './conflict-note';
import type { Reading } from './reading';

const EXPLANATION =
  'git and Gerrit read the last paragraph of a message as its trailers (git-interpret-trailers(1)); so the list of conflicts stands before them (OpenStack project team guide, "Stable Branches"). With trailers that are not seen, the commit-msg hook adds a second Change-Id and a backport becomes a new review.';

/**
 * `conflicts-last`: the paragraph stands behind the trailers and hides them. `conflicts-comment`: it is git's `# Conflicts:`
 * comment, which `git commit --no-edit` leaves in. Both are mended by putting it before the trailers, as a paragraph.
 */
export function conflictsCheck({ below, bodyLine }: Reading): Remark[] {
  const lines = splitLines(below);
  const start = lines.findIndex((line) => CONFLICTS.test(line.trimEnd()));
  if (start < 0) return [];
  const end = noteEnd(lines, start);
  const footer = footerAbove(lines, start, end);
  const isComment = lines[start]?.startsWith('#') === true;
  if (footer === undefined && !isComment) return [];
  const note = lines.slice(start, end).map(uncommented);
  const moved = footer === undefined ? [] : ['\n', ...withoutBlankEnd(lines.slice(footer, start))];
  return [
    {
      code: footer === undefined ? 'conflicts-comment' : 'conflicts-last',
      severity: footer === undefined ? 'warning' : 'error',
      message:
        footer === undefined
          ? "git's list of conflicts stayed in the message as a comment."
          : 'The Conflicts paragraph comes last, so the trailers above it are not seen.',
      explanation: EXPLANATION,
      start: bodyLine + start,
      end: bodyLine + end,
      remedy: {
        title: footer === undefined ? 'Write it as a paragraph' : 'Put it before the trailers',
        edits: [{ start: bodyLine + (footer ?? start), end: bodyLine + end, text: [...note, ...moved].join('') }],
        safe: true,
      },
    },
  ];
}

/** Behind the list, and behind the notes that follow it in paragraphs of their own. */
function noteEnd(lines: readonly Bytes[], start: number): number {
  let end = start + 1;
  while (/^#?[ \t]+\S|^#\t/.test(lines[end] ?? '')) end++;
  for (;;) {
    const next = lines.findIndex((line, at) => at >= end && line.trim() !== '');
    if (next < 0 || !/^NOTE\(/.test(lines[next] ?? '')) return end;
    end = next;
    while (end < lines.length && lines[end]?.trim() !== '') end++;
  }
}

/** Where the paragraph of trailers above begins, when nothing but blank lines follows the note. */
function footerAbove(lines: readonly Bytes[], start: number, end: number): number | undefined {
  if (lines.slice(end).some((line) => line.trim() !== '')) return undefined;
  const last = withoutBlankEnd(lines.slice(0, start)).length;
  const before = lines.slice(0, last).findLastIndex((line) => line.trim() === '');
  const isFooter = lines
    .slice(before + 1, last)
    .some((line) => /^(?:Change-Id|Signed-off-by): |^\(cherry picked from commit /i.test(line));
  return isFooter ? before + 1 : undefined;
}

function uncommented(line: Bytes): Bytes {
  return line.replace(/^#[ \t]?(?=Conflicts)/i, '').replace(/^#[ \t]+/, '  ');
}

function withoutBlankEnd(lines: readonly Bytes[]): Bytes[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
