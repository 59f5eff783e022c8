// Which of the commits that a branch lacks a note about its conflicts names.
import assert from 'node:assert/strict';
import { chiefOf } from '../../../src/lineage/lacking';

const named = (...found: [lines: number, ...paths: string[]][]) =>
  chiefOf(found.map(([lines, ...paths]) => ({ lines, paths }))).map(({ lines }) => lines);

suite('lineage/lacking, what a note names', () => {
  test('those that made half as much as the first, at most three', () => {
    assert.deepEqual(named(), []);
    assert.deepEqual(named([10, 'a'], [6, 'a'], [4, 'a']), [10, 6]);
    assert.deepEqual(named([10, 'a'], [9, 'a'], [8, 'a'], [7, 'a']), [10, 9, 8]);
  });

  test('one for each file in conflict', () => {
    assert.deepEqual(named([10, 'a'], [4, 'a'], [2, 'b'], [1, 'b']), [10, 2]);
    assert.deepEqual(named([10, 'a', 'b'], [2, 'b']), [10]);
    assert.deepEqual(named([10, 'a'], [4, 'b'], [3, 'c'], [2, 'd']), [10, 4, 3]);
  });
});
