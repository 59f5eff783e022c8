// One path that both sides may have changed: takes the side that changed alone, or merges mode and content.
import type { Bytes } from '../base/bytes';
import { isBinary } from '../patch/create';
import { type Adaptation, type AdaptedText, adaptText } from './adapt/adapt';
import { isLikely, isTrusted } from './adapt/level';
import type { LineEnds } from './line-ends';
import { type Resolutions, recallFile, recallRegion } from './memory';
import type { MergedText } from './merge';
import { evenSides, mergeSides } from './sides';
import { SUBMODULE } from './snapshot';
import type { ConflictReason, FileBlob, FileSides, Objection, RefusalReason } from './types';

/** Gives a file's content its blob id. */
export type HashBlob = (content: Bytes) => string;

/** How contents are settled. */
export interface Means {
  hash: HashBlob;
  /** Whether conflicts may be settled by what is likeliest. */
  adapt: boolean;
  /** What people made of conflicts before; it comes before anything else. */
  resolutions: Resolutions;
}

/** A file of which the conflicts are settled, and the chance that it is right; none where a person settled it. */
interface Adapted {
  file: FileBlob;
  hunks: Adaptation[];
  trust?: number;
}

/** What a path should become, or why that cannot be said. `otherwise` gives what it may be instead, the likeliest first. */
export type Settled =
  | { kind: 'file'; file: FileBlob }
  | (Adapted & {
      kind: 'adapted' | 'proposed';
      objections?: readonly Objection[];
      reason: ConflictReason;
      sides: FileSides;
      ends?: LineEnds;
      otherwise?(): Adapted[];
    })
  | { kind: 'conflict'; reason: ConflictReason; sides?: FileSides; ends?: LineEnds }
  | { kind: 'refused'; reason: RefusalReason };

const SYMLINK = '120000';

/** True when mode and content are the same. */
export function sameState(
  a: { mode: string; id: string } | undefined,
  b: { mode: string; id: string } | undefined,
): boolean {
  return a?.mode === b?.mode && a?.id === b?.id;
}

/** True when both are files, both symlinks, both submodules or both folders. */
export function sameKind(a: { mode: string }, b: { mode: string }): boolean {
  return a.mode.slice(0, 2) === b.mode.slice(0, 2);
}

/**
 * Brings the change from `before` to `after` to `target`, as git's merge does; without `before` both sides added the file.
 * Where git conflicts and `adapt` allows it, the three texts are merged as if their lines ended alike, and the likeliest settlement of
 * what then conflicts is looked for.
 */
export function settle(before: FileBlob | undefined, after: FileBlob, target: FileBlob, means: Means): Settled {
  if (sameState(target, before) || sameState(target, after)) return { kind: 'file', file: after };
  if (sameState(before, after)) return { kind: 'file', file: target };
  const sides = [after, target, ...(before ? [before] : [])];
  if (sides.some(({ mode }) => mode === SUBMODULE)) return { kind: 'refused', reason: 'submodule' };
  if (sides.some(({ mode }) => mode === SYMLINK)) return { kind: 'refused', reason: 'symlink' };
  const content = settleContent(before, after, target, means);
  const mode = settleMode(before?.mode, after.mode, target.mode);
  if (!('file' in content)) return content;
  if (mode === undefined) return { kind: 'conflict', reason: { kind: 'mode' } };
  return { ...content, file: { ...content.file, mode } };
}

function settleContent(before: FileBlob | undefined, after: FileBlob, target: FileBlob, means: Means): Settled {
  if (after.id === target.id || after.id === before?.id) return { kind: 'file', file: target };
  if (target.id === before?.id) return { kind: 'file', file: after };
  if ([before, after, target].some((side) => side && isBinary(side.content)))
    return { kind: 'refused', reason: 'binary' };
  const sides = { before, target, after };
  const merged = mergeSides(sides);
  if (merged.kind === 'clean') return { kind: 'file', file: textFile(merged.text, means) };
  const even = means.adapt ? evenSides(sides, means.hash) : undefined;
  return even
    ? settleConflict(even.sides, mergeSides(even.sides), means, even.ends)
    : settleConflict(sides, merged, means);
}

/** What git does not merge; `ends` tells how the line ends of the sides were made to agree, by which all may be merged. */
function settleConflict(sides: FileSides, merged: MergedText, means: Means, ends?: LineEnds): Settled {
  const { adapt, resolutions } = means;
  const { before, target } = sides;
  const file = (content: Bytes) => textFile(content, means);
  const regions = merged.kind === 'clean' ? [] : merged.regions;
  const reason: ConflictReason = before ? { kind: 'content', regions } : { kind: 'exists-in-target' };
  const written = ends ? { ends } : {};
  const remembered = recallFile(resolutions, sides);
  if (remembered !== undefined) return { kind: 'adapted', file: file(remembered), hunks: [], reason, sides };
  if (merged.kind === 'clean')
    return { kind: 'adapted', file: file(merged.text), hunks: [], reason, sides, ...written };
  if (!before || !adapt) return { kind: 'conflict', reason, sides, ...written };
  const adapted = adaptText(merged.texts, merged.merge, recallRegion(resolutions));
  if (!adapted || !isLikely(adapted)) return { kind: 'conflict', reason, sides, ...written };
  const made = ({ text, adaptations, whole, trust }: Omit<AdaptedText, 'otherwise'>): Adapted => {
    return { file: file(text), hunks: adaptations, ...(whole ? { trust } : {}) };
  };
  const isNews = ({ text }: { text: Bytes }) => text !== target.content;
  const otherwise = () =>
    adapted
      .otherwise()
      .filter((other) => isLikely(other) && isNews(other))
      .map(made);
  const kind = isTrusted(adapted) ? 'adapted' : 'proposed';
  return { kind, ...made(adapted), reason, sides, ...written, otherwise };
}

/** A file of this content, whose mode is settled apart. */
function textFile(content: Bytes, { hash }: Means): FileBlob {
  return { mode: '', id: hash(content), content };
}

/** The mode that only one side changed; undefined when both did, differently. */
function settleMode(before: string | undefined, after: string, target: string): string | undefined {
  if (target === after || target === before) return after;
  return after === before ? target : undefined;
}
