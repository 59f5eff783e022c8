// Binary contents in patches: written and read again, and data that is damaged or too much is none.
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { fromBase85, toBase85 } from '../../../src/patch/base85';
import { applyBinary, binaryChange, MOST_BINARY } from '../../../src/patch/binary-data';
import { parsePatch } from '../../../src/patch/parse';
import { seeded } from './random';

const bytes = (count: number, seed: number) => {
  const random = seeded(seed);
  return Buffer.from(Array.from({ length: count }, () => random(256)));
};

/** A change whose data is this. */
const change = (words: string, data: Buffer) => `GIT binary patch\n${words}\n${toBase85(deflateSync(data))}\n`;

suite('binary data in a patch', () => {
  test('lines of base 85 give back what they were made of, at each length', () => {
    for (let length = 0; length < 160; length++) {
      const data = bytes(length, length + 1);
      assert.deepEqual(
        fromBase85(
          toBase85(data)
            .split(/(?<=\n)/)
            .filter(Boolean),
        ),
        data,
      );
    }
    for (const bad of ['-\n', '\n', 'D|NsC\n', 'D~~~~~\n', 'D|NsC1\n', '!|NsC0\n'])
      assert.equal(fromBase85([bad]), undefined);
    assert.equal(toBase85(Buffer.from([0xff, 0xff, 0xff, 0xff])), 'D|NsC0\n');
  });

  test('a change has both contents, and is read as one', () => {
    const [before, after] = [bytes(700, 3).toString('latin1'), `${bytes(900, 4).toString('latin1')}\n`];
    const text = binaryChange(before, after);
    assert.equal(applyBinary(text, before), after);
    const header = `diff --git a/f b/f\nindex ${'1'.repeat(40)}..${'2'.repeat(40)} 100644\n`;
    const [file, ...others] = parsePatch(`${header}${text}`).files;
    assert.deepEqual([file?.binary, others], [text, []]);
    assert.equal(applyBinary(binaryChange(before, ''), before), '');
  });

  test('a delta copies and inserts, within the content only', () => {
    const delta = (...parts: number[]) => change(`delta ${parts.length}`, Buffer.from(parts));
    assert.equal(applyBinary(delta(6, 5, 0x91, 1, 3, 2, 0x2d, 0x21), 'abcdef'), 'bcd-!');
    for (const bad of [
      delta(5, 5, 0x91, 1, 3, 2, 0x2d, 0x21),
      delta(6, 4, 0x91, 1, 3, 2, 0x2d, 0x21),
      delta(6, 6, 0x91, 1, 3, 2, 0x2d, 0x21),
      delta(6, 5, 0x91, 4, 3, 2, 0x2d, 0x21),
      delta(6, 5, 0x91, 1, 3, 9, 0x2d, 0x21),
      delta(6, 5, 0x91, 1, 3, 0, 0x2d, 0x21),
      delta(6, 0xff, 0xff, 0xff, 0x7f, 0x80),
      delta(6, 2, 0x91, 4, 3),
      delta(6, 0, 0),
      delta(),
    ])
      assert.equal(applyBinary(bad, 'abcdef'), undefined);
  });

  test('a delta copies from afar and much, up to what a patch may have', () => {
    const before = bytes(0x20304, 6).toString('latin1');
    const delta = (size: number, ...commands: number[]) => {
      const data = Buffer.from([...number(before.length), ...number(size), ...commands]);
      return applyBinary(change(`delta ${data.length}`, data), before);
    };
    const number = (value: number): number[] =>
      value < 128 ? [value] : [128 + (value % 128), ...number(Math.floor(value / 128))];
    assert.equal(delta(0x10000, 0x80), before.slice(0, 0x10000));
    assert.equal(delta(0x10001, 0xff, 3, 2, 1, 0, 1, 0, 1), before.slice(0x10203, 0x20204));
    assert.equal(delta(1, 0xff, 3, 2, 1, 1, 1, 0, 0), undefined);
    const many = Math.floor(MOST_BINARY / 0x10000);
    const copies = (count: number) => new Array<number>(count).fill(0x80);
    assert.equal(delta(many * 0x10000, ...copies(many))?.length, many * 0x10000);
    assert.equal(delta((many + 1) * 0x10000, ...copies(many + 1)), undefined);
  });

  test('what has no data, other data than it says, or too much, is nothing', () => {
    const good = change('literal 3', Buffer.from('abc'));
    assert.equal(applyBinary(good, ''), 'abc');
    for (const bad of [
      'Binary files a/f and b/f differ\n',
      'GIT binary patch\n',
      good.replace('literal 3', 'literal 4'),
      good.replace('literal 3', 'literal 2'),
      good.replace(/\n(.)/g, (_, first) => `\n${first === 'l' ? 'l' : 'z'}`),
      change(`literal ${MOST_BINARY + 1}`, Buffer.alloc(MOST_BINARY + 1)),
      change('literal 10', Buffer.alloc(50_000_000)),
    ])
      assert.equal(applyBinary(bad, ''), undefined);
  });

  test('no damage makes it throw', () => {
    const random = seeded(9);
    const text = binaryChange('before\0', bytes(300, 5).toString('latin1'));
    for (let round = 0; round < 300; round++) {
      const at = random(text.length);
      const damaged = text.slice(0, at) + String.fromCharCode(random(128)) + text.slice(at + random(3));
      assert.doesNotThrow(() => applyBinary(damaged, 'before\0'));
    }
  });
});
