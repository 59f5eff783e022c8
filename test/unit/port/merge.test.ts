// Three-way merges of texts of one-letter lines.
import assert from 'node:assert/strict';
import { mergeText } from '../../../src/port/merge';

const lines = (word: string) => [...word].map((letter) => `${letter}\n`);
const merge = (base: string, ours: string, theirs: string) => {
  const merged = mergeText(lines(base).join(''), lines(ours).join(''), lines(theirs).join(''));
  return merged.kind === 'clean' ? merged.text.replaceAll('\n', '') : merged.regions;
};

suite('mergeText', () => {
  test('takes both sides where a common line stands between their changes', () => {
    assert.equal(merge('abcde', 'Xbcde', 'abcdY'), 'XbcdY');
    assert.equal(merge('abc', 'Xbc', 'abY'), 'XbY');
    assert.equal(merge('abcde', 'acde', 'abcXde'), 'acXde');
  });

  test('takes the side that changed alone', () => {
    assert.equal(merge('abc', 'abc', 'aXc'), 'aXc');
    assert.equal(merge('abc', 'aXc', 'abc'), 'aXc');
  });

  test('counts an equal change of both sides once', () => {
    assert.equal(merge('abcd', 'aXcd', 'aXcdY'), 'aXcdY');
    assert.equal(merge('abcdef', 'adef', 'adeYf'), 'adeYf');
  });

  test('conflicts where changes touch, and says where', () => {
    assert.deepEqual(merge('abcd', 'aXcd', 'abYd'), [
      { line: 1, base: ['b\n', 'c\n'], ours: ['X\n', 'c\n'], theirs: ['b\n', 'Y\n'] },
    ]);
    assert.deepEqual(merge('ab', 'aXb', 'aYb'), [{ line: 1, base: [], ours: ['X\n'], theirs: ['Y\n'] }]);
  });

  test('counts lines of a conflict in our text, and keeps what merges out of it', () => {
    assert.deepEqual(merge('abcdefg', 'NNabcdXfg', 'aZcdYfg'), [
      { line: 6, base: ['e\n'], ours: ['X\n'], theirs: ['Y\n'] },
    ]);
  });

  test('a removal conflicts with a change of the removed lines', () => {
    assert.deepEqual(merge('abc', 'ac', 'aXc'), [{ line: 1, base: ['b\n'], ours: [], theirs: ['X\n'] }]);
  });

  test('joins touching changes of both sides to one region', () => {
    assert.deepEqual(merge('abcdef', 'aXYdZf', 'aPQRef'), [
      { line: 1, base: lines('bcde'), ours: lines('XYdZ'), theirs: lines('PQRe') },
    ]);
  });

  test('two added texts merge only when one is empty or both are equal', () => {
    assert.equal(merge('', '', 'ab'), 'ab');
    assert.equal(merge('', 'ab', 'ab'), 'ab');
    assert.deepEqual(merge('', 'ab', 'ac'), [{ line: 0, base: [], ours: lines('ab'), theirs: lines('ac') }]);
  });

  test('keeps line endings and bytes as they are', () => {
    const merged = mergeText('a\r\nb\nc\nd', 'a\r\nb\nc\n\xe9', '\xffa\r\nb\nc\nd');
    assert.deepEqual(merged, { kind: 'clean', text: '\xffa\r\nb\nc\n\xe9' });
  });
});
