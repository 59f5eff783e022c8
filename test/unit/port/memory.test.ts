// What is remembered of a resolved conflict, and that it settles the same conflict again, wherever it stands.
import assert from 'node:assert/strict';
import { lessonsOf } from '../../../src/port/memory';
import { settle } from '../../../src/port/settle';
import { file } from './files';

const hash = (content: string) => file(content).id;

/** What a port makes of three contents with these resolutions; an outcome that needs a person is its kind alone. */
function settled(sides: [string | undefined, string, string], resolutions: ReadonlyMap<string, string>) {
  const [before, target, after] = sides;
  const means = { hash, adapt: true, resolutions };
  const result = settle(before === undefined ? undefined : file(before), file(after), file(target), means);
  return result.kind === 'adapted' ? { text: result.file.content, hunks: result.hunks } : result.kind;
}

function lessons([before, target, after]: [string | undefined, string, string], resolved: string, known = new Map()) {
  const sides = {
    before: before === undefined ? undefined : file(before),
    target: file(target),
    after: file(after),
  };
  return lessonsOf(sides, resolved, known);
}

/** A text with two far places that both sides change. */
const text = (first: string, second: string) => `start\n${first}\nm1\nm2\nm3\n${second}\nend\n`;
const SIDES: [string, string, string] = [text('a', 'b'), text('our a', 'our b'), text('their a', 'their b')];

suite('port/memory', () => {
  test('each region of a resolved file settles the same region of another file', () => {
    const learned = lessons(SIDES, text('both\na', 'mine'));
    assert.deepEqual([...learned.values()].sort(), ['both\na\n', 'mine\n']);
    const other = (line: string) => `other\nfile\n${line}\nmore\n`;
    const again = settled([other('b'), other('our b'), other('their b')], learned);
    assert.ok(typeof again === 'object');
    assert.equal(again.text, other('mine'));
    assert.deepEqual(
      again.hunks.map(({ chance, strategies }) => ({ chance, strategies })),
      [{ chance: 1, strategies: ['resolved before by hand'] }],
    );
  });

  test('what a person made is beyond doubt, however odd', () => {
    const odd = '(((\n';
    const learned = lessons(['a\nx\nb\n', 'a\ny\nb\n', 'a\nz\nb\n'], `a\n${odd}b\n`);
    const again = settled(['a\nx\nb\n', 'a\ny\nb\n', 'a\nz\nb\n'], learned);
    assert.equal(typeof again === 'object' && again.text, `a\n${odd}b\n`);
  });

  for (const [what, resolved] of [
    ['a line elsewhere was changed as well', text('a', 'b').replace('end', 'END')],
    ['the lines between occur twice', `start\na\nm1\nm2\nm3\nm1\nm2\nm3\nb\nend\n`],
    ['the lines between are gone', 'start\na\nb\nend\n'],
    ['a region was emptied and a neighbour with it', 'start\nm2\nm3\nb\nend\n'],
  ] as const) {
    test(`the whole file is remembered where ${what}`, () => {
      const learned = lessons(SIDES, resolved);
      assert.deepEqual([...learned.values()], [resolved]);
      assert.deepEqual(settled(SIDES, learned), { text: resolved, hunks: [] });
      const [base, ours, theirs] = SIDES;
      const moved = settled([`0\n${base}`, `0\n${ours}`, `0\n${theirs}`], learned);
      assert.ok(typeof moved === 'string' || moved.text !== `0\n${resolved}`);
    });
  }

  test('two equal regions with different answers are remembered as a file', () => {
    const sides: [string, string, string] = [text('a', 'a'), text('our', 'our'), text('their', 'their')];
    const resolved = text('one', 'two');
    assert.deepEqual([...lessons(sides, resolved).values()], [resolved]);
    assert.deepEqual(settled(sides, lessons(sides, resolved)), { text: resolved, hunks: [] });
  });

  test('a region that is known to be resolved otherwise is remembered with its file', () => {
    const learned = lessons(SIDES, text('x', 'y'));
    assert.deepEqual(lessons(SIDES, text('x', 'y'), new Map(learned)), learned);
    const [resolved] = [...lessons(SIDES, text('x', 'z'), new Map(learned)).values()];
    assert.equal(resolved, text('x', 'z'));
  });

  test('a file that both sides added is remembered as a file', () => {
    const sides: [undefined, string, string] = [undefined, 'ours\n', 'theirs\n'];
    assert.equal(settled(sides, new Map()), 'conflict');
    assert.deepEqual(settled(sides, lessons(sides, 'mine')), { text: 'mine', hunks: [] });
  });

  test('regions at the very start and end, without a last newline', () => {
    const sides: [string, string, string] = ['a\nk\nb', 'A\nk\nB', '1\nk\n2'];
    for (const resolved of ['k\n', 'A\n1\nk\nB\n2', '\nk\n\n']) {
      const learned = lessons(sides, resolved);
      assert.equal(learned.size, 2);
      const again = settled(sides, learned);
      assert.equal(typeof again === 'object' && again.text, resolved);
    }
  });

  test('a resolution that does not fit the lines changes nothing', () => {
    const learned = lessons(SIDES, text('x', 'y'));
    const other: [string, string, string] = [text('a', 'b'), text('our a!', 'our b!'), text('their a', 'their b')];
    assert.deepEqual(settled(other, learned), settled(other, new Map()));
  });
});
