// The commits that a patch file names, in every community's form.
import assert from 'node:assert/strict';
import { splitLines } from '../../../src/base/bytes';
import { parsePatch } from '../../../src/patch/parse';
import { citations } from '../../../src/profile/cited';
import { readPatch } from '../../../src/profile/reading';
import { patchOf } from './patch-of';

suite('cited commits', () => {
  test('each at its line', () => {
    const id = (digit: string) => digit.repeat(40);
    const text = patchOf(
      'Fix',
      `[ Upstream commit ${id('1')} ]\n\ncommit ${id('2')} is another.\n\nFixes: 123456789abc ("x")\nSigned-off-by: A <a@b>\n(cherry picked from commit ${id('3')})\n`,
      undefined,
      `Origin: backport, commit:${id('4')}\nGit-commit: ${id('5')} (partial)\n`,
    );
    const lines = splitLines(text);
    assert.deepEqual(
      citations(readPatch(parsePatch(text))).map(({ how, commit, start }) => [
        how,
        commit.slice(0, 3),
        lines[start]?.includes(commit),
      ]),
      [
        ['origin', '444', true],
        ['git-commit', '555', true],
        ['upstream', '111', true],
        ['fixes', '123', true],
        ['picked', '333', true],
      ],
    );
  });
});
