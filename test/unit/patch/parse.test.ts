// What the parser reads from each dialect; every text must come back byte for byte.
import assert from 'node:assert/strict';
import { formatPatch } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import type { FilePatch } from '../../../src/patch/types';

const HUNK = '@@ -1,3 +1,3 @@ def f():\n one\n-two\n+TWO\n three\n';

function read(text: string): FilePatch[] {
  const patch = parsePatch(text);
  assert.equal(formatPatch(patch), text);
  return patch.files;
}

function only(text: string): FilePatch {
  const files = read(text);
  assert.equal(files.length, 1);
  return files[0] as FilePatch;
}

suite('parsePatch', () => {
  test('reads a format-patch mail with its signature', () => {
    const text = `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@x>\nSubject: [PATCH] t\n\nbody\n---\n x | 2 +-\n\ndiff --git a/x b/x\nindex 111..222 100644\n--- a/x\n+++ b/x\n${HUNK}-- \n2.39.5\n\n`;
    const patch = parsePatch(text);
    assert.equal(formatPatch(patch), text);
    assert.ok(patch.preamble.endsWith('---\n x | 2 +-\n\n'));
    assert.equal(patch.trailer, '-- \n2.39.5\n\n');
    const [file] = patch.files;
    assert.equal(file?.change, 'modify');
    assert.deepEqual([file?.oldPath, file?.newPath, file?.oldMode, file?.newMode], ['x', 'x', '100644', '100644']);
    assert.deepEqual([file?.oldId, file?.newId], ['111', '222']);
    assert.deepEqual(
      file?.hunks.map(({ oldStart, oldCount, newStart, newCount, section }) => ({
        oldStart,
        oldCount,
        newStart,
        newCount,
        section,
      })),
      [{ oldStart: 1, oldCount: 3, newStart: 1, newCount: 3, section: 'def f():' }],
    );
    assert.deepEqual(
      file?.hunks[0]?.lines.map(({ kind, text: content }) => [kind, content]),
      [
        ['context', 'one\n'],
        ['delete', 'two\n'],
        ['add', 'TWO\n'],
        ['context', 'three\n'],
      ],
    );
  });

  test('reads plain diffs with times, and says which name is a prefix', () => {
    const file = only(`--- a/dir/x\t2020-01-01 10:00:00.0 +0100\n+++ b/dir/x\t2020-01-02 10:00:00.0 +0100\n${HUNK}`);
    assert.deepEqual([file.change, file.oldPath, file.newPath], ['modify', 'dir/x', 'dir/x']);
    assert.equal(only(`--- x.c\n+++ x.c\n${HUNK}`).newPath, 'x.c');
    assert.equal(only(`--- a/x.c\n+++ a/x.c\n${HUNK}`).newPath, 'a/x.c');
    assert.equal(only(`--- x.c.orig 2020-01-01 10:00:00\n+++ x.c 2020-01-01 10:00:00\n${HUNK}`).newPath, 'x.c');
  });

  test('reads quilt headers as part of their file', () => {
    const text = `Index: p/x\n${'='.repeat(67)}\n--- p.orig/x\n+++ p/x\n${HUNK}Index: p/y\n${'='.repeat(67)}\n--- p.orig/y\n+++ p/y\n${HUNK}`;
    const files = read(text);
    assert.deepEqual(
      files.map(({ newPath, header, gap }) => [newPath, header.length, gap]),
      [
        ['x', 4, ''],
        ['y', 4, ''],
      ],
    );
  });

  test('knows new and deleted files by /dev/null, by time and by mode', () => {
    const add = '@@ -0,0 +1 @@\n+x\n';
    const cut = '@@ -1 +0,0 @@\n-x\n';
    assert.deepEqual([only(`--- /dev/null\n+++ b/n\n${add}`)].map(paths), [['add', undefined, 'n']]);
    assert.deepEqual([only(`--- a/n\n+++ /dev/null\n${cut}`)].map(paths), [['delete', 'n', undefined]]);
    const epoch = '\t1970-01-01 01:00:00.000000000 +0100';
    assert.deepEqual([only(`--- a/n${epoch}\n+++ b/n\t2020-01-01 00:00:00 +0000\n${add}`)].map(paths), [
      ['add', undefined, 'n'],
    ]);
    const empty = only(`diff --git a/e b/e\nnew file mode 100644\nindex 0000000..e69de29\n`);
    assert.deepEqual([paths(empty), empty.newMode, empty.oldMode], [['add', undefined, 'e'], '100644', undefined]);
    const gone = only(`diff --git a/e b/e\ndeleted file mode 100755\nindex e69de29..0000000\n`);
    assert.deepEqual([paths(gone), gone.oldMode], [['delete', 'e', undefined], '100755']);
  });

  test('takes the first folder off a file that only one side has, as the other files of the patch tell', () => {
    const add = '@@ -0,0 +1 @@\n+x\n';
    const cut = '@@ -1 +0,0 @@\n-x\n';
    const last = (text: string) => paths(read(text).at(-1) as FilePatch);
    const both = (before: string, after: string) => `--- ${before}\n+++ ${after}\n${HUNK}`;
    assert.deepEqual(last(`${both('p.orig/x', 'p/x')}Index: p/d/n\n--- /dev/null\n+++ p/d/n\n${add}`), [
      'add',
      undefined,
      'd/n',
    ]);
    assert.deepEqual(last(`--- p.orig/d/n\n+++ /dev/null\n${cut}`), ['delete', 'd/n', undefined]);
    assert.deepEqual(last(`--- /dev/null\n+++ p-1.0/d/n\n${add}`), ['add', undefined, 'd/n']);
    assert.deepEqual(last(`${both('d/x', 'd/x')}--- /dev/null\n+++ d/n\n${add}`), ['add', undefined, 'd/n']);
    assert.deepEqual(last(`--- /dev/null\n+++ n\n${add}`), ['add', undefined, 'n']);
    const bare = `diff --git d/n d/n\nnew file mode 100644\n--- /dev/null\n+++ d/n\n${add}`;
    assert.deepEqual(last(bare), ['add', undefined, 'd/n']);
  });

  test('believes the names above the hunks where the git line has others, as GNU patch does', () => {
    assert.equal(only(`diff --git a/src/x b/src/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n${HUNK}`).newPath, 'x');
  });

  test("takes a submodule's rename, which git diff --submodule=diff names from inside it, by the whole names", () => {
    const moved = (kind: string) => `diff --git a/sub/o b/sub/n\nsimilarity index 90%\n${kind} from o\n${kind} to n\n`;
    assert.deepEqual(paths(only(moved('rename'))), ['rename', 'sub/o', 'sub/n']);
    assert.deepEqual(paths(only(`${moved('copy')}--- a/sub/o\n+++ b/sub/n\n${HUNK}`)), ['copy', 'sub/o', 'sub/n']);
    assert.deepEqual(paths(only('diff --git a/no/o b/n\nrename from o\nrename to n\n')), ['rename', 'o', 'n']);
  });

  test('passes over lines of context that no hunk counts, as every tool does', () => {
    const head = '--- a/x\n+++ b/x\n';
    const hunk = '@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n';
    for (const [surplus, place] of [
      [' \n', 'trailer'],
      [' three\n', 'trailer'],
      [' three\n \n-- \n2.39\n', 'trailer'],
      [` three\n${head.replaceAll('x', 'y')}${hunk}`, 'gap'],
    ] as const) {
      const text = `${head}${hunk}${surplus}`;
      const patch = parsePatch(text);
      assert.equal(formatPatch(patch), text);
      assert.equal(patch.files[0]?.hunks[0]?.lines.length, 3);
      assert.ok((place === 'gap' ? patch.files[0]?.gap : patch.trailer)?.startsWith(' '));
    }
  });

  test('reads renames, copies and modes', () => {
    const rename = 'diff --git a/o b/n\nsimilarity index 90%\nrename from o\nrename to n\n';
    assert.deepEqual(paths(only(rename)), ['rename', 'o', 'n']);
    const copy = 'diff --git "a/\\303\\274" b/n\nsimilarity index 100%\ncopy from "\\303\\274"\ncopy to n\n';
    assert.deepEqual(paths(only(copy)), ['copy', '\xc3\xbc', 'n']);
    const mode = only('diff --git a/s b/s\nold mode 100644\nnew mode 100755\n');
    assert.deepEqual([mode.change, mode.oldMode, mode.newMode], ['modify', '100644', '100755']);
  });

  test('finds the path of a git header by itself', () => {
    const tail = 'old mode 100644\nnew mode 100755\n';
    for (const [names, path] of [
      ['a/x y b/x y', 'x y'],
      ['x y x y', 'x y'],
      ['"a/t\\tb" "b/t\\tb"', 't\tb'],
      ['i/x w/x', 'x'],
      ['a/b/ a/b b/b/ a/b', 'b/ a/b'],
    ])
      assert.equal(only(`diff --git ${names}\n${tail}`).newPath, path);
  });

  test('keeps binary patches as they are', () => {
    const git = `GIT binary patch\nliteral 3\nKcmYc;00IC2\n\nliteral 0\nHcmV?d00001\n\n`;
    const header = 'diff --git a/i.png b/i.png\nindex 111..222 100644\n';
    const file = only(`${header}${git}-- \n2.39\n`);
    assert.deepEqual([file.binary, file.hunks], [git, []]);
    assert.equal(
      only(`${header}Binary files a/i.png and b/i.png differ\n`).binary,
      'Binary files a/i.png and b/i.png differ\n',
    );
  });

  test('tells content that looks like a header from a header', () => {
    const file = only('--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n--- a/z\n+++ b/z\n one\n-- \n+- \n');
    assert.deepEqual(
      file.hunks[0]?.lines.map(({ text }) => text),
      ['-- a/z\n', '++ b/z\n', 'one\n', '- \n', '- \n'],
    );
  });

  test('takes a bare empty line for context, and keeps it so', () => {
    const file = only('--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n one\n\n-two\n');
    assert.deepEqual(file.hunks[0]?.lines[1], { kind: 'context', text: '\n', raw: '\n' });
  });

  test('reads lines without a newline at the end of the file', () => {
    const mark = '\\ No newline at end of file\n';
    const file = only(`--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n${mark}+new\n${mark}`);
    assert.deepEqual(
      file.hunks[0]?.lines.map(({ text }) => text),
      ['old', 'new'],
    );
  });

  test('reads CRLF patches, bytes that are no UTF-8, and a patch cut off in its last newline', () => {
    const crlf = only(`--- a/x\n+++ b/x\n${HUNK}`.replaceAll('\n', '\r\n'));
    assert.deepEqual(
      [crlf.newPath, crlf.hunks[0]?.section, crlf.hunks[0]?.lines[0]?.text],
      ['x', 'def f():', 'one\r\n'],
    );
    assert.equal(only('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\xff\n+\xe9').hunks[0]?.lines[1]?.text, '\xe9\n');
  });

  test('keeps text between files, around them, and without any', () => {
    const one = `--- a/x\n+++ b/x\n${HUNK}`;
    const patch = parsePatch(`Hello\n${one}\nOnly in b: y\n${one}bye\n`);
    assert.deepEqual(
      [patch.preamble, patch.files.map(({ gap }) => gap), patch.trailer],
      ['Hello\n', ['\nOnly in b: y\n', ''], 'bye\n'],
    );
    assert.deepEqual(read(''), []);
    assert.deepEqual(read('a note about --- and +++\n--- x\n+++ y\nno hunk\n'), []);
    assert.equal(read(`we saw\n@@ -1 +1 @@\nin the log\n${one}`).length, 1);
  });

  test('reads a hunk of 50,000 lines', () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `+line ${at}\n`).join('');
    assert.equal(only(`--- /dev/null\n+++ b/big\n@@ -0,0 +1,50000 @@\n${lines}`).hunks[0]?.lines.length, 50_000);
  });
});

