// A file that git does not settle, as the terminal shows it.
import assert from 'node:assert/strict';
import { openFileText, placeTexts } from '../../../src/cli/open-file';
import type { FileOutcome } from '../../../src/port/types';

const conflict = (base: string[]): FileOutcome => ({
  kind: 'conflict',
  path: 'a.py',
  reason: { kind: 'content', regions: [{ line: 6, base, ours: [], theirs: ['new\n'] }] },
});

suite('cli/open-file', () => {
  test('a conflict shows what was there before the fix, too', async () => {
    assert.equal(
      await openFileText('old', conflict(['was\n'])),
      [
        '\n  old: a.py: both sides changed line 7',
        '    line 7:',
        '      before the fix',
        '        was',
        '      the branch has',
        '        (nothing)',
        '      the fix makes',
        '        new\n',
      ].join('\n'),
    );
  });

  test('what is long is cut in the overview only', async () => {
    const long = conflict(Array.from({ length: 14 }, (_, number) => `line ${number}\n`));
    const text = await openFileText('old', long);
    assert.match(text, /\n {8}line 11\n {8}… and 2 more lines \(--json has all\)\n {6}the branch has\n/);
    assert.match((await placeTexts(long)).join(''), /\n {8}line 13\n {6}the branch has\n/);
  });

  test('what is long is shown from where the fix changes it', async () => {
    const base = Array.from({ length: 20 }, (_, number) => `line ${number}\n`);
    const regions = [{ line: 0, base, ours: [], theirs: [...base.slice(0, 19), 'new\n', ...base.slice(19)] }];
    const text = await openFileText('old', { ...conflict([]), reason: { kind: 'content', regions } } as FileOutcome);
    assert.match(text, /before the fix\n {8}… 8 lines above\n {8}line 8\n[\s\S]* {8}line 19\n {6}the branch has\n/);
    assert.match(text, /the fix makes\n {8}… 9 lines above\n {8}line 9\n[\s\S]* {8}new\n {8}line 19\n$/);
  });

  test('a tab is as wide as a terminal makes it, and nothing turns the direction of writing', async () => {
    const text = await openFileText('old', conflict(['\tif (x)\n', '\t\treturn\t1; // a\u00e2\u0080\u00aeb\n']));
    assert.match(text, /\n {16}if \(x\)\n {24}return {2}1; \/\/ a b\n/);
  });

  test('line ends and blanks are shown where lines differ in nothing else', async () => {
    const text = async (base: string[], ours: string[], theirs: string[]) =>
      (
        await placeTexts({
          ...conflict([]),
          reason: { kind: 'content', regions: [{ line: 0, base, ours, theirs }] },
        } as FileOutcome)
      ).join('');
    assert.match(
      await text(['a\r\n', 'b\r\n'], ['a\n', 'b\n'], ['a\r\n', 'c']),
      /before the fix\n {8}a␍\n {8}b␍\n {6}the branch has\n {8}a\n {8}b\n {6}the fix makes\n {8}a␍\n {8}c \(no line end\)\n$/,
    );
    assert.match(await text(['\tx\n'], ['        x\n'], ['y \t\n']), / {8}→x\n[\s\S]* {16}x\n[\s\S]* {8}y·→\n$/);
    assert.doesNotMatch(await text(['a\r\n'], ['b\r\n'], ['\tc\r\n']), /[␍→·]/);
  });
});
