// What is said of a branch that has a fix: how that is known, and whether its diff is another one; and of a file that is left out.
import assert from 'node:assert/strict';
import { cellWords, fileWords } from '../../../src/flow/words';
import type { Presence } from '../../../src/lineage/presence';

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

suite('words of a file that is left out', () => {
  test('how often people left such out, too', () =>
    assert.equal(
      fileWords({ kind: 'proposed', path: 'a.py', hunks: [], trust: 0.56, reason: { kind: 'absent-in-target' } }),
      'proposed: leave it out, as the branch does not have this file; of files like this, 56 in 100 were left out by a person, too',
    ));
});
