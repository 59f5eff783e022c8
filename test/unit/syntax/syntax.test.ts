// What is told of texts by their grammars, how large or odd they may be, and what happens without the grammars.
import assert from 'node:assert/strict';
import { around } from '../../../src/syntax/around';
import { chainAt, definitionsOf } from '../../../src/syntax/definitions';
import { errorLines } from '../../../src/syntax/errors';
import { languageOf, languages } from '../../../src/syntax/languages';
import { grammarsFrom, parserOf } from '../../../src/syntax/parser';
import { pythonErrors } from '../../../src/syntax/python';
import { broken, sound } from './sources';

suite('syntax', () => {
  for (const language of languages) {
    test(`${language.name}: a sound text has no error, a broken one has`, async () => {
      const parse = await parserOf(language);
      assert.ok(parse);
      assert.deepEqual(parse(sound[language.name], errorLines), []);
      assert.notDeepEqual(parse(broken[language.name], errorLines), []);
    });
  }

  test('an error is told by its line', async () => {
    const parse = await parserOf(languageOf('a.py')!);
    assert.deepEqual(parse?.('a = 1\nb = 2\ndef f(:\n    pass\n', errorLines), [2]);
  });

  test('in Python, a statement stands where its block began, and a block has one', async () => {
    const parse = await parserOf(languageOf('a.py')!);
    const errors = (text: string) => parse?.(text, pythonErrors);
    assert.deepEqual(errors('def f():\n    a()\n        b()\n    c()\n'), [2]);
    assert.deepEqual(errors('def f():\n    if a:\n            b()\n        c()\n'), [3]);
    assert.deepEqual(errors('def f():\ndef g():\n    pass\n'), [0]);
    assert.deepEqual(errors('a = 1\nb = (\n'), [1]);
    const sound = [
      "class A:\n    '''x'''\n    # c\n  # d\n    a = 1; b = 2\n\n    def f(self): return 1\n",
      'if x:\n    a()\n# c\nelse:\n    b()\n',
      '    def f():\n        pass\n\n    x = 1\n',
      'a = [\n        1,\n  2]\nb = \\\n    1\n',
    ];
    assert.deepEqual(sound.map(errors), [[], [], [], []]);
  });

  const named: [string, string[]][] = [
    ['python', ['Pool', 'Pool.take', 'Pool.give']],
    ['go', ['Pool.take', 'Pool.give']],
    ['c', ['pool_take', 'pool_give']],
    ['javascript', ['Pool', 'Pool.take', 'Pool.give']],
  ];
  for (const [name, chains] of named) {
    test(`${name}: definitions have their names, and lines stand in them`, async () => {
      const language = languages.find((one) => one.name === name)!;
      const text = sound[language.name];
      const definitions = (await parserOf(language))?.(text, (root) => definitionsOf(root, language.name)) ?? [];
      assert.deepEqual(
        definitions.map(({ chain }) => chain),
        chains,
      );
      const line = text.split('\n').findIndex((one) => /return/.test(one));
      assert.equal(
        chainAt(definitions, line),
        chains.find((chain) => /take/.test(chain)),
      );
      assert.equal(chainAt(definitions, 0), '');
    });
  }

  test('bytes of other encodings in strings and comments are no error', async () => {
    const parse = await parserOf(languageOf('a.py')!);
    assert.deepEqual(parse?.("# \xff\xfe \x80\nx = '\xc3\xa9\xe2\x80\xa6'\ny = 1\n", errorLines), []);
  });

  const odd: [string, string][] = [
    ['100,000 lines', 'value = call(1)\n'.repeat(100_000)],
    ['one line', `x = [${'1,'.repeat(500_000)}]`],
    ['brackets in brackets', '('.repeat(100_000)],
    ['no text', '\x00\xff }{'.repeat(50_000)],
    ['more than is read', '#\n'.repeat(1_500_000)],
  ];
  for (const [what, text] of odd) {
    test(`bounded in time: ${what}`, async () => {
      const parse = await parserOf(languageOf('a.py')!);
      const start = performance.now();
      parse?.(text, errorLines);
      assert.ok(performance.now() - start < 4000);
      assert.deepEqual(parse?.('x = 1\n', errorLines), []);
      assert.deepEqual(parse?.('x = (1\n', errorLines), [0]);
    });
  }

  test('without its files there is no parser, and no fault', async () => {
    const none = grammarsFrom((file) => `/nowhere/${file}`);
    assert.equal(await none(languages[0]!), undefined);
    assert.equal(languageOf('notes.rst'), undefined);
  });

  test('what surrounds a change is cut at what stands at the margin, or at methods', () => {
    const text =
      'a = 1\n\nclass B:\n    x = 1\n    def one(self):\n        y = 2\n    def two(self):\n        z = 3\nc = 4\n';
    const part = (what: string) => {
      const { start, end } = around(text, text.indexOf(what), text.indexOf(what) + what.length);
      return text.slice(start, end);
    };
    assert.equal(part('y = 2'), '    def one(self):\n        y = 2\n');
    assert.equal(part('a = 1'), 'a = 1\n\n');
    assert.equal(part('c = 4'), 'c = 4\n');
    assert.equal(part('x = 1'), 'class B:\n    x = 1\n');
    const decorated =
      'class B:\n    @a\n    @b\n    def one(self):\n        y = 2\n\n    @c\n    def two(self):\n        z = 3\n';
    const cut = (first: string, last: string) => {
      const { start, end } = around(decorated, decorated.indexOf(first), decorated.indexOf(last) + last.length);
      return decorated.slice(start, end);
    };
    assert.equal(cut('y = 2', 'y = 2'), '    def one(self):\n        y = 2\n\n', 'no decorator of what comes next');
    assert.equal(
      cut('@b', '@b'),
      '    @b\n    def one(self):\n        y = 2\n\n',
      'a decorator with what it decorates',
    );
    assert.equal(cut('y = 2', '@c'), decorated.slice(decorated.indexOf('    def one')));
    assert.deepEqual(around('\n\nx', 0, 0), { start: 0, end: 2 });
    assert.deepEqual(around('\n\tx', 1, 1), { start: 0, end: 3 });
  });
});
