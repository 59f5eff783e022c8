// How the parts of a review read.
import { strict as assert } from 'node:assert';
import { plain, webAddress } from '../../../src/review/text';
import { ageText, ciText, nextText, requirementsText, votesText } from '../../../src/review/words';
import { aReview } from './reviews';

suite('review/words', () => {
  test('votes', () => {
    const vote = { text: '', by: [] };
    const votes = [
      { label: 'Code-Review', value: 2, ...vote },
      { label: 'Verified', value: -1, ...vote },
    ];
    assert.equal(votesText(votes), 'Code-Review +2, Verified −1');
  });

  test('CI', () => {
    const job = (name: string, voting: boolean) => ({ name, result: 'FAILURE', voting });
    const failing = [job('a', true), job('b', true), job('c', false)];
    assert.equal(ciText({ state: 'failed', pipeline: 'check', failing, reports: [] }), 'check failed: a, b');
    assert.equal(ciText({ state: 'passed', pipeline: '', failing: [], reports: [] }), 'CI passed');
    assert.equal(ciText({ state: 'none', pipeline: '', failing: [], reports: [] }), '');
  });

  test('who acts next', () => {
    assert.equal(nextText({ who: 'you', why: '2 unresolved comments' }), 'you: 2 unresolved comments');
    assert.equal(nextText({ who: 'ci', why: 'gate jobs are running' }), 'CI: gate jobs are running');
    assert.equal(nextText({ who: 'nobody', why: 'merged in master' }), 'merged in master');
  });

  test('requirements', () => {
    const requirements = [
      { name: 'a', state: 'satisfied' as const },
      { name: 'b', state: 'overridden' as const },
      { name: 'c', state: 'unknown' as const },
    ];
    assert.equal(requirementsText(aReview({ requirements })), '2 of 3 requirements');
    assert.equal(requirementsText(aReview()), '');
  });

  const ages: [number, string][] = [
    [0, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [3_599_999, '59 minutes ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000, '1 day ago'],
    [-5000, 'just now'],
  ];
  for (const [age, text] of ages) test(`${age} ms is ${text}`, () => assert.equal(ageText(0, age), text));
});

suite('review/text', () => {
  test('control and direction characters become blanks, long text is cut', () => {
    assert.equal(plain(' a\u0007\u001b[1mb\r\n\u202ec\u200b '), 'a [1mb c');
    assert.equal(plain('ü'.repeat(20), 5), 'üüüü…');
  });

  test('only plain web addresses are taken', () => {
    assert.equal(webAddress('https://zuul.example.org/build/1'), 'https://zuul.example.org/build/1');
    for (const text of ['javascript:alert(1)', 'file:///etc/passwd', 'command:x', 'https://u:p@example.org/', 'job']) {
      assert.equal(webAddress(text), undefined, text);
    }
  });
});
