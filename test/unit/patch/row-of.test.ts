// From a line of a file to the row of a patch.
import assert from 'node:assert/strict';
import { splitLines } from '../../../src/base/bytes';
import { parsePatch } from '../../../src/patch/parse';
import { rowOf } from '../../../src/patch/row-of';

const PATCH = `title

--- a/x
+++ b/x
@@ -2,3 +2,4 @@
 two
-three
+3
+more
 four
@@ -20,1 +21,0 @@
-gone
diff --git a/old b/y
rename from old
rename to y
--- a/old
+++ b/y
@@ -1 +1 @@
-a
\\ No newline at end of file
+b
`;

suite('the row of a line', () => {
  const shown = (path: string, line: number) => {
    const row = rowOf(parsePatch(PATCH), path, line);
    return row === undefined ? undefined : splitLines(PATCH)[row]?.trimEnd();
  };

  test('in a hunk it is that line, as the patch leaves it', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => shown('x', line)),
      [' two', '+3', '+more', ' four'],
    );
    assert.equal(shown('y', 0), '+b');
  });

  test('elsewhere it is the nearest hunk, and in other files none', () => {
    assert.equal(shown('x', 0), '@@ -2,3 +2,4 @@');
    assert.equal(shown('x', 90), '@@ -20,1 +21,0 @@');
    assert.equal(shown('z', 0), undefined);
  });

  test('a file is known by its former name, too', () => assert.equal(shown('old', 0), '+b'));
});
