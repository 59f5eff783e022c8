// What a reading tells of a patch file: entries, title, body and pick lines at their lines.
import assert from 'node:assert/strict';
import { encode, splitLines } from '../../../src/base/bytes';
import { parsePatch } from '../../../src/patch/parse';
import { changedLines, entriesNamed, filesWhere, readPatch } from '../../../src/profile/reading';

const diff = `--- a/one.py
+++ b/one.py
@@ -1,2 +1,2 @@
 a
-b
\\ No newline at end of file
+B
diff --git a/two.py b/two.py
new file mode 100644
--- /dev/null
+++ b/two.py
@@ -0,0 +1 @@
+new
`;

function read(head: string) {
  const text = encode(head + diff);
  const reading = readPatch(parsePatch(text));
  const lines = splitLines(text);
  return { reading, at: (line: number) => lines[line]?.trimEnd() };
}

suite('reading of a patch file', () => {
  test('a mail: fields, title, trailers and pick lines stand where they say', () => {
    const { reading, at } = read(
      `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: O <o@e>\nSubject: [PATCH 1/2] Mend\n the leak\nOrigin: other\n\nBody.\n\nCloses-Bug: #1\n more\nSigned-off-by: O <o@e>\n(cherry picked from commit ${'b'.repeat(40)})\n---\n one.py\n\n`,
    );
    assert.deepEqual([reading.title, at(reading.titleLine)], ['Mend the leak', 'Subject: [PATCH 1/2] Mend']);
    assert.deepEqual([reading.body, at(reading.bodyLine)], ['Body.\n\n', 'Body.']);
    assert.deepEqual(
      reading.entries.map(({ kind, name, start }) => [kind, name, at(start)]),
      [
        ['field', 'From', 'From: O <o@e>'],
        ['field', 'Subject', 'Subject: [PATCH 1/2] Mend'],
        ['field', 'Origin', 'Origin: other'],
        ['trailer', 'Closes-Bug', 'Closes-Bug: #1'],
        ['trailer', 'Signed-off-by', 'Signed-off-by: O <o@e>'],
      ],
    );
    assert.deepEqual(entriesNamed(reading, 'closes-bug')[0]?.value, '#1 more');
    assert.match(at(reading.picked[0]?.line ?? 0) ?? '', /^\(cherry picked/);
    assert.equal(at(reading.trailersEnd), '---');
    assert.equal(at(reading.fieldsEnd), '');
  });

  test('DEP-3 with a description: the title is its first line', () => {
    const { reading, at } = read('Description: Mend it\n Long text.\nAuthor: O <o@e>\n---\n');
    assert.deepEqual([reading.title, at(reading.titleLine)], ['Mend it', 'Description: Mend it']);
    assert.equal(at(reading.fieldsEnd), '---');
  });

  test('plain text: the first line is the title', () => {
    const { reading, at } = read('\nMend it\n\nWhy.\n\nSigned-off-by: O <o@e>\n');
    assert.deepEqual([reading.title, at(reading.titleLine)], ['Mend it', 'Mend it']);
    assert.equal(at(reading.entries[0]?.start ?? 0), 'Signed-off-by: O <o@e>');
    assert.deepEqual([reading.body, at(reading.bodyLine)], ['\nWhy.\n\n', '']);
  });

  test("a diff program's command is no title", () => {
    const { reading } = read('diff -r -u ./a/one.py ./b/one.py\n');
    assert.deepEqual([reading.title, reading.titleLine], ['', 0]);
  });

  test('nothing but a diff', () => {
    const { reading, at } = read('');
    assert.deepEqual([reading.title, reading.entries.length, at(reading.titleLine)], ['', 0, '--- a/one.py']);
  });

  test('files and their changed lines are found at their lines', () => {
    const { reading, at } = read('Subject: x\n\n');
    const [two] = filesWhere(reading, (path) => path === 'two.py');
    assert.equal(at(two?.line ?? 0), 'diff --git a/two.py b/two.py');
    const all = filesWhere(reading, () => true).flatMap(changedLines);
    assert.deepEqual(
      all.map(({ line }) => at(line)),
      ['-b', '+B', '+new'],
    );
  });
});
