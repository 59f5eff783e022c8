// The checks that need only the document, each on a patch that breaks one thing, and the repair of it.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { lintPatch, lintSeries, mendingEdits } from '../../../src/language/lint';
import { readPatchText } from '../../../src/language/patch-text';
import { applyEdits } from '../../../src/language/problem';
import { formattingEdits, headerRewrites } from '../../../src/language/rewrite';
import { parsePatch } from '../../../src/patch/parse';
import { communityProfile } from '../../../src/profile/detect';

const PATCH = `From: A <a@example.org>
Subject: [PATCH] Fix it

Words.

---
diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1,4 +1,5 @@ def one():
 a
-b
+c
+d
 e

@@ -20,3 +21,3 @@
 x
-y
+z
 w
-- 
2.39.5
`;

const bare = { checks: [], facts: {}, ground: {} };
const lint = (text: string) => lintPatch(readPatchText(encode(text)), bare);
const codes = (text: string) => lint(text).map(({ code, start }) => `${code} ${start + 1}`);
const mended = (text: string, ...only: string[]) => applyEdits(encode(text), mendingEdits(lint(text), only));
const good = PATCH.replace('\n\n@@', '\n \n@@');

suite('lint: hunks', () => {
  test('a good patch, and a text that is none, have no problem', () => {
    assert.deepEqual(codes(good), []);
    assert.deepEqual(codes('just words <<<<<<< \n'), []);
  });

  test('a bare name with a blank ends at the blank for quilt and dpkg-source, unless a tab follows it', () => {
    const named = (before: string, after: string) => good.replace('--- a/a.py', before).replace('+++ b/a.py', after);
    const bare = named('--- a/a b.py', '+++ b/a b.py').replace(
      'diff --git a/a.py b/a.py',
      'diff --git a/a b.py b/a b.py',
    );
    assert.deepEqual(codes(bare), ['name-blank 8', 'name-blank 9']);
    assert.equal(
      mended(bare),
      bare.replace('--- a/a b.py', '--- a/a b.py\t').replace('+++ b/a b.py', '+++ b/a b.py\t'),
    );
    assert.deepEqual(codes(mended(bare)), []);
    for (const time of ['\t2020-01-01 10:00:00', ' 2020-01-01 10:00:00'])
      assert.deepEqual(codes(named(`--- a/a.py${time}`, `+++ b/a.py${time}`)), [], time);
  });

  test('a line added by hand: the count is wrong, and mending gives a patch that can be read', () => {
    const edited = good.replace('+d\n', '+d\n+more\n');
    assert.deepEqual(codes(edited), ['hunk-count 10', 'hunk-start 18']);
    assert.equal(mended(edited), edited.replace('-1,4 +1,5', '-1,4 +1,6').replace('+21,3', '+22,3'));
    assert.equal(parsePatch(mended(edited)).files[0]?.hunks.length, 2);
  });

  test('a patch that ends too early may have been cut off, so it is counted afresh only when asked for', () => {
    const early = good.slice(0, good.indexOf('+z'));
    assert.deepEqual(codes(early), ['hunk-count 17']);
    assert.match(lint(early)[0]?.message ?? '', /cut off/);
    assert.equal(mended(early), early);
    assert.equal(mended(early, 'hunk-count'), early.replace('-20,3 +21,3', '-20,2 +21'));
  });

  test('context behind a hunk that does not count it: a warning, and nothing is mended unasked', () => {
    const surplus = good.replace(' w\n', ' w\n late\n \n');
    assert.deepEqual(codes(surplus), ['hunk-count 17']);
    assert.equal(lint(surplus)[0]?.severity, 'warning');
    assert.equal(mended(surplus), surplus);
    assert.equal(mended(surplus, 'hunk-count'), surplus.replace('-20,3 +21,3', '-20,5 +21,5'));
  });

  test('a line removed by hand from the last hunk: the signature is not taken for a line', () => {
    const edited = good.replace('+z\n', '');
    assert.deepEqual(codes(edited), ['hunk-count 17']);
    assert.equal(mended(edited), edited.replace('-20,3 +21,3', '-20,3 +21,2'));
  });

  test('all lines of one side removed: the side begins at the line before', () => {
    const edited = '--- a/x\n+++ b/x\n@@ -5,1 +5,2 @@\n+one\n+two\n';
    assert.equal(mended(edited, 'hunk-count'), '--- a/x\n+++ b/x\n@@ -4,0 +5,2 @@\n+one\n+two\n');
  });

  test('empty lines of context within a miscounted hunk belong to it', () => {
    const edited = '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n a\n-x\n\n\n+b\n c\n\ntrailing words\n';
    assert.match(mended(edited, 'hunk-count'), /^@@ -1,5 \+1,5 @@$/m);
  });

  test('a hunk that breaks off in strange text is not counted afresh', () => {
    const edited = good.replace(' e\n', 'wrapped words\n e\n');
    assert.deepEqual(codes(edited), ['patch-syntax 15']);
    assert.equal(mended(edited), edited);
  });

  test('hunks out of order are sorted', () => {
    const lines = good.split('\n');
    const swapped = [...lines.slice(0, 9), ...lines.slice(16, 21), ...lines.slice(9, 16), ...lines.slice(21)].join(
      '\n',
    );
    assert.deepEqual(codes(swapped), ['hunk-order 15']);
    assert.equal(mended(swapped), good);
  });

  test('overlapping hunks are seen, and left to the person', () => {
    const edited = good.replace('-20,3 +21,3', '-4,3 +5,3');
    assert.deepEqual(codes(edited), ['hunk-overlap 17']);
    assert.equal(mended(edited), edited);
  });

  test('a patch taken out of a longer one may begin with a shift', () => {
    assert.deepEqual(codes(good.replace('+1,5', '+8,5').replace('+21,3', '+28,3')), []);
  });
});

