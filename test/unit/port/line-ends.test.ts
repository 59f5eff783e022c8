// Fixes are carried between files whose lines end in LF, in CRLF, or in both: what is not about line ends is merged as if they were equal.
import assert from 'node:assert/strict';
import { fileWords } from '../../../src/flow/words';
import { evenEnds } from '../../../src/port/line-ends';
import { type Case, type Files, port } from './files';

const BASE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';
const FIXED = BASE.replace('three\n', 'THREE\nand more\n').replace('nine', 'NINE');
/** The branch has changed other lines. */
const DRIFTED = BASE.replace('six', 'six, here');
const MERGED = FIXED.replace('six', 'six, here');

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** The outcome of the one file, what is said of it, and the text that the target then has. */
async function ported(base: string, fixed: string, target: string, more: Partial<Case> = {}) {
  const sides = { base: { a: base }, fixed: { a: fixed }, target: { a: target } };
  const { result, files } = await port({ ...sides, adapt: true, ...more });
  return { outcome: result.outcome, text: files.a, words: result.files.map(fileWords).join('; ') };
}

suite('portSteps: line ends', () => {
  test("a fix in LF takes a CRLF branch's own line ends, and the other way", async () => {
    assert.deepEqual(await ported(BASE, FIXED, crlf(DRIFTED)), {
      outcome: 'adapted',
      text: crlf(MERGED),
      words: "adapted, as git would merge it but for line ends: it has the branch's own, CRLF",
    });
    assert.deepEqual(await ported(crlf(BASE), crlf(FIXED), DRIFTED), {
      outcome: 'adapted',
      text: MERGED,
      words: "adapted, as git would merge it but for line ends: it has the branch's own, LF",
    });
  });

  test("where only git's merge is wanted, it stays a conflict", async () => {
    assert.equal((await ported(BASE, FIXED, crlf(DRIFTED), { adapt: false })).outcome, 'conflict');
  });

  test("where git's merge is clean, its text stays, mixed or not", async () => {
    const target = crlf('eight\n') + BASE.replace('nine\n', crlf('nine\n'));
    const { outcome, text } = await ported(BASE, BASE.replace('three', 'THREE'), target);
    assert.deepEqual([outcome, text], ['clean', target.replace('three', 'THREE')]);
  });

  test('a fix that changes the line ends of the whole file does so on the branch, in its own lines as well', async () => {
    const { outcome, text, words } = await ported(BASE, crlf(FIXED), DRIFTED);
    assert.deepEqual([outcome, text], ['adapted', crlf(MERGED)]);
    assert.match(words, /it has those of the fix, CRLF$/);
    const added = DRIFTED.replace('six', 'five and a half\nsix');
    assert.equal((await ported(BASE, crlf(BASE), added)).text, crlf(added));
    assert.equal((await ported(crlf(BASE), FIXED, crlf(DRIFTED))).text, MERGED);
  });

  test('a fix that changes line ends alone is on a branch that has these line ends', async () => {
    assert.equal((await ported(BASE, crlf(BASE), crlf(DRIFTED))).outcome, 'already-there');
  });

  test('a fix that changes both is merged into a branch that has the line ends by now', async () => {
    const { outcome, text } = await ported(BASE, crlf(FIXED), crlf(DRIFTED));
    assert.deepEqual([outcome, text], ['adapted', crlf(MERGED)]);
  });

  test('a fix that the branch has in other line ends is there', async () => {
    assert.equal((await ported(BASE, FIXED, crlf(MERGED))).outcome, 'already-there');
    assert.equal((await ported(crlf(BASE), crlf(FIXED), MERGED)).outcome, 'already-there');
    assert.equal((await ported('', FIXED, crlf(FIXED), { base: {} })).outcome, 'already-there');
  });

  test('a part of a fix that the branch has in other line ends makes the whole no clean one', async () => {
    const { result, files } = await port({
      base: { a: BASE, b: BASE },
      fixed: { a: FIXED, b: FIXED },
      target: { a: crlf(MERGED), b: DRIFTED },
      adapt: true,
    });
    assert.deepEqual([result.outcome, files.a, files.b], ['adapted', crlf(MERGED), MERGED]);
  });

  test('no line that the fix leaves alone gets another end: files with both', async () => {
    const target = DRIFTED.replace('three\n', 'three\r\n').replace('four\n', 'four\r\n').replace('one\n', 'one\r\n');
    const { outcome, text, words } = await ported(BASE, FIXED, target);
    const expected = target.replace('three\r\n', 'THREE\r\nand more\r\n').replace('nine', 'NINE');
    assert.deepEqual([outcome, text], ['adapted', expected]);
    assert.match(words, /each line has its own$/);
    const stray = BASE.replace('three\n', 'three\r\n').replace('two\n', 'two\r\n');
    assert.equal(
      (await ported(stray, stray.replace('three', 'THREE'), DRIFTED)).text,
      DRIFTED.replace('three', 'THREE'),
    );
  });

  test('a fix that gives some lines other ends gives them on the branch', async () => {
    const turn = (text: string) => text.replace('six\n', 'six\r\n');
    const { outcome, text } = await ported(BASE, turn(FIXED), BASE.replace('five', 'five, here'));
    assert.deepEqual([outcome, text], ['adapted', turn(FIXED).replace('five', 'five, here')]);
  });

  test('what else is contested is settled, or told, as if the ends were equal', async () => {
    const target = DRIFTED.replace('three', 'three, here');
    const [same, other] = [await ported(BASE, FIXED, target), await ported(BASE, FIXED, crlf(target))];
    assert.deepEqual(
      [other.outcome, other.text],
      [same.outcome, same.outcome === 'conflict' ? crlf(target) : crlf(same.text!)],
    );
    const files: Files = { a: BASE };
    const { result } = await port({ base: files, fixed: { a: FIXED }, target: { a: crlf(target) }, adapt: true });
    const [file] = result.files;
    assert.ok(file && 'reason' in file && typeof file.reason === 'object' && file.reason.kind === 'content');
    assert.deepEqual(
      file.reason.regions.map(({ line, ours }) => [line, ours]),
      [[2, ['three, here\r\n']]],
    );
  });

  test('where more than line ends is contested, both are told', async () => {
    const carried = async (base: Files, fixed: string, target: string) =>
      (await port({ base, fixed: { a: fixed }, target: { a: target }, adapt: true })).result;
    const outcomes = new Set<string>();
    for (const [base, fixed, target] of [
      [{ a: BASE }, FIXED, DRIFTED.replace('three', 'three, here')],
      [{ a: BASE }, FIXED, DRIFTED.replace('two\n', '')],
      [{ a: 'one of many\n' }, 'one of more\n', 'none of all\n'],
      [{}, 'of the fix\n', 'of the branch\n'],
    ] as const) {
      const { outcome } = await carried(base, fixed, target);
      const apart = await carried(base, fixed, crlf(target));
      const ends = outcome === 'conflict' ? ', line ends apart' : "; line ends: it has the branch's own, CRLF";
      const words = apart.files.map(fileWords).join();
      assert.deepEqual([apart.outcome, words.slice(-ends.length)], [outcome, ends], words);
      outcomes.add(outcome);
    }
    assert.deepEqual([...outcomes].sort(), ['adapted', 'conflict', 'proposed']);
  });

  test('a renamed file, and one that has no newline at its end', async () => {
    const open = (text: string) => text.replace(/\n$/, '');
    assert.equal((await ported(open(BASE), open(FIXED), crlf(open(DRIFTED)).trimEnd())).text, crlf(open(MERGED)));
    const { result, files } = await port({
      base: { a: BASE },
      fixed: { a: FIXED },
      target: { b: crlf(DRIFTED) },
      moves: { a: 'b' },
      adapt: true,
    });
    assert.deepEqual([result.outcome, files], ['adapted', { b: crlf(MERGED) }]);
  });
});

suite('evenEnds', () => {
  test('is nothing where all ends agree, where there is but one end, and where it cannot be told what an end is', () => {
    for (const [base, ours, theirs] of [
      [BASE, DRIFTED, FIXED],
      [crlf(BASE), crlf(DRIFTED), crlf(FIXED)],
      ['', '', ''],
      ['a', 'b', 'c'],
      [BASE, crlf(crlf(DRIFTED)), FIXED],
    ] as const)
      assert.equal(evenEnds({ base, ours, theirs }), undefined);
  });

  test('keeps the words and the number of lines, whatever the ends are', () => {
    const texts = [BASE, DRIFTED, FIXED];
    for (let number = 0; number < 300; number++) {
      let bits = number * 2654435761;
      const [base, ours, theirs] = texts.map((text) =>
        text.replace(/\n/g, () => {
          bits = Math.imul(bits, 1103515245) + 12345;
          return bits & 0x10000 ? '\r\n' : '\n';
        }),
      ) as [string, string, string];
      const even = evenEnds({ base, ours, theirs });
      if (!even) continue;
      const bare = [even.base, even.ours, even.theirs].map((text) => text.replaceAll('\r', ''));
      assert.deepEqual(bare, texts);
    }
  });
});
