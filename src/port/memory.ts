// What people made of conflicts, by content: the keys that conflicts are found by, and what a resolved file teaches.
import { createHash } from 'node:crypto';
import { type Bytes, splitLines, toBuffer } from '../base/bytes';
import { adaptText, type RecallRegion } from './adapt/adapt';
import { type ConflictRegion, type Merge, spliced } from './merge';
import { mergeSides } from './sides';
import type { FileSides } from './types';

/** Resolutions by key: the text that took the place of a region, or of a whole file. */
export type Resolutions = ReadonlyMap<string, Bytes>;

/** The lines that a person made of the same lines of base, ours and theirs; undefined when nobody did. */
export function recallRegion(resolutions: Resolutions): RecallRegion {
  return (region) => {
    const text = resolutions.get(regionKey(region));
    return text === undefined ? undefined : splitLines(text);
  };
}

/** What a person made of the same three files; undefined when nobody did. */
export function recallFile(resolutions: Resolutions, sides: FileSides): Bytes | undefined {
  return resolutions.get(fileKey(sides));
}

/**
 * What to remember of a conflict that came to this text: one resolution a region where these give the same text again and
 * none is `known` to be otherwise, else one for the file; that one as well, where it takes the place of a `former` one.
 */
export function lessonsOf(
  sides: FileSides,
  resolved: Bytes,
  known: Resolutions,
  former: Resolutions = new Map(),
): Resolutions {
  const lessons = regionLessons(sides, resolved);
  const isNews = lessons && [...lessons].every(([key, text]) => (known.get(key) ?? text) === text);
  const whole: [string, Bytes] = [fileKey(sides), resolved];
  if (!isNews) return new Map([whole]);
  return former.has(whole[0]) ? new Map([...lessons, whole]) : lessons;
}

function regionLessons(sides: FileSides, resolved: Bytes): Resolutions | undefined {
  if (!sides.before) return undefined;
  const merged = mergeSides(sides);
  if (merged.kind === 'clean') return undefined;
  const gaps = gapsBetween(cleanStretches(merged.texts.ours, merged.merge), splitLines(resolved));
  if (!gaps) return undefined;
  const lessons = new Map(merged.regions.map((region, number) => [regionKey(region), gaps[number]!.join('')]));
  const again = adaptText(merged.texts, merged.merge, recallRegion(lessons));
  return again?.text === resolved ? lessons : undefined;
}

/** The merged text before, between and after the regions that the merge leaves. */
function cleanStretches(ours: readonly Bytes[], { splices, regions }: Merge): Bytes[][] {
  const ends = [...regions.map((region) => region.ours.start), ours.length];
  return [0, ...regions.map((region) => region.ours.end)].map((start, number) => {
    const end = ends[number]!;
    const inside = splices.filter((splice) => splice.start >= start && splice.end <= end);
    const moved = inside.map((splice) => ({ ...splice, start: splice.start - start, end: splice.end - start }));
    return spliced(ours.slice(start, end), moved);
  });
}

/** What stands between stretches that follow each other in a text, from its start to its end; undefined where that cannot be told. */
function gapsBetween(stretches: readonly (readonly Bytes[])[], text: readonly Bytes[]): Bytes[][] | undefined {
  const starts = placesOf(stretches, text);
  const turned = placesOf(stretches.map((stretch) => stretch.toReversed()).reverse(), text.toReversed());
  if (!starts || !turned) return undefined;
  const last = turned.reverse().map((start, number) => text.length - start - stretches[number]!.length);
  if (starts.slice(1, -1).some((start, number) => start !== last[number + 1])) return undefined;
  return stretches.slice(1).map((_, number) => {
    const end = number + 2 === stretches.length ? last[number + 1]! : starts[number + 1]!;
    return text.slice(starts[number]! + stretches[number]!.length, end);
  });
}

/** The first place of each stretch after the one before it, the first of them at the start; undefined when one is not there. */
function placesOf(stretches: readonly (readonly Bytes[])[], text: readonly Bytes[]): number[] | undefined {
  const places: number[] = [];
  let from = 0;
  for (const [number, stretch] of stretches.entries()) {
    const stands = (at: number) => stretch.every((line, offset) => text[at + offset] === line);
    const end = number === 0 ? 0 : text.length - stretch.length;
    let at = from;
    while (at <= end && !stands(at)) at++;
    if (at > end) return undefined;
    places.push(at);
    from = at + stretch.length;
  }
  return places;
}

function regionKey({ base, ours, theirs }: Omit<ConflictRegion, 'line'>): string {
  return keyOf(
    'region',
    [base, ours, theirs].map((lines) => lines.join('')),
  );
}

function fileKey({ before, target, after }: FileSides): string {
  return keyOf('file', [before?.id ?? '', target.id, after.id]);
}

/** The key of what these parts, in this order, say of a kind. */
export function keyOf(kind: string, parts: readonly Bytes[]): string {
  const hash = createHash('sha256').update(kind);
  for (const part of parts) hash.update(`\0${part.length}\0`).update(toBuffer(part));
  return hash.digest('hex').slice(0, 40);
}
