// The text that a person is given to settle: what is filled in, what stands between markers, and what counts as one.
import assert from 'node:assert/strict';
import { draftOf, leftMarkers } from '../../../src/port/draft';
import { lessonsOf, recallRegion } from '../../../src/port/memory';
import { settle } from '../../../src/port/settle';
import { file } from './files';

const LABELS = { ours: 'master', base: 'before the fix', theirs: 'mend' };
const hash = (content: string) => file(content).id;

const sidesOf = (before: string, target: string, after: string) => ({
  before: file(before),
  target: file(target),
  after: file(after),
});
const marked = (ours: string, base: string, theirs: string, size = 7, end = '\n') =>
  `${'<'.repeat(size)} master${end}${ours}${'|'.repeat(size)} before the fix${end}${base}${'='.repeat(size)}${end}${theirs}${'>'.repeat(size)} mend${end}`;
const draft = (before: string, target: string, after: string) =>
  draftOf(sidesOf(before, target, after), [], () => undefined, LABELS);

suite('port/draft', () => {
  test('what git merges is merged, and every other place is marked at its line', () => {
    const { text, places } = draft('a\nk\nl\nb\nm\nn\nc\n', 'A\nk\nl\nb\nm\nn\nC\n', '1\nk\nl\nb!\nm\nn\n3\n');
    const first = marked('A\n', 'a\n', '1\n');
    assert.equal(text, `${first}k\nl\nb!\nm\nn\n${marked('C\n', 'c\n', '3\n')}`);
    assert.deepEqual(places, [{ line: 0 }, { line: 12 }]);
  });

  test('a last line without an end gets one inside of the markers, and lines end as they do in ours', () => {
    assert.equal(draft('a', 'b', 'c').text, marked('b\n', 'a\n', 'c\n'));
    assert.equal(draft('x\r\na', 'x\r\nb', 'x\r\nc').text, `x\r\n${marked('b\r\n', 'a\r\n', 'c\r\n', 7, '\r\n')}`);
  });

  test('markers are longer than any line that looks like one', () => {
    const sides = sidesOf('T\n=======\na\n', 'T\n=======\nb\n', '>>>>>>>> quoted\nT\n=======\nc\n');
    const { text } = draftOf(sides, [], () => undefined, LABELS);
    assert.ok(text.includes(marked('b\n', 'a\n', 'c\n', 9)));
    assert.deepEqual(leftMarkers(sides, text), [3, 5, 7, 9]);
    assert.deepEqual(leftMarkers(sides, 'T\n=======\nd\n=========x\n>>>>>>>> quoted\n'), []);
    assert.deepEqual(leftMarkers(sides, '=========\r\nd\n========='), [0, 2]);
  });

  test('a proposal of medium confidence is filled in, one of low confidence is not', () => {
    const texts = [
      ['x = one(a)\ny\n', 'x = two(a)\ny\n', 'x = one(a, b)\ny\n'],
      ['first\nsecond\n', 'quite other\nlines\nhere\n', 'first\nchanged\nagain\n'],
    ] as const;
    const chances = texts.map(([before, target, after]) => {
      const sides = sidesOf(before, target, after);
      const settled = settle(sides.before, sides.after, sides.target, { hash, adapt: true, resolutions: new Map() });
      const hunks = 'hunks' in settled ? settled.hunks : [];
      const { text, places } = draftOf(sides, hunks, () => undefined, LABELS);
      assert.equal(
        leftMarkers(sides, text).length > 0,
        places.some(({ filled }) => !filled),
      );
      if (places[0]!.filled && 'file' in settled) assert.equal(text, settled.file.content);
      return places[0]!.filled?.chance ?? 0;
    });
    assert.ok(chances[0]! >= 0.4, `${chances[0]}`);
    assert.equal(chances[1], 0);
  });

  test('what was resolved before is filled in, and the rest is left to be settled', () => {
    const known = lessonsOf(sidesOf('a\n', 'b\n', 'c\n'), 'mine\nyours\n', new Map());
    const sides = sidesOf('a\nk\nz\n', 'b\nk\ny\n', 'c\nk\nx\n');
    const { text, places } = draftOf(sides, [], recallRegion(known), LABELS);
    assert.equal(text, `mine\nyours\nk\n${marked('y\n', 'z\n', 'x\n')}`);
    assert.deepEqual(places, [{ line: 0, filled: { chance: 1 } }, { line: 3 }]);
  });

  test('a file that both sides added has no lines before the fix', () => {
    const sides = { before: undefined, target: file('ours\n'), after: file('theirs\n') };
    assert.equal(draftOf(sides, [], () => undefined, LABELS).text, marked('ours\n', '', 'theirs\n'));
  });
});
