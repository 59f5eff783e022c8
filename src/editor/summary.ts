// What the rows of a fix come to: the one that presses most, and how many are through.

import type { StatusRow } from '../flow/status';
import { type Colour, look, type Standing } from '../review/look';

/** Standings by how much they press, most first; the others are done or wait for nothing. */
const PRESSING: readonly Standing[] = [
  'needs-you',
  'conflict',
  'proposed',
  'refused',
  'in-review',
  'approved',
  'draft',
  'not-submitted',
  'clean',
  'adapted',
  'offline',
  'unknown',
  'abandoned',
];

/** A fix in short. `row` is undefined when every branch has the fix, or none is known. */
export interface Summary {
  row: StatusRow | undefined;
  /** Branches that have the fix. */
  merged: number;
  /** All branches; 0 while nothing is known of any. */
  total: number;
  /** The colour that stands for the whole. */
  colour: Colour;
}

/** Sums up the rows of one fix; of equally pressing ones the first counts. */
export function summarize(rows: readonly StatusRow[]): Summary {
  const pressing = PRESSING.flatMap((standing) => rows.filter((row) => row.standing === standing));
  const merged = rows.filter(({ standing }) => standing === 'merged' || standing === 'already-there').length;
  const row = pressing[0];
  const colour = row ? look(row.standing).colour : rows.length > 0 ? 'fishladder.merged' : 'fishladder.quiet';
  const isKnown = rows.some(({ standing }) => standing !== 'unknown');
  return { row, merged, total: isKnown ? rows.length : 0, colour };
}

/** True for a row that cannot go on without the operator. */
export function needsYou({ standing }: StatusRow): boolean {
  return look(standing).colour === 'fishladder.needsYou';
}
