// The language features as pure functions: problems and outline of a patch, problems of a series.
import assert from 'node:assert/strict';
import { outline } from '../../../src/language/outline';
import { patchProblems, seriesProblems } from '../../../src/language/problems';
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

  test('no problem in a good patch, nor in a text that is no patch', () => {
    assert.deepEqual(patchProblems(PATCH), []);
    assert.deepEqual(patchProblems('just words\n'), []);
  });

  test('a hunk that is too short is a problem at its place', () => {
    const [problem] = patchProblems(PATCH.replace(' a\n', ''));
    assert.ok(problem && problem.line >= 5 && problem.line <= 8, JSON.stringify(problem));
  });

  test('a patch that ends too early has its problem on its last line, where it is seen', () => {
    const early = PATCH.slice(0, PATCH.indexOf('+y'));
    const line = early.split('\n').length - 2;
    const message = 'the patch ends before the hunk of line 10 has its 1 old and 1 new lines.';
    assert.deepEqual(patchProblems(early), [{ line, message }]);
  });

  test('series: missing and doubled entries', async () => {
    const problems = await seriesProblems(
      'a.patch\n# note\ngone.patch -p1\na.patch\n',
      async (file) => file === 'a.patch',
    );
    assert.deepEqual(
      problems.map(({ line, message }) => [line, message.split(' ').slice(0, 4).join(' ')]),
      [
        [2, 'There is no file'],
        [3, 'a.patch is named on'],
      ],
    );
  });
});
