// Writes out where a fix does not fit a branch: each file, why, and what both sides have there.
import { type Bytes, decode } from '../base/bytes';
import type { PortCell } from '../flow/cell';
import { fileWords } from '../flow/words';
import type { ConflictRegion, FileOutcome } from '../port/types';

/** A text for reading; lines count from 1. Empty when nothing is in the way. */
export function conflictText({ fix, branch, outcome }: PortCell): string {
  if (outcome.kind !== 'conflict' && outcome.kind !== 'refused') return '';
  const stuck = outcome.files.filter(({ kind }) => kind === 'conflict' || kind === 'refused');
  const files = stuck.map((file) => fileText(file, branch, fix));
  return `${fix} does not fit ${branch} as it is.\nNothing was written for this branch.\n\n${files.join('\n')}`;
}

function fileText(file: FileOutcome, branch: string, fix: string): string {
  const regions = file.kind === 'conflict' && file.reason.kind === 'content' ? file.reason.regions : [];
  return `${decode(file.path)}: ${fileWords(file)}\n${regions.map((region) => regionText(region, branch, fix)).join('')}`;
}

function regionText({ line, base, ours, theirs }: ConflictRegion, branch: string, fix: string): string {
  const part = (mark: string, words: string, lines: readonly Bytes[]) =>
    `${`${mark} ${words}`.trimEnd()}\n${lines.map((each) => `${decode(each).replace(/\r?\n$/, '')}\n`).join('')}`;
  return `\nline ${line + 1}:\n${part('<<<<<<<', branch, ours)}${part('|||||||', 'before the fix', base)}${part('=======', '', theirs)}>>>>>>> ${fix}\n`;
}
