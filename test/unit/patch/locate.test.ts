// Where hunks stand in a text that goes on living; a doubtful place is none.
import assert from 'node:assert/strict';
import { decode, encode, splitLines } from '../../../src/base/bytes';
import { applyFile } from '../../../src/patch/apply';
import { createFilePatch } from '../../../src/patch/create';
import { locate } from '../../../src/patch/locate';
import { longestAscent } from '../../../src/patch/longest-ascent';
import { parsePatch } from '../../../src/patch/parse';
import type { FilePatch } from '../../../src/patch/types';
import { randomEdit, randomText, seeded } from './random';

const OLD = Array.from({ length: 60 }, (_, at) => `    self.statement_${at}(argument)`);

function edit(lines: readonly string[], at: number, remove: number, ...add: string[]): string[] {
  return lines.toSpliced(at, remove, ...add);
}

function patchOf(before: readonly string[], after: readonly string[]): FilePatch {
  const version = (lines: readonly string[], id: string) => ({
    mode: '100644',
    id,
    content: lines.map((line) => `${encode(line)}\n`).join(''),
  });
  return createFilePatch({ newPath: 'f', before: version(before, '1'), after: version(after, '2') });
}

suite('locate', () => {
  const NEW = edit(OLD, 20, 1, '    self.fixed_call(argument)', '    self.checked_result()');
  const patch = patchOf(OLD, NEW);
  const at = (...ranges: [number, number][]) => ranges.map(([start, end]) => ({ start, end }));

  test('finds a fix that is in the text, and the place of one that is not', () => {
    assert.deepEqual(locate(patch, NEW, 'new'), [{ kind: 'exact', hunk: 0, line: 17, ranges: at([20, 22]) }]);
    assert.deepEqual(locate(patch, OLD, 'old'), [{ kind: 'exact', hunk: 0, line: 17, ranges: at([20, 21]) }]);
  });

  test('does not find one side where the other one stands', () => {
    assert.deepEqual(locate(patch, OLD, 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(patch, NEW, 'old'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('follows lines added and removed above', () => {
    const down = edit(NEW, 3, 0, ...Array.from({ length: 100 }, (_, line) => `extra ${line}`));
    assert.deepEqual(locate(patch, down, 'new'), [
      { kind: 'shifted', hunk: 0, line: 117, offset: 100, ranges: at([120, 122]) },
    ]);
    assert.deepEqual(locate(patch, edit(NEW, 2, 9), 'new'), [
      { kind: 'shifted', hunk: 0, line: 8, offset: -9, ranges: at([11, 13]) },
    ]);
  });

  test('tolerates edits in the context, and says how many lines it ignored', () => {
    const near = (line: number, ...add: string[]) => locate(patch, edit(NEW, line, 1, ...add), 'new')[0];
    assert.deepEqual(near(17, 'x'), { kind: 'fuzzy', hunk: 0, line: 17, offset: 0, fuzz: 1, ranges: at([20, 22]) });
    assert.deepEqual(near(23, 'x', 'y'), {
      kind: 'fuzzy',
      hunk: 0,
      line: 17,
      offset: 0,
      fuzz: 2,
      ranges: at([20, 22]),
    });
    assert.deepEqual(near(19, 'x', 'y'), {
      kind: 'fuzzy',
      hunk: 0,
      line: 18,
      offset: 1,
      fuzz: 3,
      ranges: at([21, 23]),
    });
  });

  test('does not find a fix whose own lines were edited', () => {
    assert.deepEqual(locate(patch, edit(NEW, 20, 1, '    other()'), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('finds the changes of a hunk one by one when the lines between them were edited', () => {
    const two = edit(NEW, 25, 1, '    self.second_fix(argument)');
    const both = patchOf(OLD, two);
    assert.equal(both.hunks.length, 1);
    const living = edit(two, 23, 0, '    between = 1', '    between = 2');
    assert.deepEqual(locate(both, living, 'new'), [
      { kind: 'fuzzy', hunk: 0, line: 17, offset: 0, fuzz: 2, ranges: at([20, 22], [27, 28]) },
    ]);
  });

  test('shows a deletion by the lines around it, and only where the deleted lines are gone', () => {
    const gone = edit(OLD, 30, 2);
    const deletion = patchOf(OLD, gone);
    assert.deepEqual(locate(deletion, gone, 'new'), [{ kind: 'exact', hunk: 0, line: 27, ranges: at([29, 31]) }]);
    assert.deepEqual(locate(deletion, OLD, 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(deletion, edit(OLD, 29, 1, 'x'), 'new'), [{ kind: 'missing', hunk: 0 }]);
    const two = patchOf(OLD, edit(edit(OLD, 32, 1), 30, 1));
    assert.deepEqual(locate(two, edit(edit(OLD, 32, 1), 30, 1), 'new'), [
      { kind: 'exact', hunk: 0, line: 27, ranges: at([29, 32]) },
    ]);
    const first = patchOf(OLD, OLD.slice(1));
    assert.deepEqual(locate(first, ['other', ...OLD.slice(1)], 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(first, OLD, 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(first, OLD.slice(1), 'new'), [{ kind: 'exact', hunk: 0, line: 0, ranges: at([0, 1]) }]);
  });

  test('does not find a deletion where what follows the deleted lines looks like them', () => {
    const part = (name: string) => ['    pass', '', '', `class ${name}(Base):`, `    def ${name}(self):`];
    const text = [...OLD, ...part('first_one'), ...part('second_one'), ...part('third_one'), ...OLD];
    const deleted = edit(text, 66, 5);
    assert.equal(locate(patchOf(text, deleted), deleted, 'new')[0]?.kind, 'exact');
    assert.deepEqual(locate(patchOf(text, deleted), text, 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('does not find a hunk of which only one of two changes is there', () => {
    const half = edit(OLD, 22, 0, '    self.an_added_call(argument)');
    const both = patchOf(OLD, edit(half, 20, 1));
    assert.equal(both.hunks.length, 1);
    assert.equal(locate(both, edit(half, 20, 1), 'new')[0]?.kind, 'exact');
    assert.deepEqual(locate(both, half, 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(both, edit(half, 20, 1, '    other()'), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('believes changed lines without context only nearby, and only if they are there once', () => {
    const [call, check] = [NEW[20] as string, NEW[21] as string];
    const foreign = Array.from({ length: 400 }, (_, line) => `foreign ${line}`);
    const near = edit(foreign, 100, 0, call, check);
    assert.deepEqual(locate(patch, near, 'new'), [
      { kind: 'fuzzy', hunk: 0, line: 97, offset: 80, fuzz: 3, ranges: at([100, 102]) },
    ]);
    assert.deepEqual(locate(patch, edit(foreign, 300, 0, call, check), 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(patch, edit(near, 350, 0, call, check), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('wants a clear winner among fuzzy places', () => {
    const block = ['x', ...NEW.slice(18, 24), 'y'];
    const foreign = Array.from({ length: 200 }, (_, line) => `foreign ${line}`);
    const twice = (first: number, second: number) => edit(edit(foreign, second, 0, ...block), first, 0, ...block);
    assert.equal(locate(patch, twice(22, 60), 'new')[0]?.kind, 'fuzzy');
    assert.deepEqual(locate(patch, twice(30, 32), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('does not take changes that moved far apart for one hunk', () => {
    const two = edit(NEW, 25, 1, '    self.second_fix(argument)');
    const between = Array.from({ length: 30 }, (_, line) => `    between = ${line}`);
    assert.deepEqual(locate(patchOf(OLD, two), edit(two, 23, 0, ...between), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('looks for a hunk where the one before it has moved to', () => {
    const block = OLD.slice(30, 37);
    const repeated = [...OLD.slice(0, 30), ...block, ...OLD.slice(37, 45), ...block, ...OLD.slice(45)];
    const unique = '    self.unique_fix(argument)';
    const same = '    self.same_fix(argument)';
    const fixed = [10, 33, 48, 65].reduce(
      (lines, at) => edit(lines, at, 1, at === 10 || at === 65 ? unique : same),
      repeated,
    );
    const drift = (count: number) => Array.from({ length: count }, () => 'new');
    const living = edit(edit(fixed, 57, 0, ...drift(25)), 2, 0, ...drift(15));
    assert.deepEqual(
      locate(patchOf(repeated, fixed), living, 'new').map((place) =>
        place.kind === 'shifted' ? place.offset : place.kind,
      ),
      [15, 15, 15, 40],
    );
  });

  test('compares unicode lines and bytes alike, with any line ending', () => {
    const unicode = patchOf(OLD, edit(OLD, 20, 1, '    grüße("für alle")'));
    const text = edit(OLD, 20, 1, '    grüße("für alle")');
    assert.equal(locate(unicode, text, 'new')[0]?.kind, 'exact');
    assert.equal(locate(unicode, text.map(encode), 'new')[0]?.kind, 'exact');
    assert.equal(locate(unicode, [...text.map((line) => `${line}\r`), ''], 'new')[0]?.kind, 'exact');
    assert.equal(decode(encode(text[20] as string)), text[20]);
  });

  test('does not take blank lines and braces for a place', () => {
    const braces = patchOf(['{', '', '}', '', '{', '', '}'], ['{', '', '}', '};', '', '{', '', '}']);
    const elsewhere = [...OLD, '{', '', '}', '};', '', '{', '', '}'];
    assert.deepEqual(locate(braces, elsewhere, 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('takes the nearer of two equal places, and none of two that are equally near', () => {
    const block = NEW.slice(17, 25);
    const filler = (count: number) => Array.from({ length: count }, (_, line) => `filler ${line}`);
    const twice = (above: number, between: number) => [...filler(above), ...block, ...filler(between), ...block];
    assert.equal(locate(patch, twice(15, 30), 'new')[0]?.kind, 'shifted');
    assert.deepEqual(locate(patch, twice(7, 12), 'new'), [{ kind: 'missing', hunk: 0 }]);
  });

  test('is not led astray by a copy of one hunk far away', () => {
    const three = [5, 25, 45].reduce((lines, line) => edit(lines, line, 1, `    self.fix_at_${line}(argument)`), OLD);
    const wide = patchOf(OLD, three);
    const copy = three.slice(2, 9);
    const living = [...edit(three, 3, 1, 'edited'), ...copy];
    assert.deepEqual(
      locate(wide, living, 'new').map((place) => (place.kind === 'missing' ? place.kind : [place.kind, place.ranges])),
      [
        ['fuzzy', at([5, 6])],
        ['exact', at([25, 26])],
        ['exact', at([45, 46])],
      ],
    );
  });

  test('gives one placement a hunk, and nothing in an empty or foreign text', () => {
    assert.deepEqual(locate(patch, [], 'new'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(patch, [''], 'old'), [{ kind: 'missing', hunk: 0 }]);
    assert.deepEqual(locate(parsePatch('').files[0] ?? { ...patch, hunks: [] }, NEW, 'new'), []);
  });

  test('agrees with applying, for random patches on texts that have drifted', () => {
    const random = seeded(3);
    const bare = (text: string) => splitLines(text).map((line) => line.replace(/\r?\n$/, ''));
    let found = 0;
    for (let count = 0; count < 200; count++) {
      const before = randomText(random, 80, 4000);
      const after = randomEdit(random, before, 3, 4000);
      const version = (content: string, id: string) => ({ mode: '100644', id, content });
      const file = createFilePatch({ newPath: 'f', before: version(before, '1'), after: version(after, '2') });
      const applied = applyFile(file, `def drift_of_${count}():\n${before}`);
      if (applied.kind === 'rejected') continue;
      const located = locate(file, bare(applied.text), 'new');
      for (const [number, place] of applied.places.entries()) {
        const where = located[number];
        if (where === undefined || where.kind === 'missing' || place.kind === 'missing') continue;
        found++;
        assert.deepEqual(where.ranges, place.ranges);
      }
    }
    assert.ok(found > 150, `${found} found`);
  });
});

suite('longestAscent', () => {
  test('keeps the most numbers that ascend', () => {
    assert.deepEqual(
      [...longestAscent([900, 1, 2, undefined, 7, 5, 6])].sort((a, b) => a - b),
      [1, 2, 5, 6],
    );
    assert.deepEqual(longestAscent([]), new Set());
  });
});
