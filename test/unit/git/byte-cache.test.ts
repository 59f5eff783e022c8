// What is remembered within a limit of bytes.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

  test('takes no more memory the more it is asked', () => {
    setFlagsFromString('--expose-gc');
    const tidy = runInNewContext('gc') as () => void;
    const cache = byteCache<number>(2000);
    const ask = (times: number) => {
      for (let time = 0; time < times; time++) cache.get(`key ${time % 1000}`);
      tidy();
      return process.memoryUsage().heapUsed;
    };
    for (let key = 0; key < 1000; key++) cache.set(`key ${key}`, key, 1);
    const before = ask(10_000);
    const more = ask(400_000) - before;
    assert.ok(more < 5e6, `${Math.round(more / 1e6)} MB more`);
    for (let key = 1000; key < 2100; key++) cache.set(`key ${key}`, key, 1);
    assert.deepEqual(
      [99, 100, 2099].map((key) => cache.get(`key ${key}`)),
      [undefined, 100, 2099],
    );
  });
});
