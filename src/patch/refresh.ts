// Gives a hunk whose surroundings changed the lines of the text around it, where its own lines stand in one place only.
import { type Bytes, splitLines } from '../base/bytes';
import { applyFile } from './apply';
import { hunkLine, makeHunk } from './format';
import { changedRanges, contextAround, sideLines, statedLine } from './hunk-side';
import { locate } from './locate';
import { reverseFile } from './reverse';
import type { FilePatch, Hunk, LineRange, Placement } from './types';

/**
 * The file's hunks by number, those that do not apply to `content` renewed: each takes its unchanged lines and its place from
 * there, applies without fuzz, and takes away and adds the lines that it did. A hunk is left out where a line that it takes
 * away differs, where lines came or went between its changes, or where its lines stand in no place or in several.
 */
export function refreshHunks(file: FilePatch, content: Bytes): ReadonlyMap<number, Hunk> {
  const lines = splitLines(content);
  const fresh = new Map<number, Hunk>();
  let { hunks } = file;
  for (const place of locate(file, content.split('\n'), 'old')) {
    if (place.kind !== 'fuzzy') continue;
    const hunk = refreshed(hunks[place.hunk] as Hunk, place, lines);
    const tried = hunk && hunks.with(place.hunk, hunk);
    if (!tried || !isBetter(file, hunks, tried, place.hunk, content)) continue;
    hunks = tried;
    fresh.set(place.hunk, hunk);
  }
  return fresh;
}

/** True when a hunk of the file has no place in `content`, which has not got the change already, and is not told by its own lines. */
export function isOff(file: FilePatch, content: Bytes): boolean {
  const missing = applyFile(file, content).places.filter(({ kind }) => kind === 'missing');
  if (missing.length === 0 || isUndone(file, content)) return false;
  const fresh = refreshHunks(file, content);
  return missing.some(({ hunk }) => !fresh.has(hunk));
}

/** True when a content has the file's change already. */
export function isUndone(file: FilePatch, content: Bytes): boolean {
  return file.change !== 'copy' && applyFile(reverseFile(file), content).kind === 'applied';
}

function refreshed(
  hunk: Hunk,
  place: Extract<Placement, { kind: 'fuzzy' }>,
  lines: readonly Bytes[],
): Hunk | undefined {
  const around = contextAround(hunk.lines);
  const line = statedLine(hunk, 'old') + place.offset;
  const isWhole = sameRanges(changedRanges(hunk.lines, 'old', line, lines.length), place.ranges);
  if (!isWhole || !standsOnce(hunk, line, lines)) return undefined;
  const changed = hunk.lines.slice(around.lead, hunk.lines.length - around.trail);
  const start = line + around.lead;
  const end = start + sideLines(changed, 'old').length;
  const most = Math.max(around.lead, around.trail);
  const context = (from: number, to: number) => lines.slice(from, to).map((text) => hunkLine('context', text));
  let at = start;
  const middle = changed.map((entry) => {
    const text = entry.kind === 'add' ? undefined : lines[at++];
    return entry.kind === 'context' && text !== undefined ? hunkLine('context', text) : entry;
  });
  const from = Math.max(0, start - most);
  const all = [...context(from, start), ...middle, ...context(end, end + most)];
  return makeHunk(from, from + statedLine(hunk, 'new') - statedLine(hunk, 'old'), hunk.section, all);
}

function sameRanges(a: readonly LineRange[], b: readonly LineRange[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end);
}

/** True when all lines that the hunk takes away stand there, and nowhere else together with the context that is left. */
function standsOnce(hunk: Hunk, line: number, lines: readonly Bytes[]): boolean {
  const old = sideLines(hunk.lines, 'old').map(({ kind, text }, at) => ({ kind, text, at }));
  const isAt = (place: number) => (entry: { text: Bytes; at: number }) => lines[place + entry.at] === entry.text;
  const left = old.filter(isAt(line));
  const first = left[0]?.at;
  if (first === undefined || old.some((entry) => entry.kind === 'delete' && !left.includes(entry))) return false;
  return lines.every((_, row) => row - first === line || !left.every(isAt(row - first)));
}

/** True when the hunk applies at its very place, and no other one fits any less. */
function isBetter(
  file: FilePatch,
  before: readonly Hunk[],
  after: readonly Hunk[],
  number: number,
  content: Bytes,
): boolean {
  const placesOf = (hunks: readonly Hunk[]) => applyFile({ ...file, hunks: [...hunks] }, content).places;
  const [old, fresh] = [placesOf(before), placesOf(after)];
  const isKept = old.every(({ kind }, i) => kind === 'missing' || fresh[i]?.kind !== 'missing');
  return isKept && old[number]?.kind === 'missing' && fresh[number]?.kind === 'exact';
}
