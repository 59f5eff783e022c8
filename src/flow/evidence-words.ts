// Words for people: how sure a settled place is, what speaks against it, where it stands, and how many other answers there were.
import { type Bytes, decode } from '../base/bytes';
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

/** An import or an include, which no file needs twice. */
const IMPORT = /^\s*(?:import\s|from\s+\S+\s+import\s|#\s*include\b)/;

/** What speaks against an adaptation, a clause each. */
export function doubtWords(hunk: Pick<Adaptation, 'signs' | 'byHand' | 'lines' | 'ours' | 'theirs'>): string[] {
  const { duplicates, strayed, unbalanced, vanished, idle } = hunk.signs;
  const again = hunk.byHand ? [] : importedAgain(hunk);
  return [
    ...(idle && !hunk.byHand ? ["the branch's lines stay as they are: nothing of the fix comes in here"] : []),
    ...(vanished.length > 0 ? [`the branch's file has no ${vanished.map(decode).join(', ')}`] : []),
    ...(duplicates > 0 ? ['it defines something that the branch defines elsewhere'] : []),
    ...again.map((line) => `it has twice: ${decode(line)}`),
    ...(strayed > 0 ? ['new lines come to stand in another function or class than in the fix'] : []),
    ...(unbalanced > 0 ? ['brackets do not pair up as they should'] : []),
  ];
}

/** Imports that the lines have more often than either side. */
function importedAgain({ lines, ours, theirs }: Pick<Adaptation, 'lines' | 'ours' | 'theirs'>): Bytes[] {
  const count = (side: readonly Bytes[], words: Bytes) => side.filter((line) => line.trim() === words).length;
  const imports = new Set(lines.filter((line) => IMPORT.test(line)).map((line) => line.trim()));
  const most = (words: Bytes) => Math.max(1, count(ours, words), count(theirs, words));
  return [...imports].filter((words) => count(lines, words) > most(words));
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
