// Pairs lines that differ by how many words they share.
import { onceEach, onceFor } from '../../base/once';
import { type Bag, size, wordsBag } from './bag';
import type { Problem } from './problem';

/** Pairs compared at most in one gap between matched lines; a bigger gap is left alone. */
const MOST_PAIRS = 40_000;

/**
 * The problem with those lines of base in the region that have no partner paired with lines of ours that share words with
 * them: in order, and so that the sum of likeness (Dice coefficient of words and signs, at least `least` a pair) is the
 * greatest (the alignment of Needleman and Wunsch, 1970).
 */
export function withSimilar(problem: Problem, least: number): Problem {
  return paired(problem)(least);
}

const paired = onceFor((problem: Problem) => onceEach((least: number) => pairedBy(problem, least)));

function pairedBy(problem: Problem, least: number): Problem {
  const { base, ours, region } = problem;
  const partner = problem.partner.slice();
  for (let line = region.base.start; line < region.base.end; ) {
    if (partner[line]! >= 0) {
      line++;
      continue;
    }
    let end = line;
    while (end < region.base.end && partner[end]! < 0) end++;
    const gap = gapOfOurs(partner, line, end, ours.length);
    const [from, to] = [base.slice(line, end), ours.slice(gap.start, gap.end)];
    for (const [a, b] of pairs(from, to, least)) partner[line + a] = gap.start + b;
    line = end;
  }
  return { ...problem, partner };
}

/** The lines of ours between the partners around base lines `start` to `end`. */
function gapOfOurs(partner: Int32Array, start: number, end: number, length: number): { start: number; end: number } {
  let above = start - 1;
  while (above >= 0 && partner[above]! < 0) above--;
  let below = end;
  while (below < partner.length && partner[below]! < 0) below++;
  return {
    start: above < 0 ? 0 : partner[above]! + 1,
    end: below < partner.length ? partner[below]! : length,
  };
}

function pairs(from: readonly string[], to: readonly string[], least: number): [number, number][] {
  const width = to.length + 1;
  if (from.length * to.length === 0 || from.length * to.length > MOST_PAIRS) return [];
  const [left, right] = [from.map(wordsOf), to.map(wordsOf)];
  const alike = new Float64Array(from.length * width);
  const best = new Float64Array((from.length + 1) * width);
  for (let a = from.length - 1; a >= 0; a--) {
    for (let b = to.length - 1; b >= 0; b--) {
      const likeness = dice(left[a]!, right[b]!, least);
      alike[a * width + b] = likeness >= least ? likeness : -1;
      const together = likeness >= least ? likeness + best[(a + 1) * width + b + 1]! : -1;
      best[a * width + b] = Math.max(together, best[(a + 1) * width + b]!, best[a * width + b + 1]!);
    }
  }
  const found: [number, number][] = [];
  for (let a = 0, b = 0; a < from.length && b < to.length; ) {
    const here = best[a * width + b]!;
    const likeness = alike[a * width + b]!;
    if (likeness >= 0 && here === likeness + best[(a + 1) * width + b + 1]!) found.push([a++, b++]);
    else if (here === best[(a + 1) * width + b]!) a++;
    else b++;
  }
  return found;
}

interface Words {
  bag: Bag;
  count: number;
}

function wordsOf(line: string): Words {
  const bag = wordsBag([line]);
  return { bag, count: size(bag) };
}

/** The Dice coefficient; 0 where the counts alone tell that it is less than `least`. */
function dice(a: Words, b: Words, least: number): number {
  const likeness = (shared: number) => (2 * shared) / Math.max(1, a.count + b.count);
  if (likeness(Math.min(a.count, b.count)) < least) return 0;
  let shared = 0;
  for (const [word, count] of a.bag) shared += Math.min(count, b.bag.get(word) ?? 0);
  return likeness(shared);
}
