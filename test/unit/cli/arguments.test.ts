// Command lines that fit the manual are read, others are usage faults that say why.
import assert from 'node:assert/strict';
import { readCall } from '../../../src/cli/arguments';
import { table } from '../../../src/cli/table';

suite('command line', () => {
  test('reads a call', () => {
    const call = readCall(['mark', 'a.py:3-4', '--title', 'T', '--bug', '1', '--bug', '2', '-C', 'x']);
    assert.equal(call.command, 'mark');
    assert.deepEqual(call.words, ['a.py:3-4']);
    assert.deepEqual(call.options.bug, ['1', '2']);
    assert.equal(call.options.folder, 'x');
  });

  test('no command, --help and --version', () => {
    assert.equal(readCall([]).command, 'help');
    assert.equal(readCall(['port', '--help']).command, 'help');
    assert.equal(readCall(['--version']).command, 'version');
  });

  for (const [argv, words] of [
    [['swim'], /no command 'swim'/],
    [['toString'], /no command 'toString'/],
    [['status', '--title', 'x'], /does not take --title/],
    [['show'], /needs the name/],
    [['doctor', 'x'], /does not take 'x'/],
    [['mark', '--nonsense'], /nonsense/],
    [['mark', '--title'], /title/],
  ] as const) {
    test(`refuses ${argv.join(' ')}`, () => assert.throws(() => readCall(argv), { code: 'usage', message: words }));
  }
});

suite('table', () => {
  test('columns are as wide as their widest cell, without trailing blanks', () => {
    assert.equal(
      table(
        [
          ['a', 'bb', ''],
          ['ccc', 'd', 'é'],
        ],
        ' ',
      ),
      ' a    bb\n ccc  d   é\n',
    );
  });
});
