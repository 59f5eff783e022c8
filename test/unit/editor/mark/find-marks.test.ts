// Finding the lines of fixes in a text that is being edited.
import assert from 'node:assert/strict';
import { findMarks } from '../../../../src/editor/mark/find-marks';
import { fix } from '../views';

const patch = (path: string, added: string) => `--- a/${path}
+++ b/${path}
@@ -2,3 +2,4 @@
 second line
 third line
+${added}
 fourth line
`;
const text = ['first line', 'second line', 'third line', 'the added line', 'fourth line', ''];

suite('marks in a text', () => {
  const leak = fix('leak', [], [patch('src/käse.py', 'the added line')]);
  const rangesIn = (lines: string[], path = 'src/käse.py') =>
    findMarks(path, lines.join('\r\n'), [leak]).map(({ ranges }) => ranges);

  test('the lines that the fix added are marked', () => {
    assert.deepEqual(rangesIn(text), [[{ start: 3, end: 4 }]]);
  });

  test('they move with the text', () => {
    assert.deepEqual(rangesIn(['new', 'new', ...text]), [[{ start: 5, end: 6 }]]);
  });

  test('a text without the fix, and another file, have no mark', () => {
    assert.deepEqual(rangesIn(text.filter((line) => line !== 'the added line')), []);
    assert.deepEqual(rangesIn(text, 'src/other.py'), []);
  });

  test('of several patches the one that is in the text counts', () => {
    const both = fix('leak', [], [patch('a.py', 'for another branch'), patch('a.py', 'the added line')]);
    assert.deepEqual(
      findMarks('a.py', text.join('\n'), [both]).map(({ ranges }) => ranges),
      [[{ start: 3, end: 4 }]],
    );
  });

  test('each fix has its own mark, and ranges that touch are one', () => {
    const two = `${patch('a.py', 'the added line')}@@ -5,2 +6,3 @@\n fourth line\n+a line below\n fifth line\n`;
    const lines = [
      'first line',
      'second line',
      'third line',
      'the added line',
      'a line between',
      'fourth line',
      'a line below',
      'fifth line',
    ];
    const marks = findMarks('a.py', lines.join('\n'), [fix('two', [], [two]), fix('none', [], [patch('b.py', 'x')])]);
    assert.deepEqual(
      marks.map((mark) => mark.fix.name),
      ['two'],
    );
    const ranges = marks[0]?.ranges ?? [];
    assert.ok(ranges.every(({ start }, at) => at === 0 || start > (ranges[at - 1]?.end ?? 0)));
    assert.ok(ranges.some(({ start, end }) => start <= 6 && end > 6));
  });
});
