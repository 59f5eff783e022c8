// What commands are called with.
import assert from 'node:assert/strict';
import { commandLink, readTarget } from '../../../src/editor/target';

suite('target of a command', () => {
  test('a fix, and a fix on a branch, are read; anything more is left out', () => {
    assert.deepEqual(readTarget({ root: '/r', fix: 'leak', kind: 'fix' }), { root: '/r', fix: 'leak' });
    assert.deepEqual(readTarget({ root: '/r', fix: 'leak', branch: 'b' }), { root: '/r', fix: 'leak', branch: 'b' });
  });

  test('what names no fix is none', () => {
    for (const value of [undefined, null, 'leak', {}, { root: '/r' }, { root: 1, fix: 'leak' }]) {
      assert.equal(readTarget(value), undefined);
    }
  });

  test('a link carries it', () => {
    const target = { root: '/r (1)', fix: 'leak' };
    const link = commandLink('fishladder.port', target);
    assert.match(link, /^command:fishladder\.port\?[^\s()"]*$/);
    assert.deepEqual(JSON.parse(decodeURIComponent(link.split('?')[1] ?? '')), [target]);
  });
});
