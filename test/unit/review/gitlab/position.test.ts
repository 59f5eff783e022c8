// The numbers of a line on both sides of a diff.
import assert from 'node:assert/strict';
import { bothLines } from '../../../../src/review/gitlab/position';

const diff =
  '@@ -3,4 +3,5 @@ int f\n three\n-four\n+vier\n+fünf\n six\n@@ -20,0 +22,2 @@\n+a\n+b\n@@ -30,2 +33 @@\n-x\n y\n\\ No newline at end of file\n';

suite('gitlab: lines', () => {
  const table: ['before' | 'after', number, object][] = [
    ['after', 1, { old_line: 1, new_line: 1 }],
    ['after', 3, { old_line: 3, new_line: 3 }],
    ['before', 4, { old_line: 4 }],
    ['after', 4, { new_line: 4 }],
    ['after', 5, { new_line: 5 }],
    ['after', 6, { old_line: 5, new_line: 6 }],
    ['before', 5, { old_line: 5, new_line: 6 }],
    ['after', 10, { old_line: 9, new_line: 10 }],
    ['before', 20, { old_line: 20, new_line: 21 }],
    ['after', 22, { new_line: 22 }],
    ['before', 21, { old_line: 21, new_line: 24 }],
    ['before', 30, { old_line: 30 }],
    ['after', 33, { old_line: 31, new_line: 33 }],
    ['after', 40, { old_line: 38, new_line: 40 }],
  ];
  for (const [side, line, both] of table)
    test(`line ${line} ${side}`, () => assert.deepEqual(bothLines(diff, side, line), both));
  test('a file that the change leaves alone', () =>
    assert.deepEqual(bothLines('', 'after', 7), { old_line: 7, new_line: 7 }));
});
