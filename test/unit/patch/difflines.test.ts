// Which lines are taken for changed, and where groups of changed lines stand.
import assert from 'node:assert/strict';
import { diffLines } from '../../../src/patch/difflines';

/** Lines of one letter each, and the diff as a word: `-` and `+` for changed lines, `=` for common ones. */
function diff(a: string, b: string): string {
  let word = '';
  let line = 0;
  for (const { aStart, aEnd, bStart, bEnd } of diffLines([...a], [...b])) {
    word += '='.repeat(aStart - line) + '-'.repeat(aEnd - aStart) + '+'.repeat(bEnd - bStart);
    line = aEnd;
  }
  return word + '='.repeat(a.length - line);
}

suite('diffLines', () => {
  test('finds nothing in equal texts and all of it in disjoint ones', () => {
    assert.deepEqual(diffLines([], []), []);
    assert.equal(diff('abc', 'abc'), '===');
    assert.equal(diff('ab', 'xyz'), '--+++');
    assert.equal(diff('', 'xy'), '++');
    assert.equal(diff('xy', ''), '--');
  });

  test('gives half-open ranges that start at 0', () => {
    assert.deepEqual(diffLines([...'abcd'], [...'aXcdY']), [
      { aStart: 1, aEnd: 2, bStart: 1, bEnd: 2 },
      { aStart: 4, aEnd: 4, bStart: 4, bEnd: 5 },
    ]);
  });

  test('tells a last line without line break from one that has it', () => {
    assert.deepEqual(diffLines(['a\n', 'b'], ['a\n', 'b\n']), [{ aStart: 1, aEnd: 2, bStart: 1, bEnd: 2 }]);
  });

  test('splits at the rarest line, not at the longest common part', () => {
    assert.equal(diff('{}{}U', 'U{}{}'), '----=++++');
  });

  test('slides a group down as far as equal lines let it', () => {
    assert.equal(diff('f}g}', 'f}f}g}'), '==++==');
    assert.equal(diff('abab', 'ababab'), '====++');
  });

  test('slides a group to a change of the other side rather than to the end', () => {
    assert.equal(diff('Pbbq', 'bbbq'), '-+===');
    assert.equal(diff('pbbq', 'pbXbbq'), '==++==');
  });

  test('joins groups that meet while they slide', () => {
    assert.equal(diff('abcabcabd', 'abd'), '==------=');
  });

  test('falls back to the shortest edit where every common line is too common', () => {
    const common = '.'.repeat(70);
    assert.equal(diff(`${common}a`, `b${common}`), `+${'='.repeat(70)}-`);
    assert.equal(diff(`a${common}`, `${common}${common}`), `-${'+'.repeat(70)}${'='.repeat(70)}`);
  });

  test('finds each change in a long text', () => {
    const before = Array.from({ length: 20_000 }, (_, line) => `line ${line}`);
    const after = before.map((line, number) => (number % 400 === 7 ? `${line}!` : line));
    const changed = diffLines(before, after);
    assert.equal(changed.length, 50);
    assert.ok(
      changed.every(({ aStart, aEnd, bStart }) => aStart % 400 === 7 && aEnd === aStart + 1 && bStart === aStart),
    );
  });
});
