// A patch file as steps, also one that names a file several times, as several mails in one file do.
import assert from 'node:assert/strict';
import { parsePatch } from '../../../src/patch/parse';
import { patchSteps, withSteps } from '../../../src/port/patch-steps';
import { type Files, file, snapshot } from './files';

const hash = (content: string) => file(content).id;

function change(before: string, after: string, old: string, fresh: string): string {
  return `diff --git a/${before} b/${after}\n--- a/${before}\n+++ b/${after}\n@@ -1 +1 @@\n-${old}\n+${fresh}\n`;
}

const ADD = 'diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+one\n';
const DELETE = 'diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n';
const RENAME = 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n';

async function stepsOf(text: string, files: Files) {
  const answer = await patchSteps(parsePatch(text), snapshot(files), hash);
  assert.equal(answer.kind, 'steps', JSON.stringify(answer));
  return answer.kind === 'steps' ? answer.steps : [];
}

suite('steps of a patch', () => {
  const cases: [string, string, Files, [string | undefined, string | undefined, string | undefined][]][] = [
    ['twice the same file', change('x', 'x', 'a', 'b') + change('x', 'x', 'b', 'c'), { x: 'a\n' }, [['x', 'x', 'c\n']]],
    ['added, then changed', ADD + change('n', 'n', 'one', 'two'), {}, [[undefined, 'n', 'two\n']]],
    ['added, then deleted', ADD + DELETE, {}, []],
    ['deleted, then added', DELETE + ADD.replace('+one', '+two'), { n: 'one\n' }, [['n', 'n', 'two\n']]],
    ['renamed, then changed', RENAME + change('y', 'y', 'a', 'b'), { x: 'a\n' }, [['x', 'y', 'b\n']]],
    ['renamed, then deleted', RENAME + DELETE.replaceAll('/n', '/y'), { x: 'one\n' }, [['x', undefined, undefined]]],
  ];
  for (const [what, text, files, expected] of cases)
    test(`${what}: one step from the first state to the last`, async () => {
      const steps = await stepsOf(text, files);
      assert.deepEqual(
        steps.map(({ oldPath, newPath, after }) => [oldPath, newPath, after?.content]),
        expected,
      );
      const top = withSteps(snapshot(files), steps);
      for (const [, path, content] of expected) if (path) assert.equal((await top.file(path))?.content, content);
    });

  test('a file that is read as it was before a copy of it is changed', async () => {
    const copy = 'diff --git a/x b/z\nsimilarity index 100%\ncopy from x\ncopy to z\n';
    const steps = await stepsOf(copy + change('x', 'x', 'a', 'b'), { x: 'a\n' });
    assert.deepEqual(
      steps.map(({ newPath, after }) => [newPath, after?.content]),
      [
        ['z', 'a\n'],
        ['x', 'b\n'],
      ],
    );
  });

  test('thousands of files, each of which is named twice, take no longer than they are many', async function () {
    this.timeout(10_000);
    const names = Array.from({ length: 6_000 }, (_, at) => `folder/${at}`);
    const adds = names.map((name) => ADD.replaceAll('b/n', `b/${name}`).replace('a/n', `a/${name}`));
    const changes = names.map((name) => change(name, name, 'one', 'two'));
    const steps = await stepsOf([...adds, ...changes].join(''), {});
    assert.deepEqual(
      steps.map(({ oldPath, newPath, after }) => [oldPath, newPath, after?.content]),
      names.map((name) => [undefined, name, 'two\n']),
    );
  });
});
