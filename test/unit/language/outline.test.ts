// The outline of a patch.
import assert from 'node:assert/strict';
import { outline } from '../../../src/language/outline';
import { parsePatch } from '../../../src/patch/parse';

const PATCH = `Subject: x

diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1,2 +1,2 @@ def one():
 a
-b
+c
@@ -9 +9 @@
-x
\\ No newline at end of file
+y
diff --git a/b.py b/b.py
new file mode 100644
--- /dev/null
+++ b/b.py
@@ -0,0 +1 @@
+z
`;

suite('patch language', () => {
  test('outline: files and hunks with their lines', () => {
    assert.deepEqual(outline(parsePatch(PATCH)), [
      {
        name: 'a.py',
        change: 'modify',
        start: 2,
        end: 13,
        hunks: [
          { name: 'def one():', start: 5, end: 9 },
          { name: 'line 9 → 9', start: 9, end: 13 },
        ],
      },
      { name: 'b.py', change: 'add', start: 13, end: 19, hunks: [{ name: 'line 0 → 1', start: 17, end: 19 }] },
    ]);
  });
});
