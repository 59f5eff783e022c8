// Cuts lines into words, so that changes within one line can be told apart.
import { splitLines } from '../../base/bytes';
import { mergeSequences, spliced } from '../merge';
import { type Problem, partnersOf, within } from './problem';

/** Words, runs of blanks, line ends and single signs. */
const WORDS = /[\w\x80-\xff]+|[ \t]+|\r?\n|[\s\S]/g;
/** What stands between brackets, commas and the like (the idea of CSDiff, arXiv:2407.18888). */
const PARTS = /[()[\]{},;:=.]|\n[ \t]*|[^()[\]{},;:=.\n]+/g;

/** How finely a text is cut, if at all. */
export type Grain = 'lines' | 'words' | 'parts';

/** A text in small pieces that give it back when joined. */
export function cut(text: string, grain: Grain = 'words'): string[] {
  if (grain === 'lines') return splitLines(text);
  return text.match(grain === 'words' ? WORDS : PARTS) ?? [];
}

/** The same region as a problem of pieces instead of lines. */
export function inPieces({ base, ours, theirs, region }: Problem, grain: Grain): Problem {
  const pieces = {
    base: cut(within(base, region.base).join(''), grain),
    ours: cut(within(ours, region.ours).join(''), grain),
    theirs: cut(within(theirs, region.theirs).join(''), grain),
  };
  const { ourChanges, theirChanges } = mergeSequences(pieces.base, pieces.ours, pieces.theirs);
  const all = (list: readonly string[]) => ({ start: 0, end: list.length });
  return {
    ...pieces,
    region: { base: all(pieces.base), ours: all(pieces.ours), theirs: all(pieces.theirs) },
    partner: partnersOf(pieces.base.length, ourChanges),
    edits: theirChanges,
  };
}

/** Three-way merge of texts by pieces, as lines; where both sides changed the same pieces, ours or nothing at all. */
export function mergePieces(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  grain: Grain,
  contested: 'ours' | 'nothing',
): string[] | undefined {
  const own = cut(ours.join(''), grain);
  const { splices, regions } = mergeSequences(cut(base.join(''), grain), own, cut(theirs.join(''), grain));
  if (regions.length > 0 && contested === 'nothing') return undefined;
  return splitLines(spliced(own, splices).join(''));
}
