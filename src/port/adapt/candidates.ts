// Runs the strategies on a region, refines what they give, and gathers equal answers.
import { type Range, type Splice, spliced } from '../merge';
import type { FileFacts } from './facts';
import { type Problem, within } from './problem';
import { refinements } from './refine';
import { strategies } from './strategies';
import { thinned } from './thinned';

/** One possible state of a part of ours, and the strategies that lead to it, refinements among them. */
export interface Candidate extends Range {
  lines: readonly string[];
  strategies: readonly string[];
}

/** The different answers to a region. Each covers at least the region in ours; equal ones are one, with all their strategies. */
export function candidatesOf(problem: Problem, facts: FileFacts): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Candidate) => {
    const lines = thinned(problem, candidate, candidate.lines);
    const key = `${candidate.start} ${candidate.end} ${lines.join('')}`;
    const known = found.get(key)?.strategies ?? [];
    found.set(key, { ...candidate, lines, strategies: [...new Set([...known, ...candidate.strategies])] });
  };
  for (const [name, strategy] of Object.entries(strategies)) {
    const splices = strategy(problem);
    const answer = splices && answerOf(problem, name, splices);
    if (answer && !endsWithinLine(problem, answer)) add(answer);
  }
  for (const candidate of [...found.values()]) {
    const old = new Set(within(problem.ours, candidate));
    for (const [name, refine] of Object.entries(refinements)) {
      const lines = refine(candidate.lines, (line) => !old.has(line), facts, problem);
      if (lines) add({ ...candidate, lines, strategies: [...candidate.strategies, name] });
    }
  }
  return [...found.values()];
}

function answerOf({ ours, region }: Problem, name: string, splices: readonly Splice[]): Candidate {
  const start = Math.min(region.ours.start, splices[0]?.start ?? region.ours.start);
  const end = Math.max(region.ours.end, splices.at(-1)?.end ?? region.ours.end);
  const inside = splices.map((splice) => ({ ...splice, start: splice.start - start, end: splice.end - start }));
  return { start, end, lines: spliced(ours.slice(start, end), inside), strategies: [name] };
}

/** Pieces of lines may come out so that the line below would go on in the last one. */
function endsWithinLine({ ours }: Problem, { end, lines }: Candidate): boolean {
  return end < ours.length && lines.length > 0 && !lines.at(-1)!.endsWith('\n');
}
