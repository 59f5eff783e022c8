// The digest of what a patch changes: the same wherever it stands, another for any other change.
import assert from 'node:assert/strict';
import { changedLines } from '../../../src/review/changed-lines';

const head = 'diff --git a/nova/lock.py b/nova/lock.py\n--- a/nova/lock.py\n+++ b/nova/lock.py\n';
const hunk = '@@ -3,3 +3,3 @@ def f():\n a\n-old = 1\n+new = 1\n b\n';
const digest = changedLines(head + hunk);

suite('review/changed-lines', () => {
  const same: [string, string][] = [
    ['elsewhere, with other context', `${head}@@ -90,2 +91,2 @@\n x\n-old = 1\n+new = 1\n`],
    ['with other blanks', `${head}@@ -3 +3 @@\n-old  =  1\n+\tnew = 1\r\n`],
    ['as a mail with a signature', `From: A\nSubject: x\n\n---\n nova/lock.py | 2 +-\n\n${head}${hunk}-- \n2.43.0\n`],
    [
      'with times and without the line of git',
      `--- orig/nova/lock.py\t2026-01-01\n+++ new/nova/lock.py\t2026-01-02\n${hunk}`,
    ],
    [
      'without an ending',
      `${head}@@ -3 +3 @@\n-old = 1\n\\ No newline at end of file\n+new = 1\n\\ No newline at end of file\n`,
    ],
  ];
  for (const [what, diff] of same) test(`${what} it is the same`, () => assert.equal(changedLines(diff), digest));

  const other: [string, string][] = [
    ['another line', head + hunk.replace('new', 'now')],
    ['another file', head.replaceAll('lock', 'clock') + hunk],
    ['one more line', `${head}${hunk}@@ -9 +9,2 @@\n c\n+d\n`],
    ['the reverse', `${head}@@ -3 +3 @@\n-new = 1\n+old = 1\n`],
    ['a line that begins like a head', `${head}@@ -3 +3,2 @@\n-old = 1\n+new = 1\n+++ b/nova/clock.py\n`],
  ];
  for (const [what, diff] of other)
    test(`${what} is another change`, () => assert.notEqual(changedLines(diff), digest));

  test('files in another order are the same; text that changes nothing is nothing', () => {
    const second = head.replaceAll('lock', 'clock') + hunk.replace('new', 'now');
    assert.equal(changedLines(head + hunk + second), changedLines(second + head + hunk));
    for (const text of ['', 'no diff', head, `${head}@@ -1 +1 @@\n a\n`]) assert.equal(changedLines(text), '');
    assert.equal(changedLines(`${head}@@ -1,9999999999 +1 @@\n-a`).length, 40);
  });
});
