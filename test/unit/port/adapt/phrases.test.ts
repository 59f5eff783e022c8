// Phrases, and what of a fix leans on those that the branch writes otherwise.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { adaptText } from '../../../../src/port/adapt/adapt';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { measuresOf } from '../../../../src/port/adapt/measures';
import { phrasesGone, phrasesIn } from '../../../../src/port/adapt/phrases';
import { problemsOf } from '../../../../src/port/adapt/problem';
import { groundOf, signsOf } from '../../../../src/port/adapt/signs';
import { mergeText } from '../../../../src/port/merge';
import { seeded } from '../../patch/random';

const BASE = `def stop(self):\n    self.driver.pool.stop()\n    one()\n    two()\n\ndef start(self):\n    self.run(1)\n`;
const OURS = BASE.replace('self.driver.pool.stop()', 'self.pool.stop()').replace('self.run(1)', 'self.run(2)');

/** What is told of a file where theirs and ours conflict about a line, and theirs adds another one that git merges. */
function told(further: string) {
  const theirs = BASE.replace('    one()\n', `    one()\n${further}`).replace('self.run(1)', 'self.run(1, 3)');
  const merged = mergeText(BASE, OURS, theirs);
  assert.ok(merged.kind === 'conflict');
  return { whole: adaptText(merged.texts, merged.merge)?.whole, facts: factsOf(merged.texts, merged.merge) };
}

suite('port/adapt/phrases', () => {
  test('a phrase is three pieces of one line with a name among them, whatever the blanks', () => {
    assert.deepEqual([...phrasesIn(['    run( 1 )\n', 'a, b\n', '= 2\n'])], ['run ( 1']);
    assert.deepEqual([...phrasesIn(['self.pool\n'])], ['self . pool']);
  });

  test('phrases that stand elsewhere are not gone', () => {
    const old = splitLines('self.driver.pool\nself.name\n');
    const gone = phrasesGone(() => old, splitLines('x = self.driver\nself . name\n'));
    assert.deepEqual([...phrasesIn(old)].filter(gone), ['. driver .', 'driver . pool']);
    assert.equal(gone('self . other'), false, 'it never was there');
  });

  test('of many phrases each is told the same', () => {
    const names = Array.from({ length: 300 }, (_, number) => `name${number}`);
    const old = names.map((name) => `self.${name}\n`);
    const gone = phrasesGone(
      () => old,
      names.slice(0, 250).map((name) => `x = self . ${name} + 1\n`),
    );
    assert.deepEqual(
      [...phrasesIn(old)].filter(gone),
      names.slice(250).map((name) => `self . ${name}`),
    );
  });

  test('tells of random lines what their phrases tell', () => {
    const next = seeded(7);
    const pick = (from: readonly string[]) => from[next(from.length)]!;
    const lineOf = () => {
      const pieces = Array.from({ length: next(7) }, () =>
        pick(['self', 'selfish', 'x', '_name', '(', ')', '.', ',', '\xe9']),
      );
      return `${pieces.reduce((line, piece) => line + pick(['', ' ', '\t']) + piece, '')}\n`;
    };
    for (let round = 0; round < 200; round++) {
      const [old, others] = [Array.from({ length: 12 }, lineOf), Array.from({ length: 8 }, lineOf)];
      const known = new Set(phrasesIn(others));
      const gone = phrasesGone(() => old, others);
      for (const phrase of phrasesIn(old))
        assert.equal(gone(phrase), !known.has(phrase), `${phrase} of round ${round}`);
    }
  });

  test('a line leans on what ours dropped though each of its names is there', () => {
    const { facts } = told('');
    assert.ok(facts.outdated(['        self.driver.pool.open()\n']) > 0);
    assert.equal(facts.outdated(['        self.pool.open()\n']), 0);
    assert.equal(facts.outdated(['        self.other.pool()\n']), 0, 'base does not have it either');
  });

  test('lines that git merges count for the file as well', () => {
    assert.equal(told('    three()\n').whole?.outdated, told('').whole?.outdated);
    assert.ok(told('    self.driver.pool.open()\n').whole!.outdated! > told('').whole!.outdated!);
  });

  test('an answer with the words that ours replaced is told from one with those of ours', () => {
    const ours = BASE.replace('self.driver.pool.stop()', 'self.pool.stop()');
    const merged = mergeText(BASE, ours, BASE.replace('pool.stop()', 'pool.stop(1)'));
    assert.ok(merged.kind === 'conflict');
    const [problem] = problemsOf(merged.texts, merged.merge);
    const facts = factsOf(merged.texts, merged.merge);
    const candidates = candidatesOf(problem!, facts);
    const signs = candidates.map((one) => signsOf(problem!, groundOf(problem!), one, facts));
    const measures = measuresOf(problem!, candidates, signs, 1, facts);
    const outdated = (text: string) => measures[candidates.findIndex(({ lines }) => lines.join('') === text)]?.outdated;
    assert.ok(outdated('    self.driver.pool.stop(1)\n')! > 0);
    assert.equal(outdated('    self.pool.stop(1)\n'), 0);
  });
});
