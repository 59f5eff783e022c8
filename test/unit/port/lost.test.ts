// What a settlement takes from the branch that nothing asked for.
import assert from 'node:assert/strict';
import { lostLines } from '../../../src/port/lost';
import type { FileSides } from '../../../src/port/types';

const BASE = 'a\nwas\nb\ngone\nc\nd\n';
/** The fix changes `was`, on which the branch conflicts, and takes `gone` away, which stands elsewhere on the branch. */
const FIX = 'a\nnew\nb\nc\nd\n';
const BRANCH = 'own\n\na\nother\nb\nd\ngone\nlast\n';

const sidesOf = (base: string, target: string, after: string): FileSides => {
  const blob = (content: string) => ({ id: content, mode: '100644', content }) as FileSides['target'];
  return { before: blob(base), target: blob(target), after: blob(after) };
};

const lost = (text: string) => lostLines(sidesOf(BASE, BRANCH, FIX), text).map((line) => BRANCH.split('\n')[line]);

suite('port/lost', () => {
  test('what the conflict is about may be settled in any way', () => {
    assert.deepEqual(lost('own\n\na\nanything\nb\nd\nlast\n'), []);
    assert.deepEqual(lost('own\n\na\nb\nd\ngone\nlast\n'), []);
  });

  test('lines of the branch that the fix does not touch are missed', () => {
    assert.deepEqual(lost(FIX), ['own', 'last']);
    assert.deepEqual(lost('own\na\nnew\nb\n'), ['d', 'last']);
  });

  test('a line that was moved, indented, or has another line end is not lost, and no blank one is', () => {
    assert.deepEqual(lost('a\nnew\nb\nd\nlast\n    own\r\n'), []);
  });

  test('where git merges by now, what it keeps is looked at', () => {
    const sides = sidesOf('a\nb\nc\n', 'own\na\nb\nc\n', 'a\nb\nnew\n');
    assert.deepEqual(lostLines(sides, 'own\na\nb\nnew\n'), []);
    assert.deepEqual(lostLines(sides, 'a\nb\nnew\n'), [0]);
  });
});
