// What a port names and the target does not have.
import assert from 'node:assert/strict';
import { findWarnings } from '../../../../src/port/warn/warn';
import { port, snapshot, stepsBetween } from '../files';

type Texts = Record<string, string>;

/** `kind path:line name` of each warning (lines from 0), when what changed from base to fixed is carried to the target. */
async function warnings(base: Texts, fixed: Texts, target: Texts): Promise<string[]> {
  const { result } = await port({ base, fixed, target });
  const found = await findWarnings(stepsBetween(base, fixed), result.files, snapshot(base), snapshot(target));
  return found.map(({ kind, path, line, name }) => `${kind} ${path}:${line} ${name}`);
}

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
});
