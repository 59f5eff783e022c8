// Which diffs count as the same change.
import assert from 'node:assert/strict';
import { changeDigest, likeness } from '../../../src/lineage/digest';
import type { FileStep } from '../../../src/port/types';

function step(before: string, after: string, path = 'a'): FileStep {
  const file = (content: string) => ({ mode: '100644', id: `id of ${content}`, content });
  return { oldPath: path, newPath: path, before: file(before), after: file(after) };
}

const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');
const FIX = step(lines('1', '2', 'old', '4', '5'), lines('1', '2', 'new', '4', '5'));
const compare = (...other: FileStep[]) => likeness(changeDigest([FIX]), changeDigest(other));

suite('likeness', () => {
  test('is the same wherever the lines stand, and whatever their blanks', () => {
    const far = lines('a', 'b', 'c', '1');
    assert.equal(compare(step(`${far}2\nold\n4\n5\n`, `${far}2\nnew\n4\n5\n`)), 'other-context');
    const before = lines('x', 'x', 'x', '1', '2', 'old', '4', '5');
    assert.equal(compare(step(lines('1', '2', ' old', '4', '5'), lines('1', '2', '\tnew', '4', '5'))), 'same');
    assert.equal(compare(step(before, before.replace('old', 'new'))), 'other-context');
  });

  test('is the same where added lines could stand higher as well, and not where they are in another order', () => {
    const added = ['', 'def x', '  go'];
    const last = step(lines('def a', '  stop'), lines('def a', '  stop', ...added));
    const between = step(lines('def a', '  stop', '', 'def z'), lines('def a', '  stop', ...added, '', 'def z'));
    const other = step(
      lines('def a', '  stop', '', 'def z'),
      lines('def a', '  stop', '', '  go', 'def x', '', 'def z'),
    );
    assert.equal(likeness(changeDigest([last]), changeDigest([between])), 'other-context');
    assert.equal(likeness(changeDigest([last]), changeDigest([other])), 'changed');
  });

  test('is another change with other lines, another file, or one file more', () => {
    assert.equal(compare(step(lines('1', '2', 'old', '4'), lines('1', '2', 'newer', '4'))), 'changed');
    assert.equal(compare({ ...FIX, oldPath: 'b', newPath: 'b' }), 'changed');
    assert.equal(compare(FIX, step('x\n', 'y\n', 'z')), 'changed');
  });

  test('takes files in any order, and those without lines by their ids', () => {
    const other = step('x\n', 'y\n', 'z');
    assert.equal(likeness(changeDigest([FIX, other]), changeDigest([other, FIX])), 'same');
    const binary = step('\0', '\0\0');
    assert.equal(likeness(changeDigest([binary]), changeDigest([binary])), 'same');
    assert.equal(likeness(changeDigest([binary]), changeDigest([step('\0', '\0\0\0')])), 'changed');
  });
});
