// Fixtures of pytest that a port's new tests ask for.
import assert from 'node:assert/strict';
import { type Files, warnings } from '../files';

const conftest = (...names: string[]) =>
  ['import pytest', '', 'from reef import app', ''].join('\n') +
  names
    .map((name) => `\n@pytest.fixture(scope='session')\ndef ${name}(tmp_path):\n    yield app.make(tmp_path)\n`)
    .join('\n');

const suiteOf = (...lines: string[]) =>
  [
    'import pytest',
    '',
    '',
    'def test_list(client):',
    "    assert client.get('/')",
    '',
    ...lines,
    '',
    'END = 1',
    '',
  ].join('\n');

const added = (...parameters: string[]) =>
  suiteOf(`def test_wait(${parameters.join(', ')}):`, "    assert client.get('/wait').status == 200");

const base: Files = {
  'tests/conftest.py': conftest('client', 'database'),
  'tests/unit/conftest.py': conftest('slow_disk'),
  'tests/unit/test_api.py': suiteOf(),
};
const without: Files = { ...base, 'tests/conftest.py': conftest('client'), 'tests/unit/conftest.py': conftest('disk') };

/** The warnings where the tests of the fix have this text. */
const warned = (text: string, target: Files, from = base) =>
  warnings(from, { ...from, 'tests/unit/test_api.py': text }, target);

suite('port/warn/fixtures', () => {
  test('a fixture of a conftest.py in the folder or above it', async () => {
    const text = added('client', 'database: Database', 'slow_disk', 'size=1', 'monkeypatch');
    const expected = ['fixture tests/unit/test_api.py:6 database', 'fixture tests/unit/test_api.py:6 slow_disk'];
    assert.deepEqual(await warned(text, without), expected);
    assert.deepEqual(await warned(text, base), []);
    const { 'tests/unit/conftest.py': _, ...bare } = without;
    assert.deepEqual(await warned(text, bare), expected);
  });

  test('a fixture of the same module, and of a class in it', async () => {
    const own = (name: string) =>
      `import pytest\n\n\nclass TestApi:\n    @pytest.fixture\n    async def ${name}(self):\n        return 1\n\n    def test_one(self, ${name}):\n        assert ${name}\n\n    END = 1\n`;
    const fixed = own('reply').replace(
      '    END',
      '    async def test_two(self,\n                       reply):\n        assert 2\n\n    END',
    );
    const found = await warned(
      fixed,
      { 'tests/unit/test_api.py': own('answer') },
      { 'tests/unit/test_api.py': own('reply') },
    );
    assert.deepEqual(found, ['fixture tests/unit/test_api.py:12 reply']);
  });

  test('a fixture that another one asks for, one that is named in a mark, and one that is named by its decorator', async () => {
    const named = "import pytest\n\n\n@pytest.fixture(name='queue')\ndef make_queue():\n    return []\n";
    const from = { ...base, 'tests/unit/conftest.py': named };
    const text = suiteOf(
      "@pytest.mark.usefixtures('database')",
      'class TestWait:',
      '    @pytest.fixture(autouse=True)',
      '    def filled(self, queue):',
      '        queue.append(1)',
    );
    assert.deepEqual(await warned(text, without, from), [
      'fixture tests/unit/test_api.py:6 database',
      'fixture tests/unit/test_api.py:9 queue',
    ]);
  });

  test('a mere parameter is none, nor one that the file gives values or a default', async () => {
    assert.deepEqual(await warned(suiteOf('def helper(database):', '    pass'), without), []);
    const marked = suiteOf(
      "@pytest.mark.parametrize('one, database', [(1, 2)])",
      'def test_x(one, database):',
      '    pass',
    );
    assert.deepEqual(await warned(marked, without), []);
    assert.deepEqual(await warned(added('database=None'), without), []);
  });

  test('what base has as a function only is no fixture', async () => {
    const from = { ...base, 'tests/conftest.py': `${conftest('client')}\n\ndef database():\n    pass\n` };
    assert.deepEqual(await warned(added('database'), without, from), []);
  });

  const elsewhere: [string, Files][] = [
    ['by a plugin', { 'tests/conftest.py': "pytest_plugins = [\n    'tests.plugins.db',\n]\n" }],
    ['by all of a module', { 'tests/conftest.py': 'from .plugins.db import *\n' }],
    ['by an import', { 'tests/conftest.py': 'from tests.plugins.db import database\n' }],
  ];
  for (const [how, files] of elsewhere) {
    test(`a fixture that the target brings in ${how}`, async () => {
      const target = { ...without, ...files, 'tests/plugins/db.py': conftest('database') };
      assert.deepEqual(await warned(added('database'), target), []);
      const other = { ...target, 'tests/plugins/db.py': conftest('other') };
      const is = how === 'by an import' ? [] : ['fixture tests/unit/test_api.py:6 database'];
      assert.deepEqual(await warned(added('database'), other), is);
    });
  }
});
