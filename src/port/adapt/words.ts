// Cuts lines into words, so that changes within one line can be told apart.
import { splitLines } from '../../base/bytes';
import { onceEach, onceFor } from '../../base/once';
import { type Merge, mergeSequences, type Region, spliced, type Texts } from '../merge';
import { type Problem, partnersOf, within } from './problem';

/** Words, runs of blanks, line ends and single signs. */
const WORDS = /[\w\x80-\xff]+|[ \t]+|\r?\n|[\s\S]/g;
/** What stands between brackets, commas and the like (the idea of CSDiff, arXiv:2407.18888). */
const PARTS = /[()[\]{},;:=.]|\n[ \t]*|[^()[\]{},;:=.\n]+/g;
/** Three texts of more pieces together are not compared by them: it takes seconds, and nova's longest conflict has 41,000. */
const MOST_PIECES = 50_000;

/** How finely a text is cut, if at all. */
export type Grain = 'lines' | 'words' | 'parts';

/** Three texts in pieces, and their merge. */
interface Pieces extends Texts {
  merge: Pick<Merge, 'ourChanges' | 'theirChanges' | 'splices' | 'regions'>;
}

/** A text in small pieces that give it back when joined. */
export function cut(text: string, grain: Grain = 'words'): string[] {
  if (grain === 'lines') return splitLines(text);
  return text.match(grain === 'words' ? WORDS : PARTS) ?? [];
}

/** True where texts have more pieces together than can be compared at once. */
export function areTooMany(...texts: readonly (readonly unknown[])[]): boolean {
  return texts.reduce((sum, pieces) => sum + pieces.length, 0) > MOST_PIECES;
}

/**
 * The same region as a problem of pieces instead of lines, or, `turned`, that of placing what ours changed in theirs; undefined
 * where they are too many.
 */
export function inPieces(problem: Problem, grain: Grain, turned: boolean): Problem | undefined {
  const pieces = piecesOf(problem.region, sidesOf(problem), grain);
  if (!pieces) return undefined;
  const { base, merge } = pieces;
  const [ours, theirs] = turned ? [pieces.theirs, pieces.ours] : [pieces.ours, pieces.theirs];
  const [ourChanges, edits] = turned ? [merge.theirChanges, merge.ourChanges] : [merge.ourChanges, merge.theirChanges];
  const all = (list: readonly string[]) => ({ start: 0, end: list.length });
  return {
    ...{ base, ours, theirs, edits },
    region: { base: all(base), ours: all(ours), theirs: all(theirs) },
    partner: partnersOf(base.length, ourChanges),
  };
}

/** The region merged by pieces, as lines; where both sides changed the same pieces, ours or nothing at all. */
export function mergeRegion(problem: Problem, grain: Grain, contested: 'ours' | 'nothing'): string[] | undefined {
  return mergePieces(problem.region, sidesOf(problem), grain, contested);
}

/** Three-way merge of lines of a region by pieces, as lines; where both sides changed the same pieces, ours or nothing at all. */
export function mergePieces(
  region: Region,
  texts: Texts,
  grain: Grain,
  contested: 'ours' | 'nothing',
): string[] | undefined {
  const pieces = piecesOf(region, texts, grain);
  if (!pieces || (pieces.merge.regions.length > 0 && contested === 'nothing')) return undefined;
  return splitLines(spliced(pieces.ours, pieces.merge.splices).join(''));
}

function sidesOf({ base, ours, theirs, region }: Problem): Texts {
  return {
    base: within(base, region.base),
    ours: within(ours, region.ours),
    theirs: within(theirs, region.theirs),
  };
}

/** The texts cut and merged; undefined where they have too many pieces. */
function piecesOf(region: Region, { base, ours, theirs }: Texts, grain: Grain): Pieces | undefined {
  return known(region)(grain)(base.join(''))(ours.join(''))(theirs.join(''));
}

/** By region, grain, base, ours and theirs: several strategies ask for the same. */
const known = onceFor((_region: Region) =>
  onceEach((grain: Grain) =>
    onceEach((base: string) =>
      onceEach((ours: string) =>
        onceEach((theirs: string): Pieces | undefined => {
          const texts = { base: cut(base, grain), ours: cut(ours, grain), theirs: cut(theirs, grain) };
          if (areTooMany(texts.base, texts.ours, texts.theirs)) return undefined;
          return { ...texts, merge: mergeSequences(texts.base, texts.ours, texts.theirs) };
        }),
      ),
    ),
  ),
);
