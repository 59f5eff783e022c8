// Which changes a message says it mends; other mentions of a change are none.
import assert from 'node:assert/strict';
import { mendedBy } from '../../../src/lineage/mends';

const C = `I${'c'.repeat(40)}`;
const A = 'a'.repeat(40);

suite('mendedBy', () => {
  for (const text of [
    `Fixes: ${C}`,
    `This fixes a regression introduced with change ${C}.`,
    `This regression was introduced in\ncommit: ${C}`,
    `This is a regression in Queens with ${C}`,
    `The call was broken by the change\n${C} as it lost its lock.`,
    `It has been broken since ${C}`,
    `A small bug introduced by change ${C}`,
    `The error was caused by this patch: ${C}`,
    `This is a partial revert of ${C}`,
    `This partially reverts commit ${C}`,
  ])
    test(`does: ${text}`, () => assert.deepEqual(mendedBy(`Title\n\n${text}\n`), [C]));

  for (const text of [
    `This is a follow up to ${C}`,
    `The bug was fixed in ${C}`,
    `Add a regression test for what is similar to ${C}`,
    `This does not regress the point of commit ${C}`,
    `When it breaks. See ${C}`,
    `A regression was found.\n\nIn ${C} it was right.`,
    `Depends-On: ${C}`,
    `Change-Id: ${C}`,
    `(cherry picked from commit ${A})`,
    `This reverts commit ${A}.`,
    'Fixes: #12345, introduced in 1234567',
  ])
    test(`does not: ${text}`, () => assert.deepEqual(mendedBy(`Title\n\n${text}\n`), []));

  test('names commits as the kernel does, each once', () => {
    const message = `x\n\nFixes: ${A.slice(0, 12)} ("x")\nFixes: ${A.slice(0, 12)} ("x")\nFixes: ${A} ("x")\n`;
    assert.deepEqual(mendedBy(message), [A.slice(0, 12), A]);
  });

  test('takes no longer for a long message', () => {
    const start = performance.now();
    mendedBy(`regression broken introduced caused bug ${'bug in by introduced the '.repeat(40_000)}`);
    assert.ok(performance.now() - start < 2000);
  });
});
