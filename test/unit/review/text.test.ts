// Text of several lines from a forge: readable, without what hides or reorders text.
import assert from 'node:assert/strict';
import { plainLines } from '../../../src/review/text';

suite('lines of text from a forge', () => {
  test('line ends and tabs stay, control and direction characters go', () => {
    assert.equal(
      plainLines('one\r\ntwo\rthree\n\n\tfour\u0007\u202e\u200bfive\u0000'),
      'one\ntwo\nthree\n\n\tfourfive',
    );
  });

  test('long text is cut, and says so', () => {
    assert.equal(plainLines('x'.repeat(50), 10), `${'x'.repeat(9)}…`);
  });
});
