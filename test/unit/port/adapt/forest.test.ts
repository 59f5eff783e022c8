// Trees as text, and what they answer.
import assert from 'node:assert/strict';
import { answerOf, readTree, type Tree, writeTree } from '../../../../src/port/adapt/forest';

const tree: Tree = {
  measure: 1,
  most: 0.5,
  low: { measure: 0, most: -2, low: 1, high: 2.25 },
  high: -3,
};
const answer = (...measures: number[]) => answerOf(tree, Float64Array.from(measures));

suite('port/adapt/forest', () => {
  test('a tree asks measure after measure, and a value that is just the limit is low', () => {
    assert.deepEqual([answer(-2, 0.5), answer(-1.9, 0.5), answer(-2, 0.51)], [1, 2.25, -3]);
  });

  test('a tree survives being written and read', () => {
    assert.equal(writeTree(tree), '1<0.5 0<-2 1 2.25 -3');
    assert.deepEqual(readTree(writeTree(tree)), tree);
    assert.equal(readTree('-0.125'), -0.125);
  });
});
