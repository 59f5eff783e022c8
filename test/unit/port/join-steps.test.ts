// Two fixes, one on top of the other, as one: each pair of what may happen to a file.
import assert from 'node:assert/strict';
import { joinSteps } from '../../../src/port/join-steps';
import type { FileStep } from '../../../src/port/types';

const blob = (content: string) => ({ mode: '100644', id: content, content });

/** `a1>b2`: the file a with content 1 becomes b with content 2; a side may be left out. */
function step(words: string): FileStep {
  const [old = '', fresh = ''] = words.split('>');
  return {
    ...(old ? { oldPath: old[0] ?? '', before: blob(old.slice(1)) } : {}),
    ...(fresh ? { newPath: fresh[0] ?? '', after: blob(fresh.slice(1)) } : {}),
  };
}

const joined = (first: string[], second: string[]) =>
  joinSteps(first.map(step), second.map(step)).map(
    ({ oldPath = '', before, newPath = '', after }) =>
      `${oldPath}${before?.content ?? ''}>${newPath}${after?.content ?? ''}`,
  );

suite('joined steps', () => {
  test('changes of one file are one; of two they are two, by path', () => {
    assert.deepEqual(joined(['a1>a2'], ['a2>a3']), ['a1>a3']);
    assert.deepEqual(joined(['b1>b2'], ['a1>a2']), ['a1>a2', 'b1>b2']);
  });

  test('what is undone is left out', () => {
    assert.deepEqual(joined(['a1>a2', '>b1'], ['a2>a1', 'b1>']), []);
    assert.deepEqual(joined(['a1>'], ['>a1']), []);
  });

  test('a file that was renamed, added or deleted goes on from there', () => {
    assert.deepEqual(joined(['a1>b1'], ['b1>b2']), ['a1>b2']);
    assert.deepEqual(joined(['a1>b2'], ['b2>c3']), ['a1>c3']);
    assert.deepEqual(joined(['>a1'], ['a1>a2']), ['>a2']);
    assert.deepEqual(joined(['a1>a2'], ['a2>']), ['a1>']);
    assert.deepEqual(joined(['a1>'], ['>a2']), ['a1>a2']);
  });
});
