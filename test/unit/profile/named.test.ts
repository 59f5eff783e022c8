// The commit that a message says it was made from, in each community's words.
import assert from 'node:assert/strict';
import { namedCommit } from '../../../src/profile/named';

const [a, b] = ['a', 'b'].map((digit) => digit.repeat(40)) as [string, string];

suite('the commit that a message names', () => {
  for (const [message, named] of [
    ['Fix\n\nWhy.\n', undefined],
    [`Fix\n\n(cherry picked from commit ${a})\n(cherry picked from commit ${b})\nSigned-off-by: A <a@e>\n`, b],
    [`Fix\n\nIt was (cherry picked from commit ${a}).\n\nMore.\n`, undefined],
    ['Fix\n\n(cherry picked from commit HEAD)\n', undefined],
    [`Fix\n\ncommit ${a} upstream.\n\nWhy.\n\nSigned-off-by: A <a@e>\n`, a],
    [`Fix\n\n[ Upstream commit ${b} ]\n\nWhy.\n`, b],
    [`Fix\n\nGit-commit: ${a}\nSigned-off-by: A <a@e>\n`, a],
    ['Fix\n\nGit-commit: --all\n', undefined],
  ] as const)
    test(JSON.stringify(message.slice(0, 60)), () => assert.equal(namedCommit(message), named));
});
