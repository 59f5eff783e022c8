// Prints a file that git does not settle: why, its three sides, and what is proposed.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { doubtWords, placeWords, rivalWords } from '../flow/evidence-words';
import { fileWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import { type Evidence, evidenceOf } from '../port/evidence';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';
import { aroundHunk, otherAnswers } from './around';
import { plain } from './table';

/** Of longer texts, in lines, an overview shows so many, from where they begin to differ. */
const SHORT = 12;

/** So many lines are shown above the first that differs. */
const LEAD = 2;

/** Columns from one stop of the tabulator to the next. */
const TAB = 8;

/** The file's overview, indented: what is long is cut. */
export async function openFileText(branch: string, file: FileOutcome): Promise<string> {
  const places = await placeTexts(file, SHORT);
  return `\n  ${branch}: ${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n${places.join('')}`;
}

/**
 * A text for each hunk of a proposed or adapted file, or for each place of one in conflict; of each side at most so many lines. Without
 * that, also how each hunk changes the branch's file, and the answers that were not taken.
 */
export async function placeTexts(file: FileOutcome, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  if (file.kind === 'adapted' || file.kind === 'proposed') {
    const evidence = await evidenceOf(file);
    const whole = most === Number.POSITIVE_INFINITY && file.sides ? splitLines(file.sides.target.content) : undefined;
    return file.hunks.map(
      (hunk, number) => hunkText(hunk, evidence[number], most) + (whole ? closerText(hunk, whole) : ''),
    );
  }
  if (file.kind !== 'conflict' || file.reason.kind !== 'content') return [];
  return file.reason.regions.map((region) => regionText(region, most));
}

/** One adapted or proposed hunk: its three sides, the result, where that stands, and what speaks against it. Lines count from 1. */
function hunkText(hunk: Adaptation, evidence: Evidence | undefined, most: number): string {
  const words = [evidence ? placeWords(evidence) : '', rivalWords(hunk)].filter((part) => part !== '').join('; ');
  const where = words && `      ${plain(words)}\n`;
  const doubts = doubtWords(hunk).map((doubt) => `      doubt: ${plain(doubt)}\n`);
  return `${sidesText({ ...hunk, line: hunk.start }, { proposed: hunk.lines }, most)}${where}${doubts.join('')}`;
}

/** How a hunk changes the branch's file, and what else it might be. */
function closerText(hunk: Adaptation, whole: readonly Bytes[]): string {
  const texts: [string, readonly Bytes[]][] = [['so the file changes', aroundHunk(hunk, whole)], ...otherAnswers(hunk)];
  const seen = lookDifferent(texts.flatMap(([, lines]) => lines)) ? look : revealed;
  return texts.map(([title, lines]) => side(title, lines, seen)).join('');
}

function regionText(region: ConflictRegion, most: number): string {
  return sidesText(region, {}, most);
}

/** The sides of a place and what else is made of it, by title; what is long is cut to where it differs from what it was made of. */
function sidesText(region: ConflictRegion, more: { proposed?: readonly Bytes[] }, most: number): string {
  const { line, base, ours, theirs } = region;
  const sides = { 'before the fix': base, 'the branch has': ours, 'the fix makes': theirs, ...more };
  const beside = [theirs, more.proposed ?? base, base, ours];
  const seen = lookDifferent(Object.values(sides).flat()) ? look : revealed;
  const texts = Object.entries(sides).map(([title, lines], at) => {
    const first = Math.min(lines.length - most, sameAtTop(lines, beside[at]!) - LEAD);
    return side(title, lines, seen, Math.max(0, first), most);
  });
  return `    line ${line + 1}:\n${texts.join('')}`;
}

/** How many lines two texts begin with alike. */
function sameAtTop(one: readonly Bytes[], other: readonly Bytes[]): number {
  const differs = one.findIndex((line, at) => line !== other[at]);
  return differs < 0 ? one.length : differs;
}

/** A titled text, of which at most so many lines are shown, from the 0-based `first` on. */
function side(title: string, lines: readonly Bytes[], seen: (line: Bytes) => string, first = 0, most?: number): string {
  const shown = lines.slice(first, most === undefined ? undefined : first + most);
  const text = shown.map((line) => `        ${seen(line)}\n`).join('');
  const above = first === 0 ? '' : `        … ${linesWords(first, '')} above\n`;
  const left = lines.length - first - shown.length;
  const below = left === 0 ? '' : `        … and ${linesWords(left, 'more ')} (--json has all)\n`;
  return `      ${title}\n${above}${text || '        (nothing)\n'}${below}`;
}

function linesWords(count: number, more: string): string {
  return `${count} ${more}line${count === 1 ? '' : 's'}`;
}

/** A line as a terminal shows it. */
function look(line: Bytes): string {
  const text = line.replace(/([^\t]*)\t/g, (_, part: string) => part + ' '.repeat(TAB - (part.length % TAB)));
  return plain(decode(text)).trimEnd();
}

/** True when no two different lines look alike. */
function lookDifferent(lines: readonly Bytes[]): boolean {
  const different = new Set(lines);
  return new Set([...different].map(look)).size === different.size;
}

/** A line with signs for its tabs, for the blanks at its end, and for a line end that is none or CRLF. */
function revealed(line: Bytes): string {
  const text = line.replace(/\n$/, '');
  const body = text.replace(/[ \t\r]+$/, '');
  const signs = (part: Bytes) => decode(part).replaceAll('\t', '→');
  const tail = signs(text.slice(body.length)).replaceAll(' ', '·').replaceAll('\r', '␍');
  return `${plain(signs(body))}${tail}${text === line ? ' (no line end)' : ''}`;
}
