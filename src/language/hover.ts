// What is shown over a place of a patch: the meaning of a field, a cited commit, a hunk's numbers, the reason of a problem.

import type { Facts } from '../profile/check';
import { fieldMeaning } from './fields';
import { escaped } from './markdown';
import type { PatchText } from './patch-text';
import type { Problem } from './problem';

/** Paragraphs of markdown for a line (0-based) of a patch; none where there is nothing to say. Words of the file are escaped. */
export function hover(document: PatchText, line: number, facts: Facts, problems: readonly Problem[]): string[] {
  const { reading, lines } = document;
  const entry = reading.entries.find(({ start, end }) => start <= line && line < end);
  const meaning = entry && fieldMeaning(entry.name);
  const bug = entry && facts.bugs?.get(`${entry.name}: ${entry.value}`);
  const review = entry && facts.reviews?.get(`${entry.name}: ${entry.value}`);
  const picked = reading.picked.find((pick) => pick.line === line);
  const counts = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[line] ?? '');
  return [
    ...(meaning ? [`**${meaning.name}** — ${meaning.meaning}`] : []),
    ...(bug === undefined ? [] : [escaped(bug)]),
    ...(review === undefined ? [] : [review.split('\n').map(escaped).join('\n\n')]),
    ...(picked ? [pickedWords(picked.commit, facts)] : []),
    ...(counts ? [hunkWords(counts)] : []),
    ...problems.filter(({ start, end }) => start <= line && line < end).map(({ explanation }) => escaped(explanation)),
  ];
}

function pickedWords(commit: string, { commits }: Facts): string {
  const found = commits?.get(commit);
  if (found === undefined) return 'The commit of another branch that this change was taken from.';
  if (found === 'absent') return 'This clone has no such commit.';
  const { title, branches, tags } = found;
  const where = [...branches.slice(0, 5), ...tags.slice(0, 3)].map((name) => `\`${name}\``).join(', ');
  return `${escaped(title)}\n\n${where === '' ? 'No branch that is known here contains it.' : `In ${where}${branches.length + tags.length > 8 ? ' and more' : ''}.`}`;
}

function hunkWords([, old, oldCount = '1', fresh, newCount = '1']: RegExpExecArray): string {
  const side = (start: string | undefined, count: string) =>
    count === '0'
      ? `nothing after line ${start}`
      : count === '1'
        ? `line ${start}`
        : `${count} lines from line ${start} on`;
  return `Before: ${side(old, oldCount)}. After: ${side(fresh, newCount)}.`;
}
