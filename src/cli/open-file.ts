// Prints a file that git does not settle: why, both sides, and what is proposed.
import { type Bytes, decode } from '../base/bytes';
import { placeWords, rivalWords } from '../flow/evidence-words';
import { doubtWords, fileWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import { type Evidence, evidenceOf } from '../port/evidence';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';
import { plain } from './table';

/** The whole file's text, indented. */
export async function openFileText(branch: string, file: FileOutcome): Promise<string> {
  const places = await placeTexts(file);
  return `\n  ${branch}: ${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n${places.join('')}`;
}

/** A text for each hunk of a proposed or adapted file, or for each place of one in conflict. */
export async function placeTexts(file: FileOutcome): Promise<string[]> {
  if (file.kind === 'adapted' || file.kind === 'proposed') {
    const evidence = await evidenceOf(file);
    return file.hunks.map((hunk, number) => hunkText(hunk, evidence[number]));
  }
  if (file.kind !== 'conflict' || file.reason.kind !== 'content') return [];
  return file.reason.regions.map(regionText);
}

/** One adapted or proposed hunk: where it is, both sides, the result, and what speaks against it. Lines count from 1. */
function hunkText(hunk: Adaptation, evidence: Evidence | undefined): string {
  const words = [evidence ? placeWords(evidence) : '', rivalWords(hunk)].filter((part) => part !== '').join('; ');
  const where = words && `      ${plain(words)}\n`;
  const doubts = doubtWords(hunk).map((doubt) => `      doubt: ${plain(doubt)}\n`);
  return `${regionText({ ...hunk, line: hunk.start })}${side('proposed', hunk.lines)}${where}${doubts.join('')}`;
}

function regionText({ line, ours, theirs }: ConflictRegion): string {
  return `    line ${line + 1}:\n${side('the branch has', ours)}${side('the fix makes', theirs)}`;
}

function side(title: string, lines: readonly Bytes[]): string {
  const text = lines.map((line) => `        ${plain(decode(line)).trimEnd()}\n`).join('');
  return `      ${title}\n${text || '        (nothing)\n'}`;
}
