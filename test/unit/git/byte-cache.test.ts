// What is remembered within a limit of bytes.
import assert from 'node:assert/strict';
import { byteCache } from '../../../src/git/byte-cache';

suite('byteCache', () => {
  test('forgets first what was not asked for the longest time', () => {
    const cache = byteCache<string>(100);
    for (const key of ['a', 'b', 'c', 'd']) cache.set(key, key.toUpperCase(), 25);
    assert.equal(cache.get('a'), 'A');
    cache.set('e', 'E', 25);
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map(cache.get), ['A', undefined, 'C', 'D', 'E']);
  });

  test('does not keep what would push out too much', () => {
    const cache = byteCache<string>(100);
    cache.set('small', 'small', 10);
    cache.set('large', 'large', 26);
    assert.equal(cache.get('large'), undefined);
    assert.equal(cache.get('small'), 'small');
  });

  test('counts the same key once', () => {
    const cache = byteCache<string>(40);
    for (let round = 0; round < 9; round++) cache.set('a', 'A', 10);
    cache.set('b', 'B', 10);
    assert.equal(cache.get('a'), 'A');
    assert.equal(cache.get('b'), 'B');
  });
});
