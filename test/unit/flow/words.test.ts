// What is said of a branch that has a fix: how that is known, and whether its diff is another one; and of a file that is left out.
import assert from 'node:assert/strict';
import { cellWords, fileWords } from '../../../src/flow/words';
import type { Presence } from '../../../src/lineage/presence';
import type { Adaptation } from '../../../src/port/adapt/adapt';

const COMMIT = '0612fed0e171610c916a656a8e7d2b3384c3fd47';

suite('words of a branch that has a fix', () => {
  for (const [proof, likeness, expected] of [
    ['same-commit', 'same', 'is the commit itself'],
    ['picked-from', 'same', 'is a commit that it was picked from'],
    ['picked', 'same', 'was picked from the same commit'],
    ['picked', 'other-context', 'was picked from the same commit'],
    ['picked', 'changed', 'was picked from the same commit, with another diff'],
    ['picked-from', 'changed', 'is a commit that it was picked from, with another diff'],
    ['change-id', 'other-context', 'has its Change-Id'],
    ['change-id', 'changed', 'has its Change-Id, changed before merge'],
    ['patch-id-without-context', 'other-context', 'makes the same change among other lines'],
  ] as [Presence['proof'], Presence['likeness'], string][])
    test(`${proof}, ${likeness}`, () =>
      assert.equal(
        cellWords({ kind: 'already-there', proof, commit: COMMIT, likeness }),
        `already there (0612fed0e171 ${expected})`,
      ));
});

test('words of a file that is surer than its hunk say that the order of lines is left open', () => {
  const wordsOf = (trust: number) =>
    fileWords({
      ...{ kind: 'adapted', path: 'a.py', trust, reason: { kind: 'content', regions: [] } },
      hunks: [{ chance: 0.45 } as Adaptation],
    });
  assert.match(wordsOf(0.79), /of hunks like this, 45 in 100 .* as a whole 79, their lines in any order$/);
  assert.match(wordsOf(0.4), /as a whole 40$/);
});

test('words of a folder that is renamed say by whom', () => {
  const wordsOf = (more: { byFix?: true }) =>
    fileWords({ kind: 'conflict', path: 'old/own', reason: { kind: 'folder-renamed', to: 'now', ...more } });
  assert.equal(wordsOf({}), 'the branch has renamed the folder to now');
  assert.equal(wordsOf({ byFix: true }), 'the fix renames the folder to now, and the branch has another file in it');
});

suite('words of a file that is left out', () => {
  const wordsOf = (kind: 'proposed' | 'conflict', ...namesakes: string[]) =>
    fileWords({
      ...{ kind, path: 'a.py', hunks: [] },
      reason: { kind: 'absent-in-target', ...(namesakes.length > 0 ? { namesakes } : {}) },
    });

  test('what is known of it, and no chance, as none holds for all projects', () =>
    assert.equal(
      wordsOf('proposed'),
      'proposed: leave it out, as the branch does not have this file; look whether it has elsewhere what the fix changes there',
    ));

  test('where the branch has files of that name', () => {
    assert.match(wordsOf('proposed', 'b/a.py'), /; it has one of that name, b\/a\.py: look whether the change belongs/);
    assert.equal(
      wordsOf('conflict', 'b/a.py', 'c/a.py'),
      'the branch does not have this file; it has some of that name, b/a.py, c/a.py',
    );
  });
});
