// What a log says of an error.
import { strict as assert } from 'node:assert';
import { Fault, logText } from '../../../src/base/fault';

suite('base/fault', () => {
  test('a fault is logged in its own words, without a stack', () => {
    const fault = new Fault('no-title', 'The fix has no title.', 'Give one.', { cause: new Error('inner') });
    assert.equal(logText(fault), 'The fix has no title. Give one. (no-title)');
  });

  test('a mistake of the program is logged with its stack', () => {
    assert.match(logText(new TypeError('x is undefined')), /^TypeError: x is undefined\n\s+at /);
    assert.equal(logText('thrown text'), 'thrown text');
  });
});
