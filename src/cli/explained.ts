// Prints what a fix lacks on a branch.
import type { Explanation, Lack } from '../flow/explain';
import { plain } from './table';

/** So many commits are printed; the others are counted. */
const SHOWN = 5;

/** Why not all can be told in a shallow clone, and what helps. */
const CUT =
  'not all that the fix leans on can be told, as this clone lacks the history before it (git fetch --unshallow --tags).';

/** The first commits that a fix leans on, two or three lines each. */
export function explainedText(branch: string, { lacks, complete, cut }: Explanation): string {
  const gap = cut ? CUT : 'there was no time to look for all that the fix leans on.';
  const late = complete ? '' : `  ${branch}: ${gap}\n`;
  if (lacks.length === 0) return late || `  ${branch}: it lacks no commit of the release that made these lines.\n`;
  const shown = lacks.slice(0, SHOWN).map(lackText).join('');
  const others = lacks.length > SHOWN ? `    and ${lacks.length - SHOWN} more (--json names them)\n` : '';
  return `  ${branch} lacks what the fix leans on:\n${shown}${others}${late}`;
}

function lackText({ commit, changeId, subject, lines, branches, makesClean }: Lack): string {
  const id = changeId === undefined ? '' : `, ${changeId}`;
  const where = branches.length === 0 ? '' : `; on ${branches.join(', ')}`;
  const clean = makesClean ? '      Porting it first makes this clean (--with-prerequisites).\n' : '';
  return `    ${plain(`${commit.slice(0, 12)} ${subject}`)}\n      made ${lines} of the lines${plain(`${where}${id}`)}\n${clean}`;
}
