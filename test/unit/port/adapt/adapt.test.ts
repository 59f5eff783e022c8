// Conflicts that git leaves, settled: small cases by kind, and what must hold of every one.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { type AdaptedText, adaptText } from '../../../../src/port/adapt/adapt';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { chanceOf, shippedJudges } from '../../../../src/port/adapt/judge';
import { isTrusted, levelOf } from '../../../../src/port/adapt/level';
import { problemsOf } from '../../../../src/port/adapt/problem';
import { mergeText } from '../../../../src/port/merge';
import { randomTexts } from './random';

/** The settled text; fails when git does not conflict. */
function settle(base: string, ours: string, theirs: string): AdaptedText {
  const merged = mergeText(base, ours, theirs);
  assert.equal(merged.kind, 'conflict');
  assert.ok(merged.kind === 'conflict');
  const adapted = adaptText(merged.texts, merged.merge);
  assert.ok(adapted);
  return adapted;
}

const method = (name: string, body: string) =>
  `    def ${name}(self):\n        driver = self.start('${name}')\n        ${body}\n        driver.stop()\n`;
const suiteOf = (...methods: string[]) => `class Tests:\n\n${methods.join('\n')}`;

suite('port/adapt', function () {
  this.timeout(20_000);

  test('a method goes where its neighbour is missing, with one blank line on each side', () => {
    const [first, second, added, last] = [
      method('test_first', 'self.check(1)'),
      method('test_second', 'self.check(2)'),
      method('test_added', 'self.check(3)'),
      method('test_last', 'self.check(4)'),
    ];
    const settled = settle(suiteOf(first, second, last), suiteOf(first, last), suiteOf(first, second, added, last));
    assert.equal(settled.text, suiteOf(first, added, last));
    const [adaptation] = settled.adaptations;
    const levels = [0.6, 0.45, 0.2, 0.05].map((chance) => levelOf({ ...adaptation!, chance }));
    assert.deepEqual(levels, ['high', 'medium', 'low', undefined]);
    assert.ok(isTrusted(settled));
    assert.ok(!isTrusted({ ...settled, trust: 0.6 }), 'the whole counts');
    assert.equal(settled.trust, settled.whole && chanceOf(settled.whole, shippedJudges().whole));
  });

  test('other texts differ in one region each, the likeliest first, and no more than four', () => {
    const fix = (word: string) => `a\nresult = self.${word}.attach(context, volume, timeout=60)\nb\nc\nd\n`;
    const two = (text: string) => text + text.replace('attach', 'detach');
    const [base, ours, theirs] = [fix('driver').replace('60', '10'), fix('backend').replace('60', '10'), fix('driver')];
    const best = settle(two(base), two(ours), two(theirs));
    const others = best.otherwise();
    assert.equal(others.length, 4);
    const losses = others.map(({ adaptations, text }) => {
      assert.notEqual(text, best.text);
      const changed = adaptations.filter((one, at) => one.lines !== best.adaptations[at]!.lines);
      assert.equal(changed.length, 1);
      const at = adaptations.indexOf(changed[0]!);
      assert.ok(changed[0]!.others.some(({ lines }) => lines.join() === best.adaptations[at]!.lines.join()));
      return changed[0]!.chance / best.adaptations[at]!.chance;
    });
    assert.deepEqual(
      losses,
      losses.toSorted((a, b) => b - a),
    );
    assert.ok(others.every(({ trust, whole }) => whole && trust === chanceOf(whole, shippedJudges().whole)));
  });

  test('a word of a line is changed where ours has another word otherwise', () => {
    const { text } = settle(
      'a\nresult = self.driver.attach(context, volume, timeout=10)\nb\n',
      'a\nresult = self.backend.attach(context, volume, timeout=10)\nb\n',
      'a\nresult = self.driver.attach(context, volume, timeout=60)\nb\n',
    );
    assert.equal(text, 'a\nresult = self.backend.attach(context, volume, timeout=60)\nb\n');
  });

  test('what ours moved to the right may take the new line at its depth', () => {
    const merged = mergeText(
      'start()\nprepare_ceph()\nconfigure_glance()\nend()\n',
      'start()\nif old:\n    prepare_ceph()\n    configure_glance()\nend()\n',
      'start()\nprepare_ceph()\nfind_version()\nconfigure_glance()\nend()\n',
    );
    assert.ok(merged.kind === 'conflict');
    const [problem] = problemsOf(merged.texts, merged.merge);
    const texts = candidatesOf(problem!, factsOf(merged.texts, merged.merge)).filter(({ strategies }) =>
      strategies.includes('other depth'),
    );
    assert.deepEqual(
      texts.map(({ lines }) => lines.join('')),
      ['if old:\n    prepare_ceph()\n    find_version()\n    configure_glance()\n'],
    );
  });

  test('a name that the file does not have keeps a proposal from being sure', () => {
    const { adaptations } = settle(
      'class A:\n    def f(self):\n        self.attachments = 1\n        log("x")\n        return\n        done()\n',
      'class A:\n    def f(self):\n        self.connections = 1\n        log("y")\n        unlock()\n        return\n        done()\n',
      'class A:\n    def f(self):\n        self.attachments = 1\n        log("x")\n        self.attachments.pop()\n        raise\n        done()\n',
    );
    const [only] = adaptations;
    assert.deepEqual(only?.signs.vanished, ['attachments']);
    assert.notEqual(only && levelOf(only), 'high');
    assert.ok(only && !isTrusted({ adaptations: [{ ...only, chance: 0.9 }], trust: 0.99 }));
  });

  test('what a person settled is trusted, and no chance is asked about it', () => {
    const merged = mergeText('a\nb\nc\n', 'a\nx\nc\n', 'a\ny\nc\n');
    assert.ok(merged.kind === 'conflict');
    const adapted = adaptText(merged.texts, merged.merge, () => ['z\n']);
    assert.ok(adapted && isTrusted(adapted));
    assert.deepEqual([adapted.text, adapted.trust, adapted.whole], ['a\nz\nc\n', 1, undefined]);
  });

  test('chances are those of a distribution', () => {
    for (const [base, ours, theirs] of randomTexts(40)) {
      const merged = mergeText(base, ours, theirs);
      if (merged.kind === 'clean') continue;
      for (const { chance } of adaptText(merged.texts, merged.merge)?.adaptations ?? [])
        assert.ok(chance > 0 && chance <= 1, `${chance}`);
    }
  });

  test('no line outside of the conflicts is lost, and no marker is written', () => {
    let seen = 0;
    for (const [base, ours, theirs] of randomTexts(200)) {
      const merged = mergeText(base, ours, theirs);
      if (merged.kind === 'clean') continue;
      const adapted = adaptText(merged.texts, merged.merge);
      if (!adapted) continue;
      seen++;
      assert.doesNotMatch(adapted.text, /^(<{7}|={7}|>{7}|\|{7})/m);
      const covered = adapted.adaptations.map(({ start, end }) => [start, end] as const);
      const taken = [...covered, ...merged.merge.splices.map(({ start, end }) => [start, end] as const)];
      const kept = splitLines(ours).filter((_, line) => !taken.some(([start, end]) => line >= start && line < end));
      const result = splitLines(adapted.text);
      let at = 0;
      for (const line of kept) {
        at = result.indexOf(line, at) + 1;
        assert.notEqual(at, 0, `lost ${JSON.stringify(line)}`);
      }
    }
    assert.ok(seen > 100, `${seen} conflicts`);
  });

  test('texts with CRLF, without a last line end, or in other encodings keep their bytes', () => {
    const { text } = settle('a\r\nfoo = one(x)\r\nb', 'a\r\nfoo = \xe9ne(x)\r\nb', 'a\r\nfoo = one(x, y)\r\nb');
    assert.equal(text, 'a\r\nfoo = \xe9ne(x, y)\r\nb');
  });
});

