// Conflicts taken apart into words: what is placed in what, and how much is compared at all.
import assert from 'node:assert/strict';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { type Problem, partnersOf, problemsOf } from '../../../../src/port/adapt/problem';
import { inPieces, mergeRegion } from '../../../../src/port/adapt/words';
import { mergeSequences, mergeText } from '../../../../src/port/merge';
import { randomTexts } from './random';

function problems(base: string, ours: string, theirs: string): { problems: Problem[]; strategies: Set<string> } {
  const merged = mergeText(base, ours, theirs);
  assert.ok(merged.kind === 'conflict');
  const found = problemsOf(merged.texts, merged.merge);
  const facts = factsOf(merged.texts, merged.merge);
  const candidates = found.flatMap((problem) => candidatesOf(problem, facts));
  return { problems: found, strategies: new Set(candidates.flatMap(({ strategies }) => strategies)) };
}

/** A line of so many pairs of a word and a blank, some of them changed. */
const line = (pairs: number, changed: Record<number, string>) =>
  `${Array.from({ length: pairs }, (_, n) => changed[n] ?? `w${n % 50}`).join(' ')}\n`;

suite('port/adapt/words', function () {
  this.timeout(20_000);

  test('what ours changed is placed in theirs as if the sides had been given the other way round', () => {
    let compared = 0;
    for (const [base, ours, theirs] of randomTexts(60)) {
      if (mergeText(base, ours, theirs).kind === 'clean') continue;
      for (const problem of problems(base, ours, theirs).problems) {
        const [straight, turned] = [inPieces(problem, 'words', false), inPieces(problem, 'words', true)];
        assert.ok(straight && turned);
        const other = mergeSequences(straight.base, straight.theirs, straight.ours);
        assert.deepEqual([turned.ours, turned.theirs], [straight.theirs, straight.ours]);
        assert.deepEqual(turned.edits, other.theirChanges);
        assert.deepEqual(turned.partner, partnersOf(straight.base.length, other.ourChanges));
        compared++;
      }
    }
    assert.ok(compared > 30, `${compared} regions`);
  });

  test('a line of thousands of words is merged by them', () => {
    const { problems: found, strategies } = problems(
      line(4000, {}),
      line(4000, { 7: 'our' }),
      line(4000, { 900: 'their' }),
    );
    assert.deepEqual(mergeRegion(found[0]!, 'words', 'nothing'), [line(4000, { 7: 'our', 900: 'their' })]);
    assert.ok(strategies.has('merged words') && strategies.has('merged layout'));
  });

  test('tens of thousands of them are not, as that takes seconds', () => {
    const { problems: found, strategies } = problems(
      line(9000, {}),
      line(9000, { 7: 'our' }),
      line(9000, { 900: 'their' }),
    );
    assert.equal(mergeRegion(found[0]!, 'words', 'nothing'), undefined);
    assert.equal(inPieces(found[0]!, 'words', true), undefined);
    assert.deepEqual(
      [...strategies].filter((name) => name.includes('words')),
      [],
    );
  });
});
