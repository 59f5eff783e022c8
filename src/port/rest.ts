// What reStructuredText says against a text that git did not place: a title that its line does not reach across, a mark set twice.
import { type Bytes, decode, splitLines } from '../base/bytes';
import type { Objection } from './types';

/** A line of one punctuation sign only, as stands below a title. Shorter ones may be text. */
const RULE = /^([!-/:-@[-`{-~])\1{3,}$/;
/** At the margin, what may be defined once in a file: a target within it, or a substitution. */
const MARK = /^\.\. (_(?!_)[^\n]*:|\|[^|\n]*\|.*)[ \t\r]*$/gm;

/** What speaks against a text that was made of ours and theirs, and against neither of these (docutils' specification, "Sections" and "Hyperlink Targets"). */
export function restObjections(text: Bytes, ours: Bytes, theirs: Bytes): Objection[] {
  const known = new Set([...misfits(ours), ...misfits(theirs)].map(({ words }) => words));
  const misfit = misfits(text).find(({ words }) => !known.has(words));
  if (misfit) return [{ kind: 'broken', line: misfit.line }];
  const [was, is] = [marksIn(ours), marksIn(theirs)];
  return [...marksIn(text)]
    .filter(([mark, count]) => count > Math.max(1, was.get(mark) ?? 0, is.get(mark) ?? 0))
    .map(([name]) => ({ kind: 'twice', name }));
}

/** The titles that are longer than the line below them, or whose line above is another one; with what they are, and the number (0-based) of the line below. */
function misfits(text: Bytes): { line: number; words: string }[] {
  const lines = splitLines(text).map((line) => line.trimEnd());
  return lines.flatMap((rule, line) => {
    const [title = '', above = ''] = [lines[line - 1], lines[line - 2]];
    const isOver = RULE.test(above);
    if (!RULE.test(rule) || title === '' || RULE.test(title) || !(isOver || (above === '' && /^\S/.test(title))))
      return [];
    const fits = decode(title).length <= rule.length && (!isOver || above === rule);
    return fits ? [] : [{ line, words: `${above}\n${title}\n${rule}` }];
  });
}

/** How often each mark is set; case does not count in them. */
function marksIn(text: Bytes): Map<Bytes, number> {
  const counts = new Map<Bytes, number>();
  for (const [, mark = ''] of text.matchAll(MARK)) {
    const name = /^\|[^|]*\|/.exec(mark)?.[0] ?? mark;
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  return counts;
}
