// What a file's language says against a text that git did not place.
import assert from 'node:assert/strict';
import type { Adaptation } from '../../../src/port/adapt/adapt';
import { gated } from '../../../src/port/gate';
import type { Settled } from '../../../src/port/settle';
import type { Objection } from '../../../src/port/types';
import { languages } from '../../../src/syntax/languages';
import { broken, sound } from '../syntax/sources';
import { file } from './files';

type Adapted = Extract<Settled, { kind: 'adapted' | 'proposed' }>;

/** A text that was settled, with hunks of a person or not. */
function adapted(text: string, ours: string, theirs: string, byHand = false): Adapted {
  return {
    kind: 'adapted',
    file: file(text),
    hunks: [(byHand ? { byHand } : {}) as Adaptation],
    reason: { kind: 'content', regions: [] },
    sides: { before: undefined, target: file(ours), after: file(theirs) },
  };
}

/** What becomes of an adapted text, and what is said against it. */
async function gate(path: string, text: string, ours: string, theirs: string, byHand = false) {
  const { kind, objections = [] } = (await gated(adapted(text, ours, theirs, byHand), path)) as Adapted;
  return { kind, objections };
}

const nothing = { kind: 'adapted', objections: [] as Objection[] };

suite('port/gate', () => {
  for (const { name, endings } of languages) {
    const [good, bad, path] = [sound[name], broken[name], `a${endings[0]}`];
    test(`${name}: a text whose syntax breaks is proposed at most`, async () => {
      const { kind, objections } = await gate(path, bad, good, good);
      assert.equal(kind, 'proposed');
      assert.deepEqual(
        objections.map((one) => one.kind),
        ['broken'],
      );
    });

    test(`${name}: not where one of the sides is broken already, a person wrote it, or it is sound`, async () => {
      assert.deepEqual(await gate(path, bad, good, bad), nothing);
      assert.deepEqual(await gate(path, bad, `${bad}\n`, good), nothing);
      assert.deepEqual(await gate(path, bad, good, good, true), nothing);
      assert.deepEqual(await gate(path, good, `${good}\n`, good), nothing);
    });
  }

  test('python: a statement deeper than those before it breaks the text', async () => {
    const ours = 'def f():\n    try:\n        a()\n    except E:\n        b()\n    c()\n';
    const text = ours.replace('b()\n', 'b()\n            return\n');
    assert.deepEqual(await gate('a.py', text, ours, ours), {
      kind: 'proposed',
      objections: [{ kind: 'broken', line: 5 }],
    });
    assert.deepEqual(await gate('a.py', text.replace('    return', 'return'), ours, ours), nothing);
  });

  test('what the grammar does not know is an error in the sides as well', async () => {
    const text = sound.c.replace('static int pool_take', 'static int __init pool_take');
    assert.deepEqual(await gate('a.c', text.replaceAll('p->size', 'p->count'), text, text), nothing);
    assert.equal((await gate('a.c', text.replace('(!p)', '(!p'), text, text)).kind, 'proposed');
  });

  test('a text without a grammar is not judged', async () => {
    assert.deepEqual(await gate('a.txt', broken.c, sound.c, sound.c), nothing);
  });

  const one = 'static int one(int a)\n{\n\treturn a + 1;\n}\n';
  const two = 'static int two(int a)\n{\n\treturn a + 2;\n}\n';
  test('a function that comes to be there twice', async () => {
    const { kind, objections } = await gate('a.c', one + two + one, one + two, two + one);
    assert.deepEqual({ kind, objections }, { kind: 'proposed', objections: [{ kind: 'twice', name: 'one' }] });
    assert.deepEqual((await gate('a.c', one + two + one, two, two + one)).objections, objections);
  });

  test('a line that comes to stand in another function', async () => {
    const add = (text: string) => text.replace('\treturn', '\tlock_the_pool(a);\n\treturn');
    const { kind, objections } = await gate('a.c', one + add(two), one + two, add(one) + two);
    assert.deepEqual({ kind, objections }, { kind: 'proposed', objections: [{ kind: 'strayed', line: 6 }] });
    assert.deepEqual(await gate('a.c', add(one) + two, one + two, add(one) + two), nothing);
  });

  test('in Python as well, by indentation', async () => {
    const method = (name: string, ...lines: string[]) =>
      [`    def ${name}(self):`, ...lines.map((l) => `        ${l}`), '        return 1', ''].join('\n');
    const text = (...parts: string[]) => `class Pool(object):\n${parts.join('')}`;
    const [add, none] = [['self.lock_the_pool()'], []];
    const [ours, theirs] = [text(method('one'), method('two')), text(method('one', ...add), method('two', ...none))];
    assert.deepEqual(await gate('a.py', text(method('one'), method('two', ...add)), ours, theirs), {
      kind: 'proposed',
      objections: [{ kind: 'strayed', line: 4 }],
    });
    assert.deepEqual(await gate('a.py', text(method('one'), method('two'), method('one')), ours, theirs), {
      kind: 'proposed',
      objections: [{ kind: 'twice', name: 'Pool.one' }],
    });
    assert.deepEqual(await gate('a.py', theirs, ours, theirs), nothing);
  });

  const guide = (title: string, ...lines: string[]) =>
    [
      '.. _guide:',
      '',
      'Guide',
      '=====',
      '',
      '.. |one| replace:: a pool',
      '',
      title,
      '-'.repeat(14),
      '',
      ...lines,
      '',
    ].join('\n');
  const misfit = (line: number) => ({ kind: 'proposed', objections: [{ kind: 'broken', line }] });
  test('reST: a title that is longer than the line below it, or has another one above it', async () => {
    const [ours, theirs] = [guide('Filling a pool'), guide('Fill a pool')];
    const longer = guide('Filling or emptying a pool');
    assert.deepEqual(await gate('doc/a.rst', longer, ours, theirs), misfit(8));
    assert.deepEqual(await gate('doc/a.rst', longer, longer, theirs), nothing);
    assert.deepEqual(await gate('doc/a.rst', guide('Fill the p\xc3\xbc\xc3\xb6l'), ours, theirs), nothing);
    const over = ours.replace('Guide\n', '=======\n Guide\n');
    assert.deepEqual(await gate('doc/a.rst', over, ours, theirs), misfit(4));
    assert.deepEqual(await gate('doc/a.rst', over.replace('Guide\n==', 'Guide\n===='), ours, theirs), nothing);
  });

  test('reST: but no table, transition, code or text', async () => {
    const ours = guide('Filling a pool');
    const lines = [
      '====',
      'a',
      '====',
      'long',
      '====',
      '',
      'Words of text',
      'and more',
      '------',
      '',
      '----',
      '',
      '::',
      '',
    ];
    const more = [...lines, '   Code of a program', '   -----', '', 'Dots', '...', '', 'a  b', '== ==', ''];
    assert.deepEqual(await gate('doc/a.rst', guide('Filling a pool', ...more), ours, ours), nothing);
  });

  test('reST: a target or a substitution that comes to be there twice', async () => {
    const ours = guide('Filling a pool');
    for (const mark of ['.. _Guide:', '.. |one| image:: a.png'])
      assert.deepEqual(await gate('doc/a.rst', guide('Filling a pool', mark, '', 'x'), ours, ours), {
        kind: 'proposed',
        objections: [{ kind: 'twice', name: mark.startsWith('.. _') ? '_guide:' : '|one|' }],
      });
    const twice = guide('Filling a pool', '.. _guide:', '', 'x');
    assert.deepEqual(await gate('doc/a.rst', twice, twice, ours), nothing);
    const links = guide(
      'Filling a pool',
      '.. _a: https://example.org/',
      '.. _a: https://example.org/',
      '.. __:',
      '.. __:',
    );
    assert.deepEqual(await gate('doc/a.rst', links, ours, ours), nothing);
  });

  const pipeline = (name: string, ...lines: string[]) => [
    `    ${name}:`,
    '      jobs:',
    ...lines.map((l) => `        ${l}`),
  ];
  const zuul = (...lines: string[]) => ['- project:', '    name: pool', ...lines, ''].join('\n');
  test('YAML: a key that comes to be there twice in its mapping', async () => {
    const job = (...lines: string[]) => zuul('    vars:', '      size: 1', ...lines.map((line) => `      ${line}`));
    const [ours, theirs] = [job('host: a'), job("'host': b")];
    assert.deepEqual(await gate('a.yaml', job('host: a', "'host': b"), ours, theirs), {
      kind: 'proposed',
      objections: [{ kind: 'twice', name: 'project.vars.host' }],
    });
    assert.deepEqual(await gate('a.yaml', job('host: a', 'x: 1', 'x: 2'), ours, job('x: 1', 'x: 2')), nothing);
    assert.deepEqual(await gate('a.yml', `${ours}${theirs}`, ours, theirs), nothing);
    assert.deepEqual(await gate('a.yaml', job('a: {host: a}', '<<: *a', '<<: *b'), ours, theirs), nothing);
  });

  test('YAML: a line that comes to stand under another key', async () => {
    const text = (check: string[], gated: string[]) =>
      zuul(...pipeline('check', '- one', ...check), ...pipeline('gate', '- one', ...gated));
    const [ours, theirs] = [text([], []), text(['- pool-upgrade'], [])];
    assert.deepEqual(await gate('.zuul.yaml', text([], ['- pool-upgrade']), ours, theirs), {
      kind: 'proposed',
      objections: [{ kind: 'strayed', line: 8 }],
    });
    assert.deepEqual(await gate('.zuul.yaml', theirs, ours, theirs), nothing);
  });

  test('YAML: the last line is told that could be read, also in what looks like code', async () => {
    const note = (...lines: string[]) =>
      ['fixes:', '  - |', '    Call it so::', '', ...lines, 'upgrade:', '  - none', ''].join('\n');
    const ours = note('        x');
    for (const [line, ...lines] of [
      [4, '    def one():', '   return 1', '    end'],
      [4, '    @one', ' x'],
    ] as [number, ...string[]][])
      assert.deepEqual(await gate('a.yaml', note(...lines), ours, ours), {
        kind: 'proposed',
        objections: [{ kind: 'broken', line }],
      });
    assert.deepEqual(
      await gate('a.yaml', note('    def one(): \xe2\x80\x99', '        # caf\xe9'), ours, ours),
      nothing,
    );
  });

  suite('where the likeliest text breaks', () => {
    const [good, bad] = [sound.c, broken.c];
    const others = (...texts: string[]) => texts.map((text, at) => ({ file: file(text), hunks: [], trust: at / 10 }));
    const settled = (kind: Adapted['kind'], ...texts: string[]): Adapted => {
      return { ...adapted(bad, good, good), kind, trust: 0.9, otherwise: () => others(...texts) };
    };

    test('the next one that does not is proposed, with its own chance', async () => {
      const next = `${good}\n`;
      const result = (await gated(settled('proposed', `${bad}\n`, next, good), 'a.c')) as Adapted;
      assert.deepEqual([result.kind, result.file.content, result.trust], ['proposed', next, 0.1]);
      assert.deepEqual([result.objections, 'otherwise' in result], [undefined, false]);
    });

    test('so it is where it was trusted', async () => {
      const result = (await gated(settled('adapted', `${bad}\n`, good), 'a.c')) as Adapted;
      assert.deepEqual([result.kind, result.file.content, result.trust], ['proposed', good, 0.1]);
    });

    test('one that was trusted, and defines a thing twice only, stays with its objection', async () => {
      const twice = `${good}\nstatic void *pool_give(struct pool *p)\n{\n\treturn p;\n}\n`;
      const first = { ...settled('adapted', good), file: file(twice) };
      const result = (await gated(first, 'a.c')) as Adapted;
      assert.deepEqual([result.kind, result.file.content, result.trust], ['proposed', twice, 0.9]);
      assert.deepEqual(result.objections, [{ kind: 'twice', name: 'pool_give' }]);
    });

    test('it stays, with its objection, where all break', async () => {
      for (const each of [settled('proposed', `${bad}\n`), settled('proposed'), settled('adapted', `${bad}\n`)]) {
        const result = (await gated(each, 'a.c')) as Adapted;
        assert.deepEqual([result.kind, result.file.content, result.trust], ['proposed', bad, 0.9]);
        assert.deepEqual([result.objections?.length, 'otherwise' in result], [1, false]);
      }
    });

    test('one that is sound is not held against others', async () => {
      const sole = { ...adapted(good, good, good), otherwise: () => assert.fail('asked for others') };
      assert.equal(((await gated(sole, 'a.c')) as Adapted).file.content, good);
    });
  });
});
