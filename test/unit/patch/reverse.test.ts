// A patch turned round, header lines included.
import assert from 'node:assert/strict';
import { formatPatch } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import { reversePatch } from '../../../src/patch/reverse';

const HUNK = '@@ -1,2 +1,3 @@ f\n-one\n+ONE\n+more\n two\n';
const BACK = '@@ -1,3 +1,2 @@ f\n-ONE\n-more\n+one\n two\n';

suite('reversePatch', () => {
  const cases: [string, string, string][] = [
    [
      'a change',
      `diff --git a/x b/x\nindex 111..222 100644\n--- a/x\n+++ b/x\n${HUNK}`,
      `diff --git a/x b/x\nindex 222..111 100644\n--- a/x\n+++ b/x\n${BACK}`,
    ],
    [
      'a rename with modes',
      `diff --git a/o o b/n\nold mode 100644\nnew mode 100755\nsimilarity index 90%\nrename from o o\nrename to n\nindex 1..2\n--- a/o o\t\n+++ b/n\n${HUNK}`,
      `diff --git a/n b/o o\nold mode 100755\nnew mode 100644\nsimilarity index 90%\nrename from n\nrename to o o\nindex 2..1\n--- a/n\n+++ b/o o\t\n${BACK}`,
    ],
    [
      'a rename without prefixes',
      'diff --git o n\nsimilarity index 100%\nrename from o\nrename to n\n',
      'diff --git n o\nsimilarity index 100%\nrename from n\nrename to o\n',
    ],
    [
      'a new file',
      'diff --git a/n b/n\nnew file mode 100644\nindex 000..111\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n',
      'diff --git a/n b/n\ndeleted file mode 100644\nindex 111..000\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n',
    ],
    ['plain names', `--- x.c\n+++ x.c\n${HUNK}`, `--- x.c\n+++ x.c\n${BACK}`],
    [
      'binary data',
      'diff --git a/i b/i\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmYc;00IC2\n\nliteral 0\nHcmV?d00001\n\n',
      'diff --git a/i b/i\nindex 2..1 100644\nGIT binary patch\nliteral 0\nHcmV?d00001\n\nliteral 3\nKcmYc;00IC2\n\n',
    ],
  ];
  for (const [what, text, reversed] of cases)
    test(`turns ${what} round, and back again`, () => {
      const back = reversePatch(parsePatch(text));
      assert.equal(formatPatch(back), reversed);
      assert.deepEqual(parsePatch(reversed), back);
      assert.equal(formatPatch(reversePatch(back)), text);
    });

  test('undoes files in reverse order', () => {
    const patch = parsePatch(`--- x\n+++ x\n${HUNK}--- y\n+++ y\n${HUNK}`);
    assert.deepEqual(
      reversePatch(patch).files.map(({ newPath }) => newPath),
      ['y', 'x'],
    );
  });

  test('refuses a copy, and binary files without data', () => {
    const copy = parsePatch('diff --git a/o b/n\nsimilarity index 100%\ncopy from o\ncopy to n\n');
    assert.throws(() => reversePatch(copy), { code: 'cannot-reverse' });
    const binary = parsePatch('diff --git a/i b/i\nindex 1..2 100644\nBinary files a/i and b/i differ\n');
    assert.throws(() => reversePatch(binary), { code: 'cannot-reverse' });
  });
});
