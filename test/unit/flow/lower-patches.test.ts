// Patches of a series that lean on each other go together.
import assert from 'node:assert/strict';
import { chainsOf } from '../../../src/flow/lower-patches';

const patch = (file: string, ...paths: string[]) => ({ file, paths });
const [a, b, c, d, e] = [
  patch('a', 'one'),
  patch('b', 'two'),
  patch('c', 'one', 'three'),
  patch('d', 'three'),
  patch('e', 'four'),
];
const series = [a, b, c, d, e];
const names = (wanted: (typeof a)[]) => chainsOf(series, wanted).map((chain) => chain.map(({ file }) => file).join(''));

suite('chainsOf', () => {
  test('a patch takes along what it leans on, also through another one, and nothing else', () => {
    assert.deepEqual(names([d]), ['acd']);
    assert.deepEqual(names([a]), ['a']);
    assert.deepEqual(names([e, b]), ['e', 'b']);
  });

  test('patches with something below them in common are one chain, in the order of the series', () => {
    assert.deepEqual(names([d, a, e, c]), ['e', 'acd']);
    assert.deepEqual(names([c, b]), ['ac', 'b']);
  });
});
