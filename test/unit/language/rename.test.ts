// Renaming a fix: which words of a series name one, what becomes of each line and file, and which names are refused.
import assert from 'node:assert/strict';
import { nameAt, renameFix } from '../../../src/language/rename';

const master = { folder: '/q/master', series: 'a.patch\n\tfix.patch -p1 # why\n', files: ['a.patch', 'fix.patch'] };
const stable = { folder: '/q/stable/1', series: '# fix.patch (not yet)\nfix-2.patch', files: ['fix.patch'] };
const bare = { folder: '/q/bare', series: 'a.patch\n', files: ['a.patch'] };

suite('rename a fix', () => {
  test('a series names a fix by its first word, commented out or not', () => {
    const names = (...lines: string[]) => lines.map((line) => nameAt(line, 0)?.name);
    assert.deepEqual(names('fix.patch', ' \tfix.patch\r\n', '## fix.patch x', 'fix.patch#1'), [
      'fix',
      'fix',
      'fix',
      undefined,
    ]);
    assert.deepEqual(names('', '# a note', 'sub/fix.patch', '../fix.patch', 'fix.diff', '.fix.patch', 'x fix.patch'), [
      ...Array(7).fill(undefined),
    ]);
  });

  test('only the name changes, and only where the fix is', () => {
    const { documentChanges = [] } = renameFix([master, stable, bare], 'fix', 'mend');
    assert.deepEqual(
      documentChanges.map((change) => ('kind' in change ? change : [change.textDocument.uri, change.edits])),
      [
        [
          'file:///q/master/series',
          [{ range: { start: { line: 1, character: 1 }, end: { line: 1, character: 4 } }, newText: 'mend' }],
        ],
        [
          'file:///q/stable/1/series',
          [{ range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } }, newText: 'mend' }],
        ],
        { kind: 'rename', oldUri: 'file:///q/master/fix.patch', newUri: 'file:///q/master/mend.patch' },
        { kind: 'rename', oldUri: 'file:///q/stable/1/fix.patch', newUri: 'file:///q/stable/1/mend.patch' },
      ],
    );
  });

  test('a name that is taken anywhere, by a file or a line, or that cannot name a fix is refused', () => {
    const code = (fresh: string) => {
      try {
        renameFix([master, stable, bare], 'fix', fresh);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return undefined;
    };
    assert.deepEqual(['a', 'fix-2', '../x', 'x.patch', '', 'x y', 'fix', 'mend'].map(code), [
      'name-taken',
      'name-taken',
      'bad-name',
      'bad-name',
      'bad-name',
      'bad-name',
      undefined,
      undefined,
    ]);
    assert.deepEqual(renameFix([master], 'fix', 'fix'), {});
  });
});
