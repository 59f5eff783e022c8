// Making a file's patch, and taking only some of its changes.
import assert from 'node:assert/strict';
import { applyFile } from '../../../src/patch/apply';
import { createFilePatch } from '../../../src/patch/create';
import { formatFile, formatHunk, hunkLine, makeHunk } from '../../../src/patch/format';
import { selectContent } from '../../../src/patch/select';

function version(content: string, mode = '100644') {
  return { mode, id: content.length.toString(16).padStart(40, '0'), content };
}

suite('createFilePatch', () => {
  test('writes what git writes', () => {
    const before = version('def f():\n    a\n    b\n    c\n    d\n    e\n    f');
    const after = version(before.content.replace('    e', '    E'), '100755');
    assert.equal(
      formatFile(createFilePatch({ oldPath: 'p q', newPath: 'p q', before, after: { ...after, id: 'f'.repeat(40) } })),
      `diff --git a/p q b/p q\nold mode 100644\nnew mode 100755\nindex ${before.id}..${'f'.repeat(40)}\n--- a/p q\t\n+++ b/p q\t\n` +
        '@@ -3,5 +3,5 @@ def f():\n     b\n     c\n     d\n-    e\n+    E\n     f\n\\ No newline at end of file\n',
    );
  });

  test('refuses binary content by the first 8000 bytes, a change of type, and nothing at all', () => {
    const text = version('x\n');
    const make = (after: ReturnType<typeof version>) => createFilePatch({ newPath: 'n', before: text, after });
    assert.throws(() => make(version(`${'x'.repeat(7999)}\0`)), { code: 'binary-file' });
    assert.doesNotThrow(() => make(version(`${'x'.repeat(8000)}\0`)));
    assert.throws(() => make(version('x', '120000')), { code: 'type-change' });
    assert.throws(() => createFilePatch({ newPath: 'n' }), { code: 'no-file' });
  });
});

suite('a text in the place of binary content', () => {
  const [binary, text] = [version('\0\x01\nsame\n'), version('one\nsame\n')];

  test('is written by lines where that is wished, and applies', () => {
    const file = createFilePatch({ oldPath: 'n', newPath: 'n', before: binary, after: text, binary: 'data' });
    assert.match(formatFile(file), /\n@@ -1,2 \+1,2 @@\n-\0\x01\n\+one\n same\n$/);
    const applied = applyFile(file, binary.content);
    assert.ok(applied.kind === 'applied' && applied.text === text.content);
  });

  test('is refused elsewhere, and so is what is too large', () => {
    const code = 'binary-file';
    const large = version(`\0${'x'.repeat(5_000_000)}`);
    assert.throws(() => createFilePatch({ newPath: 'n', before: binary, after: text }), { code });
    assert.throws(() => createFilePatch({ newPath: 'n', before: text, after: binary }), { code });
    assert.throws(() => createFilePatch({ newPath: 'n', before: text, after: large, binary: 'data' }), { code });
    assert.throws(() => createFilePatch({ newPath: 'n', before: large, binary: 'data' }), { code });
    const moved = createFilePatch({ oldPath: 'o', newPath: 'n', before: large, after: large, binary: 'data' });
    assert.equal(moved.binary, undefined);
  });
});

suite('building hunks from values', () => {
  test('counts the lines, and marks one without an ending', () => {
    const lines = [hunkLine('context', 'a\n'), hunkLine('delete', 'b\n'), hunkLine('add', 'B')];
    assert.equal(
      formatHunk(makeHunk(4, 9, 'f', lines)),
      '@@ -5,2 +10,2 @@ f\n a\n-b\n+B\n\\ No newline at end of file\n',
    );
  });

  test('writes no count of one, and the line before for a side without lines', () => {
    assert.equal(formatHunk(makeHunk(4, 4, '', [hunkLine('add', 'x\n')])), '@@ -4,0 +5 @@\n+x\n');
    assert.equal(formatHunk(makeHunk(4, 4, '', [hunkLine('delete', 'x\n')])), '@@ -5 +4,0 @@\n-x\n');
  });
});

suite('taking some changes', () => {
  const before = Array.from({ length: 40 }, (_, at) => `${at + 1}\n`).join('');
  const after = before.replace('5\n', '5\nfive and a half\n').replace('9\n', 'nine\n').replace('\n30\n', '\n');
  const five = before.replace('5\n', '5\nfive and a half\n');
  const nine = before.replace('9\n', 'nine\n');
  const thirty = before.replace('\n30\n', '\n');

  const cases: [string, { from: number; to: number }[], string][] = [
    ['an added line', [{ from: 6, to: 6 }], five],
    ['a changed line of the same hunk', [{ from: 10, to: 12 }], nine],
    ['the line before a deletion', [{ from: 30, to: 30 }], thirty],
    ['the line after a deletion', [{ from: 31, to: 31 }], thirty],
    ['everything', [{ from: 1, to: 99 }], after],
    [
      'two places',
      [
        { from: 6, to: 6 },
        { from: 31, to: 40 },
      ],
      five.replace('\n30\n', '\n'),
    ],
    [
      'untouched lines only',
      [
        { from: 7, to: 9 },
        { from: 32, to: 40 },
      ],
      before,
    ],
  ];
  for (const [what, spans, expected] of cases)
    test(`takes the changes that touch ${what}`, () => {
      assert.equal(selectContent(before, after, spans), expected);
    });
});
