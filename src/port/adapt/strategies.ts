// The ways to settle a conflicting region, from exact to interpretive, behind one type.

import { splitLines } from '../../base/bytes';
import type { Splice } from '../merge';
import { spliced } from '../merge';
import { type Manner, placeEdits } from './edits';
import { mergeLayout } from './layout';
import { type Problem, within } from './problem';
import { withSimilar } from './similar';
import { type Grain, inPieces, mergeRegion } from './words';

/** What a strategy makes of a region, as splices of ours in order; undefined when it has no answer. */
export type Strategy = (problem: Problem) => readonly Splice[] | undefined;

/** Likeness from which a line counts as another form of one: most of its words, half of them, some of them. */
const [MOST, HALF, SOME] = [0.6, 0.5, 0.4];

const fitted: Manner = { missing: true, between: 'before-next', gone: 'drop' };
const late: Manner = { ...fitted, between: 'after-last' };

/** All strategies by name. A name says what a strategy allows itself; a person reads it as evidence. */
export const strategies: Readonly<Record<string, Strategy>> = {
  'in place': edits({}),
  'beside missing lines': edits({ missing: true }),
  'beside missing lines, spaced': edits({ missing: true, spacing: 'theirs' }),
  'beside missing lines, spaced as they were': edits({ missing: true, spacing: 'around' }),
  'without missing lines': edits({ missing: true, gone: 'drop' }),
  'with missing lines': edits({ missing: true, gone: 'insert' }),
  'before the next line': edits({ missing: true, between: 'before-next' }),
  'after the last line': edits({ missing: true, between: 'after-last' }),
  fitted: edits(fitted),
  'fitted, spaced': edits({ ...fitted, spacing: 'theirs' }),
  'fitted, spaced as they were': edits({ ...fitted, spacing: 'around' }),
  'fitted late, spaced': edits({ ...late, spacing: 'theirs' }),
  'similar lines': similar(MOST, { missing: true }),
  'similar lines, blended': similar(MOST, { missing: true, blend: true }),
  'similar lines, fitted': similar(MOST, fitted),
  'similar lines, fitted, blended': similar(MOST, { ...fitted, blend: true }),
  'similar lines, fitted, blended, spaced': similar(MOST, { ...fitted, blend: true, spacing: 'theirs' }),
  'similar lines, fitted, blended, spaced as they were': similar(MOST, { ...fitted, blend: true, spacing: 'around' }),
  'similar lines, fitted late': similar(MOST, late),
  'similar lines, fitted late, blended, spaced': similar(MOST, { ...late, blend: true, spacing: 'theirs' }),
  'loosely similar lines': similar(SOME, { missing: true }),
  'loosely similar lines, with missing ones': similar(SOME, { ...fitted, gone: 'insert' }),
  'loosely similar lines, fitted, spaced': similar(SOME, { ...fitted, spacing: 'theirs' }),
  'other names': similar(HALF, { ...fitted, rename: true }),
  'other depth': similar(HALF, { ...fitted, reindent: true }),
  'merged words': whole((problem) => mergeRegion(problem, 'words', 'nothing')),
  'merged parts': whole((problem) => mergeRegion(problem, 'parts', 'nothing')),
  'merged words, ours where contested': whole((problem) => mergeRegion(problem, 'words', 'ours')),
  'fitted words': pieces('words'),
  'fitted parts': pieces('parts'),
  'ours in theirs': turned('lines', fitted),
  'ours in theirs, late': turned('lines', late),
  'ours in theirs, words': turned('words', fitted),
  'ours in theirs, parts': turned('parts', fitted),
  'merged layout': whole(mergeLayout),
  'as in the source': whole(({ theirs, region }) => within(theirs, region.theirs)),
  'left out': whole(({ ours, region }) => within(ours, region.ours)),
};

function edits(manner: Manner): Strategy {
  return (problem) => placeEdits(problem, manner);
}

function similar(least: number, manner: Manner): Strategy {
  return (problem) => placeEdits(withSimilar(problem, least), manner);
}

function pieces(grain: Grain): Strategy {
  return whole((problem) => placedPieces(problem, grain, fitted, false));
}

/** What ours changed, placed in theirs. */
function turned(grain: Grain, manner: Manner): Strategy {
  return whole((problem) => placedPieces(problem, grain, manner, true));
}

/** The edits of one side of a region placed in pieces of the other, as lines. */
function placedPieces(problem: Problem, grain: Grain, manner: Manner, turned: boolean): readonly string[] | undefined {
  const inside = inPieces(problem, grain, turned);
  const splices = inside && placeEdits(inside, manner);
  return splices && splitLines(spliced(inside.ours, splices).join(''));
}

function whole(settle: (problem: Problem) => readonly string[] | undefined): Strategy {
  return (problem) => {
    const lines = settle(problem);
    return lines && [{ ...problem.region.ours, lines }];
  };
}
