// Runs the strategies on a region and gathers equal answers.
import { type Range, spliced } from '../merge';
import type { Problem } from './problem';
import { strategies } from './strategies';

/** One possible state of a part of ours, and the strategies that came to it. */
export interface Candidate extends Range {
  lines: readonly string[];
  strategies: readonly string[];
}

/** The different answers to a region. Each covers at least the region in ours; equal ones are one, with all their strategies. */
export function candidatesOf(problem: Problem): Candidate[] {
  const { ours, region } = problem;
  const found = new Map<string, Candidate & { strategies: string[] }>();
  for (const [name, strategy] of Object.entries(strategies)) {
    const splices = strategy(problem);
    if (!splices) continue;
    const start = Math.min(region.ours.start, splices[0]?.start ?? region.ours.start);
    const end = Math.max(region.ours.end, splices.at(-1)?.end ?? region.ours.end);
    const inside = splices.map((splice) => ({ ...splice, start: splice.start - start, end: splice.end - start }));
    const lines = spliced(ours.slice(start, end), inside);
    const key = `${start} ${end} ${lines.join('')}`;
    const known = found.get(key);
    if (known) known.strategies.push(name);
    else found.set(key, { start, end, lines, strategies: [name] });
  }
  return [...found.values()];
}
