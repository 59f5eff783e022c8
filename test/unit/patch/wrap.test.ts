// Long lines of a message's body are broken between words; what has a form of its own stays.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wrapBody } from '../../../src/patch/wrap';

const LONG = 'The lock is taken twice when a volume is detached while its backend reports a failure of the connection.';
const WRAPPED =
  'The lock is taken twice when a volume is detached while its backend\nreports a failure of the connection.';
const URL = `https://example.org/${'a'.repeat(80)}`;

suite('wrapping a body', () => {
  test('breaks a long line, and no other', () => {
    assert.equal(wrapBody(LONG), WRAPPED);
    assert.equal(wrapBody(`Short.\n${LONG}\nShort.\n\nEnd.`), `Short.\n${WRAPPED}\nShort.\n\nEnd.`);
    assert.equal(wrapBody(`See ${URL} there.`), `See\n${URL}\nthere.`);
    assert.equal(wrapBody('é'.repeat(72)), 'é'.repeat(72));
  });

  for (const kept of [
    `- ${LONG}`,
    `* ${LONG}`,
    `1. ${LONG}`,
    `a) ${LONG}`,
    `    ${LONG}`,
    `\t${LONG}`,
    `> ${LONG}`,
    `| ${LONG} |`,
    `[1] ${URL}`,
    `\`\`\`\n${LONG}\n\`\`\``,
    `Why.\n\nCloses-Bug: #1\nDepends-On: ${URL} and more of it`,
    URL,
    '',
  ])
    test(`keeps ${JSON.stringify(kept.slice(0, 30))}`, () => assert.equal(wrapBody(kept), kept));

  test('said twice it stays the same, and loses no word', () => {
    const line = fc.array(fc.constantFrom('a', 'word', 'Fixes:', '-', '1.', URL, 'é'), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(line.map((words) => words.join(' '))), (lines) => {
        const once = wrapBody(lines.join('\n'));
        assert.deepEqual(once.split(/\s+/), lines.join('\n').split(/\s+/));
        assert.equal(wrapBody(once), once);
      }),
    );
  });
});
