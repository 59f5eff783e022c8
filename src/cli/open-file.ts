// Prints a file that git does not settle: why, both sides, and what is proposed.
import { type Bytes, decode } from '../base/bytes';
import { doubtWords, fileWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';
import { plain } from './table';

/** The whole file's text, indented. */
export function openFileText(branch: string, file: FileOutcome): string {
  return `\n  ${branch}: ${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n${placesText(file)}`;
}

/** One adapted or proposed hunk: both sides, the result, and what speaks against it. Lines count from 1. */
export function hunkText(hunk: Adaptation): string {
  const doubts = doubtWords(hunk).map((words) => `      doubt: ${plain(words)}\n`);
  return `${regionText({ ...hunk, line: hunk.start })}${side('proposed', hunk.lines)}${doubts.join('')}`;
}

function placesText(file: FileOutcome): string {
  if (file.kind === 'adapted' || file.kind === 'proposed') return file.hunks.map(hunkText).join('');
  if (file.kind !== 'conflict' || file.reason.kind !== 'content') return '';
  return file.reason.regions.map(regionText).join('');
}

function regionText({ line, ours, theirs }: ConflictRegion): string {
  return `    line ${line + 1}:\n${side('the branch has', ours)}${side('the fix makes', theirs)}`;
}

function side(title: string, lines: readonly Bytes[]): string {
  const text = lines.map((line) => `        ${plain(decode(line)).trimEnd()}\n`).join('');
  return `      ${title}\n${text || '        (nothing)\n'}`;
}