suite('lint: lines', () => {
  test('an empty line of context that lost its blank gets it back', () => {
    assert.deepEqual(codes(PATCH), ['blank-context 16']);
    assert.equal(mended(PATCH), good);
  });

  test('a line of context whose blank was lost before a tab is one for GNU patch, not for git', () => {
    const tabbed = good.replace(' x\n', '\tx\n');
    assert.deepEqual(codes(tabbed), ['blank-context 18']);
    assert.equal(mended(tabbed), good.replace(' x\n', ' \tx\n'));
  });

  test('conflict markers in added lines and in the patch file', () => {
    assert.deepEqual(codes(good.replace('+d', '+<<<<<<< HEAD')), ['conflict-marker 14']);
    assert.deepEqual(codes(good.replace('+d', '+=======')), [], 'a heading of reST');
    assert.deepEqual(codes(good.replace('+d\n', '>>>>>>> theirs\n+d\n')), ['conflict-marker 14']);
  });

  test('blanks at the end of an added line are removed only when asked for', () => {
    const edited = good.replace('+d', '+d \t');
    assert.deepEqual(codes(edited), ['trailing-blank 14']);
    assert.equal(mended(edited), edited);
    assert.equal(mended(edited, 'trailing-blank'), good);
  });

  test('a repaired last line keeps its one mark that it has no end', () => {
    const open = (line: string) => `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+${line}\n\\ No newline at end of file\n`;
    assert.equal(mended(open('b  '), 'trailing-blank'), open('b'));
    assert.equal(mended(open('Ã©'), 'mojibake'), encode(open('é')));
  });

  test('text that was encoded twice', () => {
    const edited = good.replace('Words.', 'GrÃ¼ÃŸe, itâ€™s').replace('+d', '+d Ã©');
    assert.deepEqual(codes(edited), ['mojibake 4', 'mojibake 14']);
    assert.equal(mended(edited, 'mojibake'), encode(good.replace('Words.', 'Grüße, it’s').replace('+d', '+d é')));
    assert.deepEqual(codes(good.replace('Words.', 'Grüße, it’s «Ã» naïve')), []);
  });

  test('a character that was lost', () => {
    assert.deepEqual(codes(good.replace('+d', '+d\ufffd')), ['lost-character 14']);
  });
});

suite('lint: hostile texts', () => {
  for (const piece of [' ', '\t', '\u00c3', '\n', ' \n', '@@ -1 +1 @@\n', '--- a/x\n', '-- \n', '<<<<<<< '])
    test(`${JSON.stringify(piece)} many times over takes no longer than other text`, () => {
      const long = piece.repeat(20_000);
      for (const text of [
        good.replace('+d\n', `+${long}x \n+d\n`),
        good.replace('Words.', `${long}x`),
        `${good}${long}`,
      ]) {
        const document = readPatchText(encode(text));
        lintPatch(document, {
          ...bare,
          ground: { files: { branch: 'b', content: new Map([['a.py', encode(long)]]) } },
        });
        headerRewrites(document);
        mended(text, 'trailing-blank', 'hunk-count');
      }
    });
});

