// Answers that are remembered for a few seconds.
import assert from 'node:assert/strict';
import { recently } from '../../../src/flow/recently';

suite('recently', () => {
  test('asks once within five seconds, for each key, and again after a failure', async () => {
    let now = 0;
    let asked = 0;
    const remember = recently<number>(() => now);
    const ask = async () => ++asked;
    assert.deepEqual([await remember('a', ask), await remember('a', ask), await remember('b', ask)], [1, 1, 2]);
    now = 5_000;
    assert.equal(await remember('a', ask), 3);
    await assert.rejects(
      remember('c', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await remember('c', ask), 4);
  });
});
