// Fits what a strategy gives to the rest of the file: its names, and what it does not have.

import { openedBy } from './brackets';
import type { FileFacts } from './facts';
import { type Problem, within } from './problem';
import { realigned } from './realign';
import { renamed } from './rewrite';

/** Another form of an answer's lines, of which only `fresh` ones may change; undefined where there is none. */
export type Refinement = (
  lines: readonly string[],
  fresh: (line: string) => boolean,
  facts: FileFacts,
  problem: Problem,
) => readonly string[] | undefined;

/** All refinements by name, as a person reads them among the strategies. */
export const refinements: Readonly<Record<string, Refinement>> = {
  'names of the file': (lines, fresh, facts) => {
    const renamings = facts.renamings();
    if (renamings.length === 0) return undefined;
    const written = lines.map((line) => (fresh(line) ? renamed([line], renamings).join('') : line));
    return written.some((line, at) => line !== lines[at]) ? written : undefined;
  },
  'without what is missing': (lines, fresh, facts) => {
    const left = without(lines, (line) => fresh(line) && facts.leansOnVanished(line));
    return left.length < lines.length ? left : undefined;
  },
  'aligned again': (lines, fresh, _facts, { theirs, region }) => realigned(lines, fresh, within(theirs, region.theirs)),
};

/**
 * Lines without the statements, arguments and decorators for which `leans` holds of one of their lines; each takes its
 * further lines along, up to the closing bracket. What opens a block stays.
 */
function without(lines: readonly string[], leans: (line: string) => boolean): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const unit = lines.slice(at, unitEnd(lines, at));
    const opens = /:\s*(#.*)?$/.test(unit.at(-1)!.trimEnd());
    if (opens || !unit.some(leans)) kept.push(...unit);
    at += unit.length;
  }
  return kept;
}

/** Where the lines end that belong to the one at `start`; just after it, where brackets do not tell. */
function unitEnd(lines: readonly string[], start: number): number {
  let open = 0;
  for (let at = start; at < lines.length; at++) {
    open += openedBy([lines[at]!]);
    if (open === 0) return at + 1;
    if (open < 0) break;
  }
  return start + 1;
}
