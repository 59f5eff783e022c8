// Prints a file that git does not settle: why, its three sides, and what is proposed.
import { type Bytes, decode } from '../base/bytes';
import { placeWords, rivalWords } from '../flow/evidence-words';
import { doubtWords, fileWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import { type Evidence, evidenceOf } from '../port/evidence';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';
import { plain } from './table';

/** Of longer texts, in lines, an overview shows the beginning. */
const SHORT = 12;

/** The file's overview, indented: what is long is cut. */
export async function openFileText(branch: string, file: FileOutcome): Promise<string> {
  const places = await placeTexts(file, SHORT);
  return `\n  ${branch}: ${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n${places.join('')}`;
}

/** A text for each hunk of a proposed or adapted file, or for each place of one in conflict; of each side at most so many lines. */
export async function placeTexts(file: FileOutcome, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  if (file.kind === 'adapted' || file.kind === 'proposed') {
    const evidence = await evidenceOf(file);
    return file.hunks.map((hunk, number) => hunkText(hunk, evidence[number], most));
  }
  if (file.kind !== 'conflict' || file.reason.kind !== 'content') return [];
  return file.reason.regions.map((region) => regionText(region, most));
}

/** One adapted or proposed hunk: its three sides, the result, where that stands, and what speaks against it. Lines count from 1. */
function hunkText(hunk: Adaptation, evidence: Evidence | undefined, most: number): string {
  const words = [evidence ? placeWords(evidence) : '', rivalWords(hunk)].filter((part) => part !== '').join('; ');
  const where = words && `      ${plain(words)}\n`;
  const doubts = doubtWords(hunk).map((doubt) => `      doubt: ${plain(doubt)}\n`);
  return `${regionText({ ...hunk, line: hunk.start }, most)}${side('proposed', hunk.lines, most)}${where}${doubts.join('')}`;
}

function regionText({ line, base, ours, theirs }: ConflictRegion, most: number): string {
  const sides = [
    side('before the fix', base, most),
    side('the branch has', ours, most),
    side('the fix makes', theirs, most),
  ];
  return `    line ${line + 1}:\n${sides.join('')}`;
}

function side(title: string, lines: readonly Bytes[], most: number): string {
  const shown = lines.length <= most ? lines : lines.slice(0, most);
  const text = shown.map((line) => `        ${plain(decode(line)).trimEnd()}\n`).join('');
  const left = lines.length - shown.length;
  const more = left === 0 ? '' : `        … and ${left} more line${left === 1 ? '' : 's'} (--json has all)\n`;
  return `      ${title}\n${text || '        (nothing)\n'}${more}`;
}
