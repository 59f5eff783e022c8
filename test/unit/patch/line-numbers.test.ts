// Lines numbered in whole texts get the numbers that they get when each is cut out and looked up.
import assert from 'node:assert/strict';
import { splitLines } from '../../../src/base/bytes';
import { numberLines } from '../../../src/patch/diff-side';
import { numberTexts } from '../../../src/patch/line-numbers';
import { randomLine, seeded } from './random';

/** Numbers both ways; the texts' lines begin where they do when joined. */
function agree(texts: readonly [string, ...string[]]): void {
  const [first, ...others] = texts;
  const cut = texts.map(splitLines);
  const expected = numberLines(cut);
  const { texts: numbered, classes } = numberTexts(first, others);
  assert.deepEqual(
    numbered.map(({ ids }) => ids),
    expected.texts,
  );
  assert.equal(classes, expected.classes);
  for (const [index, { starts }] of numbered.entries()) {
    const text = texts[index]!;
    assert.deepEqual(
      Array.from(starts.subarray(0, -1), (start, line) => text.slice(start, starts[line + 1])),
      cut[index],
    );
    assert.equal(starts.at(-1), text.length);
  }
}

/** Lines that are the same but for two signs near their start. */
const alike = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => {
    const number = (n + from).toString(36).padStart(3, '0');
    return `  ${number}${'-'.repeat(70)}`;
  });

suite('numberTexts', () => {
  test('agrees on texts with parts in common', () => {
    const random = seeded(9);
    for (let round = 0; round < 500; round++) {
      const part = () => Array.from({ length: random(9) }, () => randomLine(random, 6)).join('');
      const [a, b, c] = [part(), part(), part()];
      const texts = [a + b + c, a + part() + c, b + part() + b + c].map((text) =>
        random(3) === 0 ? text.trimEnd() : text,
      ) as [string, ...string[]];
      agree(texts);
    }
  });

  test('agrees where a text is empty, has no line end, or ends in another one', () => {
    agree(['', 'a', 'a\n']);
    agree(['a', '', 'a\n', 'a\na']);
    agree(['a\nb\n', 'a\nb', 'a\r\nb\n', '\n\n']);
    agree(['a\nb', 'a\nb\n', 'a\nbc', '\xff\n\xe9']);
  });

  test('agrees on thousands of lines that look alike where it looks first', () => {
    const lines = alike(3000);
    const mixed = [...lines.slice(1500), ...alike(500, 5000), ...lines.slice(0, 1500)];
    agree([lines.join('\n'), mixed.join('\n'), alike(9000, 2500).join('\n')]);
  });
});
