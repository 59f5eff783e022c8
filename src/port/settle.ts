// One path that both sides may have changed: takes the side that changed alone, or merges mode and content.
import type { Bytes } from '../base/bytes';
import { mergeText } from './merge';
import { SUBMODULE } from './snapshot';
import type { ConflictReason, FileBlob, RefusalReason } from './types';

/** Gives a file's content its blob id. */
export type HashBlob = (content: Bytes) => string;

/** What a path should become, or why that cannot be said. */
export type Settled =
  | { kind: 'file'; file: FileBlob }
  | { kind: 'conflict'; reason: ConflictReason }
  | { kind: 'refused'; reason: RefusalReason };

/** How far git looks for a NUL byte before it takes a content for text, in bytes. */
const BINARY_WINDOW = 8000;
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

/** Brings the change from `before` to `after` to `target`, as git's merge does; without `before` both sides added the file. */
export function settle(before: FileBlob | undefined, after: FileBlob, target: FileBlob, hash: HashBlob): Settled {
  if (sameState(target, before) || sameState(target, after)) return { kind: 'file', file: after };
  if (sameState(before, after)) return { kind: 'file', file: target };
  const sides = [after, target, ...(before ? [before] : [])];
  if (sides.some(({ mode }) => mode === SUBMODULE)) return { kind: 'refused', reason: 'submodule' };
  if (sides.some(({ mode }) => mode === SYMLINK)) return { kind: 'refused', reason: 'symlink' };
  const content = settleContent(before, after, target, hash);
  const mode = settleMode(before?.mode, after.mode, target.mode);
  if (content.kind !== 'file') return content;
  if (mode === undefined) return { kind: 'conflict', reason: { kind: 'mode' } };
  return { kind: 'file', file: { ...content.file, mode } };
}

function settleContent(before: FileBlob | undefined, after: FileBlob, target: FileBlob, hash: HashBlob): Settled {
  if (after.id === target.id || after.id === before?.id) return { kind: 'file', file: target };
  if (target.id === before?.id) return { kind: 'file', file: after };
  if ([before, after, target].some((side) => side && isBinary(side.content)))
    return { kind: 'refused', reason: 'binary' };
  const merged = mergeText(before?.content ?? '', target.content, after.content);
  if (merged.kind === 'clean') return { kind: 'file', file: { mode: '', id: hash(merged.text), content: merged.text } };
  return {
    kind: 'conflict',
    reason: before ? { kind: 'content', regions: merged.regions } : { kind: 'exists-in-target' },
  };
}

/** The mode that only one side changed; undefined when both did, differently. */
function settleMode(before: string | undefined, after: string, target: string): string | undefined {
  if (target === after || target === before) return after;
  return after === before ? target : undefined;
}

/** git's rule for what is binary: a NUL byte near the start. */
function isBinary(content: Bytes): boolean {
  const at = content.indexOf('\0');
  return at >= 0 && at < BINARY_WINDOW;
}
