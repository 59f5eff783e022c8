// Words for people: how sure a settled place is, where it stands, and how many other answers there were.
import { decode } from '../base/bytes';
import type { Adaptation } from '../port/adapt/adapt';
import type { Anchor, Evidence } from '../port/evidence';

/** Where a hunk stands, as a clause: the functions around it, and the unchanged lines of the branch's file above and below. Lines count from 1. */
export function placeWords({ above, below, scope }: Evidence): string {
  return [scopeWords(scope), anchorWords(above, below)].filter((part) => part !== '').join(', ');
}

/** How many answers were not taken, and how likely the best of them is, as a clause; empty where there was none. */
export function rivalWords({ rivals, others }: Pick<Adaptation, 'rivals' | 'others'>): string {
  const [next] = others;
  if (!next) return '';
  const likely = `${Math.round(100 * next.chance)} in 100`;
  return rivals === 1 ? `another answer: ${likely}` : `${rivals} other answers, the likeliest: ${likely}`;
}

/** What the chance of a hunk means, and that of its file where it is known. */
export function chanceWords({ byHand, chance }: Pick<Adaptation, 'byHand' | 'chance'>, trust?: number): string {
  if (byHand) return 'resolved before by hand';
  const [hunk, file] = [chance, trust ?? 0].map((part) => Math.round(100 * part));
  return `${hunk} in 100 hunks like this were what a person wrote${trust === undefined ? '' : `; of such files, ${file}`}`;
}

function scopeWords({ source, target }: Evidence['scope']): string {
  const [there, here] = [source, target].map(decode);
  if (there === here) return here === '' ? '' : `in ${here}`;
  return `${here === '' ? 'outside of functions' : `in ${here}`} (in the fix: ${there === '' ? 'outside of functions' : there})`;
}

function anchorWords(above: Anchor | undefined, below: Anchor | undefined): string {
  const place =
    above && below
      ? `between lines ${above.line + 1} and ${below.line + 1}`
      : above
        ? `below line ${above.line + 1}`
        : below
          ? `above line ${below.line + 1}`
          : 'no line around it is the same';
  const repeated = [above, below].flatMap((anchor) => (anchor && !anchor.unique ? [anchor.line + 1] : []));
  const many = repeated.length === 0 ? '' : ` (the file has line ${repeated.join(' and ')} more than once)`;
  return place + many;
}
