// Odd places in the layout of lines, and lines under another function than in the source.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { factsOf } from '../../../../src/port/adapt/facts';
import { type Problem, problemsOf } from '../../../../src/port/adapt/problem';
import { headsAbove, scopesOf } from '../../../../src/port/adapt/scope';
import { shapeOf } from '../../../../src/port/adapt/shape';
import { freshIn, groundOf, signsOf } from '../../../../src/port/adapt/signs';
import { mergeText } from '../../../../src/port/merge';

/** The shape of lines that stand between two texts. */
function shape(above: string, lines: string, below: string) {
  const ours = [...splitLines(above), ...splitLines(below)];
  const start = splitLines(above).length;
  const candidate = { start, end: start, lines: splitLines(lines), strategies: ['x'] };
  const problem = { ours } as unknown as Problem;
  return shapeOf(problem, candidate, freshIn(problem, candidate));
}

suite('port/adapt/shape', () => {
  test('lines that stand too deep, not deep enough, or under nothing are counted', () => {
    assert.equal(shape('if a:\n', '    b()\n', 'c()\n').deep, 0);
    assert.equal(shape('a()\n', '    b()\n', 'c()\n').deep, 1);
    assert.equal(shape('a(\n', '    b,\n', ')\n').deep, 0);
    assert.equal(shape('if a:\n    b()\n', 'export c\n', '    d()\n').dented, 1);
    assert.equal(shape('if a:\n    b()\n', 'if c:\n', '    d()\n').dented, 1);
    assert.equal(shape('if a:\n', 'b()\n', 'c()\n').hollow, 1);
  });

  test('blank lines above a definition are as the language has them', () => {
    const above = 'class A:\n    x = 1\n    y = 2\n    z = 3\n';
    assert.equal(shape(above, '\n    def f(self):\n        pass\n', '').oddBlanks, 0);
    assert.equal(shape(above, '    def f(self):\n        pass\n', '').oddBlanks, 1);
    assert.equal(shape(above, '\n\ndef f():\n    pass\n', '').oddBlanks, 0);
    assert.equal(shape(above, '\n    @mark\n    def f(self):\n        pass\n', '').oddBlanks, 0);
    assert.equal(shape('x = 1\n\n', '\n', 'y = 2\n').doubleBlank, 1);
  });

  test('new lines of a sorted list are in order or not', () => {
    assert.deepEqual(
      [
        shape('import a\n', 'import b\n', 'import c\n').sorted,
        shape('import a\n', 'import d\n', 'import c\n').unsorted,
      ],
      [1, 1],
    );
    assert.equal(shape('import z\n', 'import b\n', 'import c\n').unsorted, 0);
  });

  test('a line that stands nearby already is told', () => {
    assert.equal(shape('self.microversion = 1\n', 'self.microversion = 1\n', 'x\n').repeated, 1);
  });
});

suite('port/adapt/scope', () => {
  const lines = splitLines('class A:\n    def f(self):\n        a()\n\n    b = 1\nclass B:\n    c = 2\n');

  test('every line is within the functions and classes above it that stand less deep', () => {
    assert.deepEqual(scopesOf(lines), ['', 'A', 'A.f', '', 'A', '', 'B']);
  });

  test('the lines that one stands within give it the same scope', () => {
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '') continue;
      assert.equal(scopesOf([...headsAbove(lines, at), line]).at(-1), scopesOf(lines)[at]);
    }
  });

  test('a line under another function than in theirs has strayed', () => {
    const merged = mergeText(
      'def f():\n    a()\n    b()\n\n\ndef g():\n    c()\n',
      'def h():\n    a()\n    b(1)\n\n\ndef g():\n    c()\n',
      'def f():\n    a()\n    added()\n    b()\n\n\ndef g():\n    c()\n',
    );
    assert.ok(merged.kind === 'conflict');
    const [problem] = problemsOf(merged.texts, merged.merge);
    const facts = factsOf(merged.texts, merged.merge);
    const { start, end } = problem!.region.ours;
    const candidate = { start, end, lines: ['    added()\n', '    b(1)\n'], strategies: ['x'] };
    assert.equal(signsOf(problem!, groundOf(problem!), candidate, facts).strayed, 1);
  });
});
