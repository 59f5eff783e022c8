// Blank lines that come together where the lines of two texts meet.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { isBlank, problemsOf } from '../../../../src/port/adapt/problem';
import { thinned } from '../../../../src/port/adapt/thinned';
import { mergeText, type Range } from '../../../../src/port/merge';
import { randomTexts } from './random';

/** What is left of lines in the place of the range, where the texts have rows of blank lines as long as `rows`. */
function left(ours: string, { start, end }: Range, lines: string, rows = 1): string {
  const all = { start: 0, end: 0 };
  const base = splitLines('\n'.repeat(rows));
  const region = { base: all, ours: { start, end }, theirs: all };
  const problem = { base, ours: splitLines(ours), theirs: [], region, partner: new Int32Array(rows), edits: [] };
  return thinned(problem, { start, end }, splitLines(lines)).join('');
}

/** The longest row of blank lines of a text among those that reach into a range. */
function longest(lines: readonly string[], { start, end }: Range): number {
  let most = 0;
  for (let at = 0; at < lines.length; ) {
    let stop = at;
    while (isBlank(lines[stop])) stop++;
    if (stop > start && at < end) most = Math.max(most, stop - at);
    at = Math.max(stop, at + 1);
  }
  return most;
}

suite('port/adapt/thinned', () => {
  test('a row that the lines make longer than the texts have it is cut, above, within and below', () => {
    const place = { start: 2, end: 2 };
    assert.equal(left('a\n\n\nb\n', place, 'new()\n', 2), 'new()\n');
    assert.equal(left('a\n\nb\n', place, '\nnew()\n\n\nmore()\n'), 'new()\n\nmore()\n');
    assert.equal(left('a\n\nb\n', { start: 1, end: 1 }, 'new()\n\n'), 'new()\n');
    assert.equal(left('a\nb\n', { start: 1, end: 1 }, '\n\nnew()\n\n'), '\nnew()\n\n');
  });

  test('rows as long as one of the texts has stay, and so does what ours has', () => {
    assert.equal(left('a\n\n\nb\n', { start: 1, end: 3 }, '\n\n'), '\n\n');
    assert.equal(left('a\nb\n', { start: 1, end: 1 }, '\n\n\nnew()\n', 3), '\n\n\nnew()\n');
  });

  test('no answer to a random conflict has a longer row than the texts have', () => {
    for (const [base, ours, theirs] of randomTexts(300)) {
      const merged = mergeText(base, ours, theirs);
      if (merged.kind === 'clean') continue;
      const facts = factsOf(merged.texts, merged.merge);
      for (const problem of problemsOf(merged.texts, merged.merge)) {
        const { region } = problem;
        const beside = (range: Range) => ({ start: range.start - 1, end: range.end + 1 });
        const sides = [
          longest(problem.base, beside(region.base)),
          longest(problem.ours, beside(region.ours)),
          longest(problem.theirs, beside(region.theirs)),
        ];
        for (const { start, end, lines } of candidatesOf(problem, facts)) {
          const text = [...problem.ours.slice(0, start), ...lines, ...problem.ours.slice(end)];
          const row = longest(text, { start, end: start + lines.length });
          assert.ok(row <= Math.max(1, ...sides), text.join(''));
        }
      }
    }
  });
});