suite('port/adapt on texts made to be hard', () => {
  const many = (count: number, line: (number: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n)).join('');
  const cases: Record<string, [string, string, string]> = {
    'long files that have nothing in common': [
      many(20_000, (n) => `base ${n}\n`),
      many(20_000, (n) => `ours ${n}\n`),
      many(20_000, (n) => `theirs ${n}\n`),
    ],
    'long files of one line again and again': [
      many(20_000, () => 'x\n'),
      `${many(20_100, () => 'x\n')}y\n`,
      `${many(19_900, () => 'x\n')}z\n`,
    ],
    'one very long line': [`${'a b '.repeat(50_000)}\n`, `${'a c '.repeat(50_000)}\n`, `${'a d '.repeat(50_000)}\n`],
    'very many conflicts': [
      many(2_000, (n) => `keep ${n}\nvalue ${n} = old\n`),
      many(2_000, (n) => `keep ${n}\nvalue ${n} = ours\n`),
      many(2_000, (n) => `keep ${n}\nvalue ${n} = theirs\n`),
    ],
  };
  for (const [name, [base, ours, theirs]] of Object.entries(cases)) {
    test(`${name} come to an end`, () => {
      const merged = mergeText(base, ours, theirs);
      if (merged.kind === 'conflict') adaptText(merged.texts, merged.merge);
    });
  }
});
