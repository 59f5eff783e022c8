// Carries each edit of a region to where the lines around it went.
import type { Change } from '../../patch/difflines';
import type { Splice } from '../merge';
import type { Problem } from './problem';
import { deepened, depthAt, type Renaming, renamed, renamings } from './rewrite';
import { respaced } from './spacing';
import { mergePieces } from './words';

/** What may be done where ours does not have the lines that an edit leans on. Without any of it, all must be there. */
export interface Manner {
  /** Insert where ours lacks lines beside the place, as long as nothing else stands there. */
  missing?: boolean;
  /** Where to insert when ours has other lines between the two lines around the place. */
  between?: 'before-next' | 'after-last';
  /** What to do with added lines where ours has none of the lines that they replace. */
  gone?: 'drop' | 'insert';
  /** Merge the words of replaced lines, where ours has them in another form and the words merge. */
  blend?: boolean;
  /** Blank lines around insertions as theirs has them, or as base has them around what ours lacks. */
  spacing?: 'theirs' | 'around';
  /** Only for regions that ours moved right or left as a whole: move what is added as well. */
  reindent?: boolean;
  /** Only for regions in which ours has other names: write what is added with them. */
  rename?: boolean;
}

/** The edits of the region as splices of ours, in order and apart; undefined when one of them has no place in this manner. */
export function placeEdits(problem: Problem, manner: Manner): Splice[] | undefined {
  const names = manner.rename ? renamings(problem) : [];
  if (manner.rename && names.length === 0) return undefined;
  const splices: Splice[] = [];
  let moved = false;
  for (const edit of problem.edits) {
    const placed = placeEdit(problem, edit, manner);
    if (!placed) return undefined;
    const depth = manner.reindent ? depthAt(problem, edit) : 0;
    moved ||= depth !== 0;
    const splice = finished(problem, edit, placed, manner, names, depth);
    if (splice.start < (splices.at(-1)?.end ?? 0)) return undefined;
    splices.push(splice);
  }
  return manner.reindent && !moved ? undefined : splices;
}

function finished(
  problem: Problem,
  edit: Change,
  placed: Splice,
  manner: Manner,
  names: readonly Renaming[],
  depth: number,
): Splice {
  const whole = placed.lines.length === edit.bEnd - edit.bStart;
  const written = names.length > 0 && whole ? renamed(placed.lines, names) : placed.lines;
  const splice = { ...placed, lines: depth === 0 ? written : deepened(written, depth) };
  const spaced = manner.spacing && edit.aStart === edit.aEnd;
  return spaced ? respaced(problem, edit, splice, manner.spacing === 'around') : splice;
}

function placeEdit(problem: Problem, edit: Change, manner: Manner): Splice | undefined {
  const { base, ours, theirs, partner } = problem;
  const lines = theirs.slice(edit.bStart, edit.bEnd);
  const kept: number[] = [];
  for (let line = edit.aStart; line < edit.aEnd; line++) if (partner[line]! >= 0) kept.push(partner[line]!);
  if (kept.length === 0) return placeBetween(problem, edit, lines, manner);
  const [start] = kept as [number];
  const end = start + kept.length;
  if (kept.at(-1) !== end - 1) return undefined;
  if (kept.length < edit.aEnd - edit.aStart)
    return lines.length === 0 && manner.gone ? { start, end, lines } : undefined;
  const blended = manner.blend
    ? mergePieces(
        problem.region,
        { base: base.slice(edit.aStart, edit.aEnd), ours: ours.slice(start, end), theirs: lines },
        'words',
        'nothing',
      )
    : undefined;
  return { start, end, lines: blended ?? lines };
}

/** Places an edit of which ours has no line, by the nearest lines above and below that it has. */
function placeBetween(
  { base, ours, partner }: Problem,
  edit: Change,
  lines: readonly string[],
  manner: Manner,
): Splice | undefined {
  let above = edit.aStart - 1;
  while (above >= 0 && partner[above]! < 0) above--;
  let below = edit.aEnd;
  while (below < base.length && partner[below]! < 0) below++;
  const start = above < 0 ? 0 : partner[above]! + 1;
  const end = below < base.length ? partner[below]! : ours.length;
  if (edit.aEnd > edit.aStart) {
    if (!manner.gone || end > start) return undefined;
    return { start, end: start, lines: manner.gone === 'insert' ? lines : [] };
  }
  if (start === end) {
    const beside = above === edit.aStart - 1 && below === edit.aStart;
    return beside || manner.missing ? { start, end, lines } : undefined;
  }
  if (!manner.between) return undefined;
  const at = manner.between === 'before-next' ? end : start;
  return { start: at, end: at, lines };
}
