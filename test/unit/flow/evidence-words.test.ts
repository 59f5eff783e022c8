// Where a settled place stands, in words.
import assert from 'node:assert/strict';
import { doubtWords, placeWords, rivalWords } from '../../../src/flow/evidence-words';
import type { Anchor, Evidence } from '../../../src/port/evidence';

const anchor = (line: number, unique = true): Anchor => ({ line, text: 'x\n', unique });
const evidence = (above: Anchor | undefined, below: Anchor | undefined, source = 'A.b', target = source): Evidence => ({
  ...{ above, below },
  scope: { source, target },
  differs: { source: [], target: [] },
});

suite('words of evidence', () => {
  for (const [given, expected] of [
    [evidence(anchor(209), anchor(213)), 'in A.b, between lines 210 and 214'],
    [evidence(anchor(209, false), anchor(213), ''), 'between lines 210 and 214 (the file has line 210 more than once)'],
    [evidence(anchor(0), undefined, 'A.b', 'A.c'), 'in A.c (in the fix: A.b), below line 1'],
    [evidence(undefined, anchor(0), 'A.b', ''), 'outside of functions (in the fix: A.b), above line 1'],
    [evidence(undefined, undefined, ''), 'no line around it is the same'],
  ] as [Evidence, string][])
    test(expected, () => assert.equal(placeWords(given), expected));

  test('answers that were not taken', () => {
    const other = { start: 0, end: 0, lines: [], strategies: [], chance: 0.224 };
    assert.equal(rivalWords({ rivals: 0, others: [] }), '');
    assert.equal(rivalWords({ rivals: 1, others: [other] }), 'another answer: 22 in 100');
    assert.equal(rivalWords({ rivals: 5, others: [other, other] }), '5 other answers, the likeliest: 22 in 100');
  });

  const signs = {
    lost: 0,
    foreign: 0,
    undone: 0,
    kept: 0,
    vanished: [],
    unknown: 0,
    duplicates: 0,
    strayed: 0,
    unbalanced: 0,
    idle: false,
  };
  const doubts = (lines: string[], ours: string[], theirs: string[], more: Partial<typeof signs> = {}) =>
    doubtWords({ signs: { ...signs, ...more }, lines, ours, theirs });

  test('nothing of the fix', () => {
    const nothing = "the branch's lines stay as they are: nothing of the fix comes in here";
    assert.deepEqual(doubts([], [], ['new\n'], { idle: true }), [nothing]);
    assert.deepEqual(doubts(['new\n'], [], ['new\n']), []);
  });

  test('an import that both sides have, and the result has twice', () => {
    const log = 'from oslo_log import log as logging\n';
    assert.deepEqual(doubts(['import os\n', log, log], ['import os\n', log], [log]), [`it has twice: ${log.trim()}`]);
    assert.deepEqual(doubts(['#include <a.h>\n', '#include <a.h>\r\n'], [], ['#include <a.h>\n']), [
      'it has twice: #include <a.h>',
    ]);
    assert.deepEqual(doubts([log, 'x = 1\n', 'x = 1\n'], [log], ['x = 1\n']), []);
    assert.deepEqual(doubts([log, log], [log, log], []), []);
  });
});
