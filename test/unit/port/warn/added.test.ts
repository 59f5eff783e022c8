// Added lines are those that a set of the older form's lines does not have, in the part where both differ.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { middleOf } from '../../../../src/patch/middle-part';
import { addedLines } from '../../../../src/port/warn/added';
import { randomLine, seeded } from '../../patch/random';

suite('addedLines', () => {
  test('are new, with their numbers, wherever the lines of the older form stand', () => {
    const old = 'a\nb\n\nc\nd\n';
    assert.deepEqual(addedLines(old, 'a\nc\nnew\n\nb\nd\n'), [{ line: 2, text: 'new\n' }]);
    assert.deepEqual(addedLines(old, 'a\nb\n\nc\nd'), [{ line: 4, text: 'd' }]);
    assert.deepEqual(addedLines('', 'x\ny'), [
      { line: 0, text: 'x\n' },
      { line: 1, text: 'y' },
    ]);
    assert.deepEqual(addedLines(old, old), []);
  });

  test('agree with a set of lines on random texts', () => {
    const random = seeded(4);
    for (let round = 0; round < 300; round++) {
      const text = () => Array.from({ length: random(12) }, () => randomLine(random, 9)).join('');
      const same = [text(), text()];
      const [old, now] = [same[0] + text() + same[1], same[0] + text() + same[1]].map((each) =>
        random(4) === 0 ? each.trimEnd() : each,
      ) as [string, string];
      const { start, end, oldEnd } = middleOf(old, now);
      assert.deepEqual([old.slice(0, start), old.slice(oldEnd)], [now.slice(0, start), now.slice(end)]);
      const known = new Set(splitLines(old.slice(start, oldEnd)));
      const first = splitLines(now.slice(0, start)).length;
      const expected = splitLines(now.slice(start, end)).flatMap((line, number) =>
        known.has(line) ? [] : [{ line: first + number, text: line }],
      );
      assert.deepEqual(addedLines(old, now), expected);
    }
  });
});
