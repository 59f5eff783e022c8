// Writes out where a fix does not fit a branch: each file, why, and what both sides have there.
import { type Bytes, decode } from '../base/bytes';
import { openFiles, type PortCell } from '../flow/cell';
import { doubtWords } from '../flow/evidence-words';
import { fileWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';

/** A text for reading; lines count from 1. Empty when nothing is in the way. */
export function conflictText({ fix, branch, outcome }: PortCell): string {
  const stuck = openFiles(outcome);
  if (stuck.length === 0) return '';
  const files = stuck.map((file) => fileText(file, branch, fix));
  return `${fix} does not fit ${branch} as it is.\nNothing was written for this branch.\n\n${files.join('\n')}`;
}

function fileText(file: FileOutcome, branch: string, fix: string): string {
  const regions =
    'reason' in file && typeof file.reason === 'object' && file.reason.kind === 'content' ? file.reason.regions : [];
  const hunks = 'hunks' in file ? file.hunks : [];
  const parts = regions.map((region, number) => regionText(region, branch, fix) + proposalText(hunks[number]));
  return `${decode(file.path)}: ${fileWords(file)}\n${parts.join('')}`;
}

function proposalText(hunk: Adaptation | undefined): string {
  if (!hunk) return '';
  const words = `proposed for line ${hunk.start + 1} (${Math.round(100 * hunk.chance)} in 100):`;
  const doubts = doubtWords(hunk).map((doubt) => `doubt: ${doubt}\n`);
  return `${words}\n${doubts.join('')}${hunk.lines.map((line) => `${decode(line).replace(/\r?\n$/, '')}\n`).join('')}`;
}

function regionText({ line, base, ours, theirs }: ConflictRegion, branch: string, fix: string): string {
  const part = (mark: string, words: string, lines: readonly Bytes[]) =>
    `${`${mark} ${words}`.trimEnd()}\n${lines.map((each) => `${decode(each).replace(/\r?\n$/, '')}\n`).join('')}`;
  return `\nline ${line + 1}:\n${part('<<<<<<<', branch, ours)}${part('|||||||', 'before the fix', base)}${part('=======', '', theirs)}>>>>>>> ${fix}\n`;
}