suite('lint: the files that a patch changes', () => {
  const step = (from: string, to: string) => `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-${from}\n+${to}\n`;
  const add = '--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+1\n';
  const found = (text: string, files: Record<string, string | undefined>) =>
    lintPatch(readPatchText(text), {
      ...bare,
      ground: { files: { branch: 'b', content: new Map(Object.entries(files)) } },
    }).map(({ code, start }) => `${code} ${start + 1}`);

  test('a file that is changed twice: the second change is looked for in what the first one left', () => {
    assert.deepEqual(found(step('1', '2') + step('2', '3'), { x: '1\n' }), []);
    assert.deepEqual(found(add + step('1', '2').replaceAll('/x', '/n'), { n: undefined }), []);
    assert.deepEqual(found(step('1', '2') + step('9', '3'), { x: '1\n' }), ['context-mismatch 8']);
  });

  test('where the first change does not fit, nothing is said of the second', () => {
    assert.deepEqual(found(step('9', '2') + step('2', '3'), { x: '1\n' }), ['context-mismatch 3']);
  });
});

suite('lint: fields', () => {
  test('a slip of the pen in a name', () => {
    const named = (name: string) => good.replace('Words.', `${name}: no`);
    const found = ['Fowarded', 'Forwardde', 'Forwarrded', 'Forworded'].map((name) => codes(named(name)).join());
    assert.deepEqual(found, Array(4).fill('field-misspelled 4'));
    assert.deepEqual(
      ['forwarded', 'Reviewed-on', 'Fixed'].flatMap((name) => codes(named(name))),
      [],
    );
    assert.equal(mended(named('Fowarded'), 'field-misspelled'), named('Forwarded'));
  });
});

suite('lint: all repairs at once', () => {
  const text = `Subject: x
Forwarded: NO
From: A <a@b>

Signed-off-by: A <a@b>
---
--- a/x
+++ b/x
@@ -1,2 +1,9 @@
 a
+b
 c
@@ -11,2 +12,9 @@
 a
+b
 c
`;
  const { checks } = communityProfile('generic');
  const problemsOf = (patch: string) => lintPatch(readPatchText(patch), { checks, facts: {}, ground: {} });

  test('edits are apart, though several problems have the same remedy', () => {
    const edits = mendingEdits(problemsOf(text), []);
    assert.deepEqual(
      edits.map(({ start, end }) => [start, end]),
      [
        [1, 2],
        [8, 9],
        [12, 13],
      ],
    );
  });

  test('formatting leaves nothing to format', () => {
    const once = applyEdits(text, formattingEdits(readPatchText(text), problemsOf(text)));
    assert.match(once, /^From: A <a@b>\nSubject: x\nForwarded: no\n\nSigned/);
    assert.deepEqual(formattingEdits(readPatchText(once), problemsOf(once)), []);
  });
});

suite('lint: series', () => {
  const folder = { has: (file: string) => file !== 'gone.patch', patches: ['a.patch', 'late.patch'] };
  const problems = (text: string) => lintSeries(text, folder).map(({ code, start }) => `${code} ${start + 1}`);

  test('missing, doubled and left-out files, options, the last line', () => {
    assert.deepEqual(problems('a.patch\n# note\ngone.patch -p1\na.patch\nb.patch -p4 # why'), [
      'series-file-missing 3',
      'series-duplicate 4',
      'series-option 5',
      'series-open-end 5',
      'series-patch-unnamed 5',
    ]);
    assert.deepEqual(problems('a.patch\nlate.patch -p1\n'), []);
    assert.deepEqual(problems('a.patch\n## late.patch (not yet)\n'), []);
  });

  test('repairs', () => {
    const text = 'a.patch\na.patch\nb.patch';
    assert.equal(applyEdits(text, mendingEdits(lintSeries(text, folder), [])), 'a.patch\nb.patch\n');
    const unnamed = mendingEdits(lintSeries(text, folder), ['series-patch-unnamed']);
    assert.equal(applyEdits(text, unnamed), 'a.patch\na.patch\nb.patch\nlate.patch\n');
  });
});
