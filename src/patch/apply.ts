// Applies one file's hunks to a text in memory: all of them, or none.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { changedRanges, contextAround, mapTexts, sideLines, statedLine, trimmed } from './hunk-side';
import { byDistance, indexLines, type LineIndex } from './line-index';
import type { Applied, FilePatch, Hunk, HunkLine, Placement } from './types';

/** How far a hunk may differ from the text: `fuzz` is the number of context lines at each end that need not match. */
export interface ApplyOptions {
  fuzz?: number;
}

/** Where a hunk's first line goes, 0-based in the text applied to, and how much context was ignored at each end. */
interface Spot {
  line: number;
  fuzz: number;
  lead: number;
  trail: number;
}

/**
 * Applies a file's hunks in their order. Each is tried where it says (moved as far as the hunk before it was), then at the
 * nearest place outwards, with the rules of GNU patch: a hunk with less context at one end belongs to that end of the file.
 * Lines match byte for byte, endings included; only when a mailed patch has CRLF in its own header lines, and does not fit as
 * it is, are the CRs taken off. Give `''` for a file that is to be added. Throws `Fault` 'binary-file' for a binary patch.
 */
export function applyFile(file: FilePatch, before: Bytes, options: ApplyOptions = {}): Applied {
  if (file.binary !== undefined)
    throw new Fault(
      'binary-file',
      `The patch of ${decode(file.newPath ?? file.oldPath ?? '')} is binary.`,
      'Apply it with git apply in a clone.',
    );
  const applied = applyHunks(file, file.hunks, before, options.fuzz ?? 0);
  if (applied.kind === 'applied' || !file.header.at(-1)?.endsWith('\r\n')) return applied;
  const bare = file.hunks.map((hunk) => ({ ...hunk, lines: mapTexts(hunk.lines, withoutCr) }));
  const second = applyHunks(file, bare, before, options.fuzz ?? 0);
  return second.kind === 'applied' ? second : applied;
}

function applyHunks(file: FilePatch, hunks: readonly Hunk[], before: Bytes, fuzz: number): Applied {
  const lines = splitLines(before);
  const index = indexLines(lines);
  const result: Bytes[] = [];
  const places: Placement[] = [];
  let done = 0;
  let offset = 0;
  for (const [number, hunk] of hunks.entries()) {
    const spot = file.change === 'add' && before !== '' ? undefined : findSpot(index, hunk, offset, done, fuzz);
    if (spot === undefined || gluesLines(lines, hunk, spot)) {
      places.push({ kind: 'missing', hunk: number });
      continue;
    }
    offset = spot.line - statedLine(hunk, 'old');
    const kept = hunk.lines.slice(spot.lead, hunk.lines.length - spot.trail);
    const start = spot.line + spot.lead;
    for (; done < start; done++) result.push(lines[done] as Bytes);
    const ranges = changedRanges(kept, 'new', result.length, Number.POSITIVE_INFINITY);
    for (const line of sideLines(kept, 'new')) result.push(line.text);
    done += sideLines(kept, 'old').length;
    places.push(placement(number, spot, offset, ranges));
  }
  for (; done < lines.length; done++) result.push(lines[done] as Bytes);
  clip(places, result.length);
  const complete =
    places.every((place) => place.kind !== 'missing') && (file.change !== 'delete' || result.length === 0);
  return complete ? { kind: 'applied', text: result.join(''), places } : { kind: 'rejected', places };
}

function findSpot(index: LineIndex, hunk: Hunk, offset: number, from: number, maxFuzz: number): Spot | undefined {
  const around = contextAround(hunk.lines);
  const old = sideLines(hunk.lines, 'old').map((line) => index.idOf(line.text));
  const wanted = statedLine(hunk, 'old') + offset;
  if (old.length === 0)
    return wanted >= from && wanted <= index.count ? { line: wanted, fuzz: 0, lead: 0, trail: 0 } : undefined;
  for (let fuzz = 0; fuzz <= Math.min(maxFuzz, Math.max(around.lead, around.trail)); fuzz++) {
    const cut = trimmed(around, fuzz);
    const lead = Math.max(0, cut.lead);
    const trail = Math.max(0, cut.trail);
    const run = old.slice(lead, old.length - trail);
    const fits = (line: number) =>
      line >= from &&
      !(cut.lead < 0 && hunk.oldStart <= 1 && line > 0) &&
      !(cut.trail < 0 && line + run.length < index.count);
    const line =
      index.standsAt(run, wanted + lead) && fits(wanted + lead)
        ? wanted + lead
        : byDistance(index.find(run).filter(fits), wanted + lead)[0];
    if (line !== undefined) return { line: line - lead, fuzz, lead, trail };
  }
  return undefined;
}

/** True when applying would put a line behind one that has no ending. */
function gluesLines(lines: readonly Bytes[], hunk: Hunk, spot: Spot): boolean {
  const kept = hunk.lines.slice(spot.lead, hunk.lines.length - spot.trail);
  const fresh = sideLines(kept, 'new');
  const start = spot.line + spot.lead;
  const end = start + sideLines(kept, 'old').length;
  const isOpen = (line: Bytes | undefined) => line !== undefined && !line.endsWith('\n');
  return (isOpen(fresh.at(-1)?.text) && end < lines.length) || (isOpen(lines[start - 1]) && fresh.length > 0);
}

function placement(hunk: number, spot: Spot, offset: number, ranges: { start: number; end: number }[]): Placement {
  const line = Math.max(0, spot.line);
  if (spot.fuzz > 0) return { kind: 'fuzzy', hunk, line, offset, fuzz: spot.fuzz, ranges };
  return offset === 0 ? { kind: 'exact', hunk, line, ranges } : { kind: 'shifted', hunk, line, offset, ranges };
}

/** Cuts ranges to the length of the result, which is known only at the end. */
function clip(places: readonly Placement[], count: number): void {
  for (const place of places) {
    if (place.kind === 'missing') continue;
    for (const range of place.ranges) range.end = Math.min(range.end, count);
    place.ranges = place.ranges.filter((range) => range.end > range.start);
  }
}

function withoutCr(text: HunkLine['text']): Bytes {
  return text.replace(/\r(\n?)$/, '$1');
}
