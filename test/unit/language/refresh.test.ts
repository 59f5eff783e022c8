// A hunk that stands among other lines on its branch is refreshed from there; what is in doubt is left alone.
import assert from 'node:assert/strict';
import { lintPatch, mendingEdits } from '../../../src/language/lint';
import { readPatchText } from '../../../src/language/patch-text';
import { applyEdits } from '../../../src/language/problem';
import { applyFile } from '../../../src/patch/apply';
import { parsePatch } from '../../../src/patch/parse';

const BODY = [
  'import os',
  '',
  'def release(volume):',
  '    check(volume)',
  '    volume.forget_everything()',
  '    done()',
];
const TAIL = ['', 'def other():', '    pass'];
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const PATCH = `--- a/x
+++ b/x
@@ -3,4 +3,5 @@ import os
 def release(volume):
     check(volume)
-    volume.forget_everything()
+    volume.forget()
+    volume.close()
     done()
`;
const long = PATCH.replace('@@ -3,4 +3,5 @@', '@@ -3,6 +3,7 @@').replace('done()\n', 'done()\n \n def other():\n');

const lint = (patch: string, content: string) =>
  lintPatch(readPatchText(patch), {
    checks: [],
    facts: {},
    ground: { files: { branch: 'stable', content: new Map([['x', content]]) } },
  });
const mended = (patch: string, content: string) =>
  applyEdits(patch, mendingEdits(lint(patch, content), ['context-mismatch']));

suite('refresh a hunk against the branch', () => {
  const drifted = text(
    ...['# a note', ...BODY.slice(0, 3), '    check_all(volume)', ...BODY.slice(4, 5), '    finish()', ...TAIL],
  );

  test('it takes its context and its place from there, and changes what it did', () => {
    const [problem] = lint(long, drifted);
    assert.deepEqual(
      [problem?.code, problem?.start, problem?.remedy?.title, problem?.remedy?.safe],
      ['context-mismatch', 2, 'Refresh the hunk against stable', false],
    );
    const fresh = mended(long, drifted);
    assert.match(fresh, /^@@ -3,7 \+3,8 @@ import os$/m);
    assert.deepEqual(lint(fresh, drifted), []);
    const applied = applyFile(parsePatch(fresh).files[0]!, drifted);
    assert.equal(
      applied.kind === 'applied' && applied.text,
      drifted.replace('volume.forget_everything()\n', 'volume.forget()\n    volume.close()\n'),
    );
  });

  test('all safe repairs leave the hunk as it is', () => {
    assert.deepEqual(mendingEdits(lint(long, drifted), []), []);
  });

  test('a hunk that ended the file takes the lines that follow now, and the mark of an open end', () => {
    const onward = text(...BODY.slice(0, 3), '    check_all(volume)', '    volume.forget_everything()', '    last()');
    const open = onward.slice(0, -1);
    const fresh = mended(PATCH, open);
    assert.match(fresh, /^ {5}last\(\)\n\\ No newline at end of file\n$/m);
    assert.deepEqual(lint(fresh, open), []);
    const longer = onward + text(...TAIL);
    assert.deepEqual(lint(mended(PATCH, longer), longer), []);
  });

  test('two hunks of a file are refreshed at once', () => {
    const far = Array.from({ length: 30 }, (_, i) => `filler ${i}`);
    const second = '@@ -37,3 +38,3 @@\n filler 28\n-    another_changed_line()\n+    better()\n end\n';
    const content = drifted + text(...far, 'surprise', '    another_changed_line()', 'other end');
    const fresh = mended(long + second, content);
    assert.deepEqual(
      lint(fresh, content).filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.match(fresh, /^ surprise\n-/m);
  });

  test('hunks that were carried over are offered for the very hunks that they were made of', () => {
    const content = text('a', 'new', 'b', 'c');
    const patch = '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n';
    const fresh = '@@ -1,4 +1,4 @@\n-a\n+A\n new\n b\n-c\n+C\n';
    const hunksOf = (hunks: string) => parsePatch(`--- a/x\n+++ b/x\n${hunks}`).files[0]!.hunks;
    const found = (of: string, hunks?: string) => {
      const carried = new Map([['x', { of, words: 'clean', ...(hunks ? { hunks: hunksOf(hunks) } : {}) }]]);
      const ground = { files: { branch: 'stable', content: new Map([['x', content]]), carried } };
      return lintPatch(readPatchText(patch), { checks: [], facts: {}, ground });
    };
    const of = patch.slice(patch.indexOf('@@'));
    assert.equal(applyEdits(patch, mendingEdits(found(of, fresh), ['context-mismatch'])), patch.replace(of, fresh));
    assert.deepEqual(mendingEdits(found(of, fresh), []), []);
    const remedies = (problems: ReturnType<typeof found>) => problems.map(({ remedy }) => remedy);
    assert.deepEqual(remedies(found('@@ others', fresh)), [undefined]);
    assert.deepEqual(remedies(found(of)), [undefined]);
    assert.match(found(of)[0]?.message ?? '', /ported there, it is clean\.$/);
  });

  test('it is not offered where a removed line differs, or the place is not the only one', () => {
    const offered = (content: string) => lint(long, content).map(({ code, remedy }) => [code, remedy?.title]);
    const none = [['context-mismatch', undefined]];
    assert.deepEqual(offered(drifted.replace('forget_everything', 'forget_nothing')), none);
    assert.deepEqual(offered(drifted + text(...BODY.slice(4, 5))), none);
    assert.deepEqual(offered(drifted.replace('everything()\n', 'everything()\r\n')), none);
  });
});
