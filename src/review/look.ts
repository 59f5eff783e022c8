// The one table from a state to how it looks and reads; every surface, and the terminal, takes it from here.
import type { ReviewState } from './types';

/** All that can be shown for a fix on a branch: the outcome of porting before there is a review, then the review's state. */
export type Standing = ReviewState | 'already-there' | 'clean' | 'adapted' | 'proposed' | 'conflict' | 'refused';

/** How a state looks. `icon` is a codicon's id, `colour` a theme colour that the manifest contributes. */
export interface Look {
  icon: string;
  colour: Colour;
  /** One or two words, as in a column or a lens. */
  word: string;
  /** A whole short sentence, for hovers and screen readers. */
  sentence: string;
}

/** The theme colours; few, as the icon and the word tell the states apart. */
export type Colour =
  | 'fishladder.merged'
  | 'fishladder.approved'
  | 'fishladder.inReview'
  | 'fishladder.needsYou'
  | 'fishladder.quiet';

const looks: Record<Standing, Look> = {
  draft: {
    icon: 'git-pull-request-draft',
    colour: 'fishladder.quiet',
    word: 'draft',
    sentence: 'The review is marked as work in progress.',
  },
  'in-review': {
    icon: 'git-pull-request',
    colour: 'fishladder.inReview',
    word: 'in review',
    sentence: 'The patch is under review.',
  },
  'needs-you': {
    icon: 'bell-dot',
    colour: 'fishladder.needsYou',
    word: 'needs you',
    sentence: 'The review waits for its author.',
  },
  approved: {
    icon: 'pass',
    colour: 'fishladder.approved',
    word: 'approved',
    sentence: 'The reviewers have approved the patch.',
  },
  merged: {
    icon: 'git-merge',
    colour: 'fishladder.merged',
    word: 'merged',
    sentence: 'The patch is merged upstream.',
  },
  abandoned: {
    icon: 'git-pull-request-closed',
    colour: 'fishladder.quiet',
    word: 'abandoned',
    sentence: 'The review was closed without merging.',
  },
  'not-submitted': {
    icon: 'circle-outline',
    colour: 'fishladder.quiet',
    word: 'not submitted',
    sentence: 'The patch is ready and has not been put up for review.',
  },
  unknown: {
    icon: 'question',
    colour: 'fishladder.quiet',
    word: 'unknown',
    sentence: 'The state of the review could not be read.',
  },
  offline: {
    icon: 'debug-disconnect',
    colour: 'fishladder.quiet',
    word: 'offline',
    sentence: 'The review server could not be reached.',
  },
  'already-there': {
    icon: 'check-all',
    colour: 'fishladder.merged',
    word: 'already there',
    sentence: 'The branch already has this fix.',
  },
  clean: {
    icon: 'repo-forked',
    colour: 'fishladder.quiet',
    word: 'not ported',
    sentence: 'The fix fits this branch, and its patch is not written yet.',
  },
  adapted: {
    icon: 'wand',
    colour: 'fishladder.quiet',
    word: 'adapted',
    sentence: 'The fix was adapted to this branch, and its patch is not written yet.',
  },
  proposed: {
    icon: 'lightbulb',
    colour: 'fishladder.needsYou',
    word: 'proposed',
    sentence: 'There is a proposal for this branch that a person must accept.',
  },
  conflict: {
    icon: 'warning',
    colour: 'fishladder.needsYou',
    word: 'conflict',
    sentence: 'The fix does not fit this branch as it is.',
  },
  refused: {
    icon: 'circle-slash',
    colour: 'fishladder.quiet',
    word: 'refused',
    sentence: 'The fix holds something that is not ported.',
  },
};

/** How a state looks. */
export function look(standing: Standing): Look {
  return looks[standing];
}

/** True where nothing moves any more: the branch has the fix, or its review was given up. */
export function isSettled(standing: Standing): boolean {
  return standing === 'merged' || standing === 'abandoned' || standing === 'already-there';
}

/** Every state there is, for tables that must be complete (colours, gutter icons, tests). */
export const standings = Object.keys(looks) as Standing[];
