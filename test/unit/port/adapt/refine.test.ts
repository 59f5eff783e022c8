// What a strategy gives, fitted to the names that the target's file has.
import assert from 'node:assert/strict';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { problemsOf } from '../../../../src/port/adapt/problem';
import { mergeText } from '../../../../src/port/merge';

/** The texts of the first region that the named strategy or refinement leads to. */
function answers(name: string, base: string, ours: string, theirs: string): string[] {
  const merged = mergeText(base, ours, theirs);
  assert.ok(merged.kind === 'conflict');
  const [problem] = problemsOf(merged.texts, merged.merge);
  return candidatesOf(problem!, factsOf(merged.texts, merged.merge))
    .filter(({ strategies }) => strategies.includes(name))
    .map(({ lines }) => lines.join(''));
}

suite('port/adapt/refine', () => {
  test('a name that ours writes otherwise all over the file is written as ours writes it', () => {
    const file = (fault: string, check: string, raised: string) =>
      `first = ${fault}(1)\nkeep()\nsecond = ${fault}(2)\nkeep()\n${check}\n${raised}end()\n`;
    const found = answers(
      'names of the file',
      file('Fault', 'check(old)', ''),
      file('faults.Fault', 'check(mine)', ''),
      file('Fault', 'check(old)', 'raise Fault(3)\n'),
    );
    assert.ok(found.includes('check(mine)\nraise faults.Fault(3)\n'), JSON.stringify(found));
    assert.ok(found.every((text) => !text.includes('raise Fault(')));
  });

  test('statements that name what ours does not have are left out whole, and blocks stay', () => {
    const found = answers(
      'without what is missing',
      'start()\nself.kinds = kinds\nplace(base)\nend()\n',
      'start()\nplace(ours)\nend()\n',
      'start()\nself.kinds = kinds\nplace(base)\nself.report(\n    kinds,\n)\ndone()\nif kinds:\n    more()\nend()\n',
    );
    assert.ok(found.length > 0);
    for (const text of found) assert.doesNotMatch(text, /report/);
    assert.ok(found.some((text) => text.includes('done()\nif kinds:\n    more()\n')));
  });

  test('an answer in which no name is missing has no second form', () => {
    const found = answers('without what is missing', 'a(1)\nb(1)\n', 'a(2)\nb(2)\n', 'a(1)\nc(1)\nb(1)\n');
    assert.deepEqual(found, []);
  });
});

suite('port/adapt/strategies', () => {
  test('what ours took out is taken out of what theirs wrote anew', () => {
    const found = answers(
      'ours in theirs',
      'a = 1\nb = 2\nc = 3\nd = 4\n',
      'a = 1\nc = 3\nd = 4\n',
      'a = 10\nb = 2\nc = 30\nd = 40\n',
    );
    assert.deepEqual(found, ['a = 10\nc = 30\nd = 40\n']);
  });
});
