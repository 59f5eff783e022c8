// What is read off a commit's message.
import assert from 'node:assert/strict';
import { factsOf, namedIn } from '../../../src/lineage/facts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

suite('facts of a commit', () => {
  test('names the last Change-Id, all picks in order, and what is reverted', () => {
    const message = `Revert "x"\n\nThis reverts commit ${A}.\n\nChange-Id: I${A}\nChange-Id: I${B}\n(cherry picked from commit ${B})\n (cherry picked from commit ${A})\n`;
    assert.deepEqual(namedIn(message), { changeId: `I${B}`, picked: [B, A], reverts: [A] });
  });

  test('takes nothing from what only looks like it', () => {
    const message = `Change-Id: I12\nSee (cherry picked from commit ${A})\nThis partially reverts commit ${A}\n> Change-Id: I${A}\n`;
    assert.deepEqual(namedIn(message), { picked: [], reverts: [] });
  });

  test('tells authors, dates and subjects apart', () => {
    const commit = { id: A, parents: [], author: 'Ann', authored: 5, subject: 's', message: '' };
    const same = factsOf(commit).authorship;
    assert.match(same, /^[0-9a-f]{16}$/);
    assert.equal(factsOf({ ...commit, id: B, message: 'else' }).authorship, same);
    for (const other of [{ author: 'Bob' }, { authored: 6 }, { subject: 't' }])
      assert.notEqual(factsOf({ ...commit, ...other }).authorship, same);
  });
});
