// Paths in patches: git's quotes, and prefixes.
import assert from 'node:assert/strict';
import { quotePath, readQuoted, unquotePath, withoutPrefixes } from '../../../src/patch/path';

suite('patch paths', () => {
  const quoted: [string, string][] = [
    ['plain/name with space.txt', 'plain/name with space.txt'],
    ['tab\there', '"tab\\there"'],
    ['quote"and\\slash', '"quote\\"and\\\\slash"'],
    ['\x07\b\n\v\f\r\x01\x7f', '"\\a\\b\\n\\v\\f\\r\\001\\177"'],
    ['f\xc3\xbcr', '"f\\303\\274r"'],
  ];
  for (const [path, written] of quoted)
    test(`quotes ${JSON.stringify(path)} as git does, and reads it back`, () => {
      assert.equal(quotePath(path), written);
      assert.equal(unquotePath(written), path);
    });

  test('says where a quoted name ends', () => {
    assert.deepEqual(readQuoted('"a/x\\ty" "b/x\\ty"'), { path: 'a/x\ty', end: 8 });
  });

  test('does not read quotes that are not closed, or unknown escapes', () => {
    assert.equal(readQuoted('"a/x'), undefined);
    assert.equal(unquotePath('"a\\z"'), '"a\\z"');
  });

  const prefixes: [string, string, [string, string]][] = [
    ['a/x/y', 'b/x/y', ['x/y', 'x/y']],
    ['i/x', 'w/x', ['x', 'x']],
    ['pkg-1.0.orig/src/x', 'pkg-1.0/src/x', ['src/x', 'src/x']],
    ['a/x.c.orig', 'b/x.c', ['x.c.orig', 'x.c']],
    ['a/x', 'a/x', ['a/x', 'a/x']],
    ['x', 'x', ['x', 'x']],
    ['old/x', 'new/y', ['old/x', 'new/y']],
  ];
  for (const [before, after, expected] of prefixes)
    test(`takes the prefixes off ${before} and ${after}`, () => {
      assert.deepEqual(withoutPrefixes(before, after), expected);
    });
});
