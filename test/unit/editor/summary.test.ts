// What the rows of a fix come to.
import assert from 'node:assert/strict';
import { needsYou, summarize } from '../../../src/editor/summary';
import { standings } from '../../../src/review/look';
import { row } from './views';

suite('summary of a fix', () => {
  test('the row that presses most speaks for the fix', () => {
    const rows = [row('master', 'merged'), row('b', 'in-review'), row('c', 'needs-you'), row('d', 'conflict')];
    const { row: pressing, merged, total, colour } = summarize(rows);
    assert.deepEqual([pressing?.cell.branch, merged, total, colour], ['c', 1, 4, 'fishladder.needsYou']);
  });

  test('of equals the first branch speaks', () => {
    assert.equal(summarize([row('a', 'in-review'), row('b', 'in-review')]).row?.cell.branch, 'a');
  });

  test('a fix that every branch has is merged', () => {
    const { row: pressing, merged, colour } = summarize([row('a', 'merged'), row('b', 'already-there')]);
    assert.deepEqual([pressing, merged, colour], [undefined, 2, 'fishladder.merged']);
  });

  test('a fix without branches is quiet', () => {
    assert.equal(summarize([]).colour, 'fishladder.quiet');
  });

  test('branches of which nothing is known are not counted as not merged', () => {
    assert.equal(summarize([row('a', 'unknown'), row('b', 'unknown')]).total, 0);
    assert.equal(summarize([row('a', 'unknown'), row('b', 'merged')]).total, 2);
  });

  test('every state that is not through presses somehow', () => {
    const through = standings.filter((standing) => summarize([row('a', standing)]).row === undefined);
    assert.deepEqual(through.sort(), ['already-there', 'merged']);
  });

  test('a review that asks for something, a conflict and a proposal need the operator', () => {
    const needing = standings.filter((standing) => needsYou(row('a', standing)));
    assert.deepEqual(needing.sort(), ['conflict', 'needs-you', 'proposed']);
  });
});
