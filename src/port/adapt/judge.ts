// How likely each candidate is what a person would have written, by what was measured on real ports.
import type { Candidate } from './candidates';
import { type Problem, within } from './problem';
import { bagOf, minus, type Signs, size } from './signs';
import { weights } from './weights';

/** A candidate as numbers by name; what is not named is 0. */
export type Measures = Readonly<Record<string, number>>;

/** The numbers that a candidate is judged by. `rivals` is how many candidates the region has. */
export function measuresOf(problem: Problem, { strategies }: Candidate, signs: Signs, rivals: number): Measures {
  const { base, ours, theirs, region } = problem;
  const [from, own, other] = [within(base, region.base), within(ours, region.ours), within(theirs, region.theirs)];
  const [fromBag, ownBag, otherBag] = [bagOf(from), bagOf(own), bagOf(other)];
  const [added, removed] = [size(minus(otherBag, fromBag)), size(minus(fromBag, otherBag))];
  const counted = (name: string, count: number) => ({ [name]: Math.log1p(count), [`${name} any`]: Number(count > 0) });
  return {
    bias: 1,
    ...Object.fromEntries(strategies.map((name) => [name, 1])),
    agreeing: strategies.length / 10,
    rivals: rivals / 10,
    ...counted('lost', signs.lost),
    ...counted('foreign', signs.foreign),
    ...counted('undone', signs.undone),
    ...counted('kept', signs.kept),
    vanished: Math.min(signs.vanished.length, 5),
    'vanished any': Number(signs.vanished.length > 0),
    unknown: Math.min(signs.unknown, 5),
    duplicates: Number(signs.duplicates > 0),
    gaps: Number(signs.gaps > 0),
    squeezed: Number(signs.squeezed > 0),
    unbalanced: Number(signs.unbalanced > 0),
    idle: Number(signs.idle),
    'idle in another scope': Number(signs.idle && !signs.sameScope),
    'same scope': Number(signs.sameScope),
    'our lines': Math.log1p(own.length),
    'our lines none': Number(own.length === 0),
    'base lines': Math.log1p(from.length),
    added: Math.log1p(added),
    'added none': Number(added === 0),
    removed: Math.log1p(removed),
    'ours added': Math.log1p(size(minus(ownBag, fromBag))),
    'ours removed': Math.log1p(size(minus(fromBag, ownBag))),
  };
}

/** How much speaks for a candidate, on the scale of a logarithm. */
function strengthOf(measures: Measures): number {
  let sum = 0;
  for (const [name, value] of Object.entries(measures)) sum += (weights[name] ?? 0) * value;
  return sum;
}

/**
 * The chance of each candidate to be what a person would write, 0 to 1; what is missing to 1 is the chance that none is. A
 * conditional logit model (McFadden, 1974) with weights fitted to real ports by `npm run bench:port -- --fit`.
 */
export function chancesOf(candidates: readonly Measures[]): number[] {
  const strengths = candidates.map(strengthOf);
  const top = Math.max(0, ...strengths);
  const parts = strengths.map((strength) => Math.exp(strength - top));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(-top));
  return parts.map((part) => part / all);
}