suite('parsePatch refuses', () => {
  const file = '--- a/x\n+++ b/x\n';
  const cases: [string, string, number][] = [
    ['a hunk that the patch cuts off', `${file}@@ -1,3 +1,3 @@\n one\n-two\n`, 6],
    ['a line too few before the next file', `${file}@@ -1,3 +1,3 @@\n one\n-two\ndiff --git a/y b/y\n`, 6],
    ['a line too many', `${file}@@ -1 +1 @@\n-one\n+two\n+three\n`, 6],
    ['a change behind context too many', `${file}@@ -1 +1 @@\n-one\n+two\n three\n-four\n`, 6],
    ['a hunk behind context too many', `${file}@@ -1 +1 @@\n-one\n+two\n three\n@@ -9 +9 @@\n-a\n+b\n`, 6],
    ['more deletions than announced', `${file}@@ -1 +1,2 @@\n-one\n-two\n+three\n`, 5],
    ['garbage in a hunk', `${file}@@ -1,2 +1,2 @@\n one\n?two\n`, 5],
    ['garbage between hunks', `${file}@@ -1 +1 @@\n-one\n+two\noops\n@@ -9 +9 @@\n-a\n+b\n`, 7],
    ['a broken @@ line', `${file}@@ -1 +1 @@\n-one\n+two\n@@ -9 @@\n-a\n+b\n`, 6],
    ['a hunk without a file', '@@ -1 +1 @@\n-a\n+b\n', 1],
    ['old lines in a new file', '--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n', 3],
    ['lines left in a deleted file', '--- a/x\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n', 3],
    ['a line after the last one', `${file}@@ -1,2 +1 @@\n-a\n\\ No newline at end of file\n b\n`, 6],
    ['a git header without its content', 'diff --git a/x b/x\nindex 111..222 100644\n', 3],
    ['a git header without hunks', 'diff --git a/x b/x\nindex 111..222 100644\n--- a/x\n+++ b/x\n', 5],
    ['two paths and no rename', 'diff --git a/x b/y\nold mode 100644\nnew mode 100755\n', 1],
    ['a broken binary patch', 'diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 3\n?\n', 5],
    ['the combined diff of a merge', 'diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n', 1],
  ];
  for (const [what, text, line] of cases)
    test(`${what}, and names the line`, () => {
      assert.throws(() => parsePatch(text), { code: 'bad-patch', line });
    });
});

function paths({ change, oldPath, newPath }: FilePatch): unknown[] {
  return [change, oldPath, newPath];
}
