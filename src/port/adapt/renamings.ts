// What ours writes otherwise than base all over a file.
import type { Change } from '../../patch/difflines';
import type { Merge, Texts } from '../merge';
import { type Renaming, renamings } from './rewrite';
import { withSimilar } from './similar';

/** Longer changes are not looked at: rewritten parts tell no names. */
const LONGEST = 60;
/** Likeness from which two changed lines are forms of one. */
const ALIKE = 0.5;

/**
 * What theirs writes in its changes, ours nowhere, and ours has in another form where base had it: the form that it has most
 * often. The longest come first.
 */
export function fileRenamings(texts: Texts, { ourChanges, theirChanges }: Pick<Merge, 'ourChanges' | 'theirChanges'>) {
  const votes = new Map<string, { renaming: Renaming; from: string; count: number }>();
  for (const renaming of ourChanges.flatMap((change) => renamingsIn(texts, change))) {
    const from = renaming.from.join('');
    const key = `${from}\n${renaming.to.join('')}`;
    votes.set(key, { renaming, from, count: (votes.get(key)?.count ?? 0) + 1 });
  }
  const added = theirChanges.flatMap(({ bStart, bEnd }) => texts.theirs.slice(bStart, bEnd)).join('');
  const asked = [...votes.values()].filter(({ from }) => added.includes(from)).sort((a, b) => a.count - b.count);
  const best = new Map(asked.map(({ from, renaming }) => [from, renaming]));
  const text = best.size > 0 ? texts.ours.join('') : '';
  return [...best]
    .filter(([from]) => !text.includes(from))
    .map(([, renaming]) => renaming)
    .sort((a, b) => b.from.length - a.from.length);
}

function renamingsIn({ base, ours }: Texts, { aStart, aEnd, bStart, bEnd }: Change): Renaming[] {
  const [from, own] = [base.slice(aStart, aEnd), ours.slice(bStart, bEnd)];
  if (from.length === 0 || own.length === 0 || from.length > LONGEST || own.length > LONGEST) return [];
  const [all, none] = [(lines: readonly string[]) => ({ start: 0, end: lines.length }), { start: 0, end: 0 }];
  const region = { base: all(from), ours: all(own), theirs: none };
  const partner = new Int32Array(from.length).fill(-1);
  return renamings(withSimilar({ base: from, ours: own, theirs: [], region, partner, edits: [] }, ALIKE));
}
