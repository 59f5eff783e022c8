// One path that both sides may have changed: takes the side that changed alone, or merges mode and content.
import type { Bytes } from '../base/bytes';
import { isBinary } from '../patch/create';
import { type Adaptation, type AdaptedText, adaptText } from './adapt/adapt';
import { isLikely, isTrusted } from './adapt/level';
import { type Resolutions, recallFile, recallRegion } from './memory';
import { mergeText } from './merge';
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
      otherwise?(): Adapted[];
    })
  | { kind: 'conflict'; reason: ConflictReason; sides?: FileSides }
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
 * Where git conflicts and `adapt` allows it, the likeliest settlement of the conflicts is looked for.
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

function settleContent(
  before: FileBlob | undefined,
  after: FileBlob,
  target: FileBlob,
  { hash, adapt, resolutions }: Means,
): Settled {
  if (after.id === target.id || after.id === before?.id) return { kind: 'file', file: target };
  if (target.id === before?.id) return { kind: 'file', file: after };
  if ([before, after, target].some((side) => side && isBinary(side.content)))
    return { kind: 'refused', reason: 'binary' };
  const merged = mergeText(before?.content ?? '', target.content, after.content);
  const file = (content: Bytes) => ({ mode: '', id: hash(content), content });
  if (merged.kind === 'clean') return { kind: 'file', file: file(merged.text) };
  const reason: ConflictReason = before ? { kind: 'content', regions: merged.regions } : { kind: 'exists-in-target' };
  const sides = { before, target, after };
  const remembered = recallFile(resolutions, sides);
  if (remembered !== undefined) return { kind: 'adapted', file: file(remembered), hunks: [], reason, sides };
  if (!before || !adapt) return { kind: 'conflict', reason, sides };
  const adapted = adaptText(merged.texts, merged.merge, recallRegion(resolutions));
  if (!adapted || !isLikely(adapted)) return { kind: 'conflict', reason, sides };
  const made = ({ text, adaptations, whole, trust }: Omit<AdaptedText, 'otherwise'>): Adapted => {
    return { file: file(text), hunks: adaptations, ...(whole ? { trust } : {}) };
  };
  const isNews = ({ text }: { text: Bytes }) => text !== target.content;
  const otherwise = () =>
    adapted
      .otherwise()
      .filter((other) => isLikely(other) && isNews(other))
      .map(made);
  return { kind: isTrusted(adapted) ? 'adapted' : 'proposed', ...made(adapted), reason, sides, otherwise };
}

/** The mode that only one side changed; undefined when both did, differently. */
function settleMode(before: string | undefined, after: string, target: string): string | undefined {
  if (target === after || target === before) return after;
  return after === before ? target : undefined;
}
