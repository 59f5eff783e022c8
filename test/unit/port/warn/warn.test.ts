// What a port names and the target does not have.
import assert from 'node:assert/strict';
import { warnings } from '../files';

const use = (...lines: string[]) => ['from shoal import utils', '', 'one()', 'two()', ...lines, ''].join('\n');

suite('port/warn', () => {
  test('a name that the file had where the fix was made, and has not here', async () => {
    const base = { 'a.py': 'def find_host():\n    pass\n\n\none()\ntwo()\n' };
    const fixed = { 'a.py': 'def find_host():\n    pass\n\n\none()\nfind_host()\ntwo()\n' };
    const target = { 'a.py': 'def find_node():\n    pass\n\n\none()\ntwo()\n' };
    assert.deepEqual(await warnings(base, fixed, target), ['name a.py:5 find_host']);
    assert.deepEqual(await warnings(base, fixed, base), []);
  });

  test('a member of another file', async () => {
    const base = { 'a.py': use('end'), 'shoal/utils.py': 'def wait_for(): pass\ndef other(): pass\n' };
    const fixed = { ...base, 'a.py': use('utils.wait_for()', 'utils.made_up()', 'end') };
    const target = { 'a.py': `# old\n${use('end')}`, 'shoal/utils.py': 'def other(): pass\n' };
    assert.deepEqual(await warnings(base, fixed, target), ['member a.py:5 shoal.utils.wait_for']);
  });

  test('a module, and a name of one', async () => {
    const base = { 'a.py': use('end'), 'shoal/fixtures/fake.py': 'x = 1\n', 'shoal/base.py': 'class Mixin: pass\n' };
    const added = use('from shoal.fixtures import fake', 'from shoal.base import Mixin', 'fake.start(Mixin)', 'end');
    const target = { 'a.py': use('end'), 'shoal/base.py': 'class Other: pass\n' };
    assert.deepEqual(await warnings(base, { ...base, 'a.py': added }, target), [
      'module a.py:4 shoal.fixtures.fake',
      'member a.py:5 shoal.base.Mixin',
    ]);
  });

  test('what the fix brings itself is there', async () => {
    const base = { 'a.py': use('end'), 'shoal/utils.py': 'one = 1\n' };
    const fixed = { 'a.py': use('utils.wait_for()', 'end'), 'shoal/utils.py': 'one = 1\ndef wait_for(): pass\n' };
    const target = { 'a.py': use('end'), 'shoal/utils.py': 'zero = 0\none = 1\n' };
    assert.deepEqual(await warnings(base, fixed, target), []);
  });

  test('words of prose, of quotes and of texts are not names', async () => {
    const words = '# find the host\nx = "find_host"\n';
    const base = { 'a.py': `find_host the host\n${words}one\n`, 'b.rst': 'find_host\none\n' };
    const fixed = {
      'a.py': `find_host the host\n${words}# find_host the host\ny = "find_host"\none\n`,
      'b.rst': 'find_host\nfind_host()\none\n',
    };
    const target = { 'a.py': `zero\n${words.replaceAll('find_host', 'x')}one\n`, 'b.rst': 'zero\none\n' };
    assert.deepEqual(await warnings(base, fixed, target), []);
  });

  const fake = ['class Base(object):', '    def start(self, host, cell=None):', '        pass', ''].join('\n');
  const tests = (...body: string[]) =>
    [
      'from shoal import fake',
      '',
      'class Test(fake.Base):',
      '    def test(self):',
      ...body.map((l) => `        ${l}`),
      '',
    ].join('\n');

  test('a member of the class that a class is derived from', async () => {
    const base = {
      't.py': tests('pass'),
      'shoal/fake.py': `${fake}    def wait(self): pass\n    def stop(self): pass\n`,
    };
    const fixed = { ...base, 't.py': tests('self.wait()', 'self.assertTrue(1)', '# self.stop()', 'pass') };
    const target = { 't.py': tests('pass'), 'shoal/fake.py': fake };
    assert.deepEqual(await warnings(base, fixed, target), ['member t.py:4 self.wait']);
    assert.deepEqual(await warnings(base, fixed, base), []);
  });

  test('an argument that a function does not take', async () => {
    const base = { 't.py': tests('pass'), 'shoal/fake.py': fake };
    const fixed = { ...base, 't.py': tests("self.start('a', cell=1)", "self.start('b')", 'pass') };
    const target = { 't.py': tests('pass'), 'shoal/fake.py': fake.replace(', cell=None', '') };
    assert.deepEqual(await warnings(base, fixed, target), ['argument t.py:4 self.start']);
    const more = { ...target, 'shoal/fake.py': fake.replace('cell=None', '**kwargs') };
    assert.deepEqual(await warnings(base, fixed, more), []);
  });

  test('an argument of a function in the same file and of one in another', async () => {
    const code = (parameters: string, ...lines: string[]) =>
      [
        'from shoal import utils',
        '',
        `def find(${parameters}):`,
        '    pass',
        '',
        'def go():',
        ...lines,
        '    one()',
        '',
      ].join('\n');
    const utils = { 'shoal/utils.py': 'def wait(a, b=1, *, c=2): pass\n' };
    const base = { 'a.py': code('a, b=None'), ...utils };
    const fixed = {
      ...base,
      'a.py': code('a, b=None', '    find(', '        1,', '        b=2)', '    utils.wait(1, c=1)'),
    };
    const target = { 'a.py': code('a'), 'shoal/utils.py': 'def wait(a, b=1): pass\n' };
    assert.deepEqual(await warnings(base, fixed, target), ['argument a.py:6 find', 'argument a.py:9 utils.wait']);
    assert.deepEqual(await warnings(base, fixed, { ...target, 'a.py': code('*a, **b'), ...utils }), []);
  });

  test('an argument added to a call that is there', async () => {
    const code = (parameters: string, ...lines: string[]) =>
      [`def find(${parameters}):`, '    pass', '', 'def go():', '    find(', '        1,', ...lines, '    )', ''].join(
        '\n',
      );
    const base = { 'a.py': code('a, b=None', '        2') };
    const fixed = { 'a.py': code('a, b=None', '        b=2') };
    assert.deepEqual(await warnings(base, fixed, { 'a.py': code('a, c=1', '        2') }), ['argument a.py:4 find']);
  });

  test('an option', async () => {
    const conf = (...names: string[]) =>
      `opts = [${names.map((name) => `\n    cfg.StrOpt('${name}', default=''),`).join('')}]\n`;
    const base = { 'shoal/a.py': 'one()\ntwo()\n', 'shoal/conf/net.py': conf('host', 'wait-time', 'size') };
    const added = "one()\nx = CONF.net.wait_time\nself.flags(size=1, group='net')\ny = CONF.host\ntwo()\n";
    const target = { ...base, 'shoal/conf/net.py': conf('host') };
    assert.deepEqual(await warnings(base, { ...base, 'shoal/a.py': added }, target), [
      'option shoal/a.py:1 wait_time',
      'option shoal/a.py:2 size',
    ]);
  });

  test('what tests replace by names in quotes', async () => {
    const base = {
      't.py': 'import mock\nfrom shoal import utils\n\none()\n',
      'shoal/utils.py': 'def wait(): pass\n',
    };
    const added = [
      "@mock.patch('shoal.utils.wait')",
      'def test_one(): pass',
      '@mock.patch.object(utils, "wait")',
      'def test_two(): pass',
      '',
    ];
    const fixed = { ...base, 't.py': `import mock\nfrom shoal import utils\n\n${added.join('\n')}\none()\n` };
    const target = { ...base, 'shoal/utils.py': 'def sleep(): pass\n' };
    assert.deepEqual(await warnings(base, fixed, target), ['member t.py:3 shoal.utils.wait']);
  });

  test('a module that the file imports for the fix, though its word stands elsewhere', async () => {
    const base = { 'a.py': 'import six\nimport os\n\none()\ntwo()\n' };
    const fixed = { 'a.py': 'import six\nimport os\n\none()\nsix.text()\ntwo()\n' };
    assert.deepEqual(await warnings(base, fixed, { 'a.py': '# six of them\nimport os\n\none()\ntwo()\n' }), [
      'name a.py:4 six',
    ]);
    assert.deepEqual(
      await warnings(base, fixed, { 'a.py': 'from lib import (\n    six,\n)\nimport os\n\none()\ntwo()\n' }),
      [],
    );
  });

  test('what new lines bring in themselves, and what a library has, is not missing', async () => {
    const base = { 'a.py': 'def find_host(node_name):\n    node_name.call_count()\n\n\none()\ntwo()\n' };
    const added =
      'def other(node_name):\n    node_name.call_count()\n    find_host = 1\n    return find_host\n\n\none()\n';
    const fixed = { 'a.py': base['a.py'].replace('one()\n', added) };
    assert.deepEqual(await warnings(base, fixed, { 'a.py': 'zero = 0\n\n\none()\ntwo()\n' }), []);
  });

  const languages: [string, string, string, string][] = [
    ['a.go', 'func find(host string) {}\n', 'func one() {\n\tfind("x") // find_all', '}\n'],
    [
      'a.c',
      'static int find_host(int a)\n{\n\treturn a;\n}\n',
      'int one(void)\n{\n\tfind_host(1); /* keep_all() */',
      '}\n',
    ],
    ['a.js', 'function findHost(a) {}\n', 'export class One {\n  two() { findHost(1); /* keepAll() */', '}}\n'],
    [
      'a.ts',
      'function findHost(a: number): void {}\n',
      'export class One {\n  two(): void { findHost(1); /* keepAll() */',
      '}}\n',
    ],
  ];
  for (const [path, helper, use, end] of languages) {
    test(`${path}: a function that the file has not, and not what stands in a comment or is declared there`, async () => {
      const before = `${path === 'a.go' ? 'package one\n' : ''}${helper}/* find_all keep_all() keepAll() */\n\none_more\n`;
      const base = { [path]: before };
      const fixed = { [path]: before.replace('one_more\n', `${use}\n${end}one_more\n`) };
      const target = { [path]: `${path === 'a.go' ? 'package one\n' : ''}\n\none_more\n` };
      const name = /find\w*/.exec(helper)![0];
      assert.deepEqual(
        (await warnings(base, fixed, target)).map((warning) => warning.replace(/:\d+/, '')),
        [`name ${path} ${name}`],
      );
      const own = { [path]: fixed[path]!.replace(helper, '').replace('one_more\n', `${helper}one_more\n`) };
      assert.deepEqual(await warnings(base, own, target), []);
    });
  }

  const others: [string, string, string, string, string][] = [
    ['beside it, in Go', 'pool/a.go', 'pool/b.go', 'package pool\n\nfunc one() {\n\ttwo()\n}\n', '\tfindHost(1)\n'],
    [
      'in an imported package, in Go',
      'pool/a.go',
      'net/b.go',
      'package pool\n\nimport "example.org/reef/net"\n\nfunc one() {\n\ttwo()\n}\n',
      '\tnet.FindHost(1)\n',
    ],
    [
      'in a header, in C',
      'pool/a.c',
      'include/pool/host.h',
      '#include <pool/host.h>\n\nint one(void)\n{\n\ttwo();\n}\n',
      '\tx = find_host(1);\n',
    ],
    [
      'in an imported file, in JavaScript',
      'pool/a.js',
      'pool/host.js',
      "import * as host from './host.js';\n\nfunction one() {\n  two();\n}\n",
      '  host.findHost(1);\n',
    ],
    [
      'in an imported file, in TypeScript',
      'pool/a.ts',
      'net/host.ts',
      "import { host } from '../net/host';\n\nfunction one(): void {\n  two();\n}\n",
      '  host.findHost(1);\n',
    ],
  ];
  const definitions: Record<string, string> = {
    'pool/b.go': 'package pool\n\nfunc findHost(n int) {}\n',
    'net/b.go': 'package net\n\nfunc (p *Pool) FindHost(n int) {}\n',
    'include/pool/host.h': 'struct host;\nstruct host *find_host(int n);\n',
    'pool/host.js': 'export function findHost(n) {}\n',
    'net/host.ts': 'export const host = {\n  findHost(n: number) {\n    return n;\n  },\n};\n',
  };
  for (const [where, path, other, text, use] of others) {
    test(`a function ${where}`, async () => {
      const base = { [path]: text, [other]: definitions[other]! };
      const fixed = { ...base, [path]: text.replace(/.*two\(\).*\n/, (line) => `${line}${use}`) };
      const target = { ...base, [other]: definitions[other]!.replace(/find_?Host/i, 'other') };
      const name = /find_?host/i.exec(use)![0];
      assert.deepEqual(
        (await warnings(base, fixed, target)).map((warning) => warning.replace(/:\d+/, '')),
        [`member ${path} ${name}`],
      );
      assert.deepEqual(await warnings(base, fixed, base), []);
      const noted = { ...base, [path]: text.replace(/.*two\(\).*\n/, (line) => `${line}// ${use.trim()}\n`) };
      assert.deepEqual(await warnings(base, noted, target), []);
    });
  }
});
