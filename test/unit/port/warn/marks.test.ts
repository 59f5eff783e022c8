// Labels, substitutions and anchors that a port's new lines refer to.
import assert from 'node:assert/strict';
import { warnings } from '../files';

const guide = (marks: string, use = '') =>
  `.. _guide:\n\n=====\nGuide\n=====\n\n${marks}\nSome words.\n\nMore words.\n\n${use}Last words.\n`;
const jobs = (marks: string, use = '') =>
  `- job:\n    name: one\n${marks}\n- job:\n    name: two\n    run: two.yaml\n\n- job:\n    name: three\n${use}    run: x.yaml\n`;

suite('port/warn/marks', () => {
  const marks =
    '.. _Pool Size:\n\n.. |reef| replace:: Reef\n\n.. _docs: https://example.org/\n\n.. _`the list`: https://x.org/\n';
  const cases: [string, string][] = [
    ['See :ref:`pool size`.', ':ref:`pool size`'],
    ['See :ref:`the size <Pool Size>`.', ':ref:`the size <Pool Size>`'],
    ['All of |reef| is here.', '|reef|'],
    ['See docs_.', 'docs_'],
    ['See `The List`_, and more.', '`The List`_'],
  ];
  for (const [use, name] of cases) {
    test(`reST: ${use}`, async () => {
      const [base, fixed] = [{ 'a.rst': guide(marks) }, { 'a.rst': guide(marks, `${use}\n\n`) }];
      assert.deepEqual(await warnings(base, fixed, { 'a.rst': guide('') }), [`name a.rst:11 ${name}`]);
      assert.deepEqual(await warnings(base, fixed, { 'a.rst': guide(`Text.\n\n${marks}`) }), []);
      assert.deepEqual(await warnings(base, fixed, { 'a.rst': guide('.. include:: marks.txt\n') }), []);
      assert.deepEqual(
        await warnings({ 'a.rst': guide('') }, { 'a.rst': guide('', `${use}\n\n`) }, { 'a.rst': guide('x\n') }),
        [],
      );
    });
  }

  test('reST: a target that is a title, or has its address with it', async () => {
    const [base, fixed] = [{ 'a.rst': guide(marks) }, { 'a.rst': guide(marks, 'See docs_.\n\n') }];
    for (const other of ['Docs\n----\n', 'See `docs <https://example.org/>`_ also.\n'])
      assert.deepEqual(await warnings(base, fixed, { 'a.rst': guide(other) }), []);
  });

  test('reST: a label that another document of the same folder sets', async () => {
    const [base, fixed] = [{ 'doc/a.rst': guide(marks) }, { 'doc/a.rst': guide(marks, 'See :ref:`pool size`.\n\n') }];
    const bare = { 'doc/a.rst': guide('') };
    const warned = ['name doc/a.rst:11 :ref:`pool size`'];
    assert.deepEqual(await warnings(base, fixed, { ...bare, 'doc/user/sizes.rst': guide(marks) }), []);
    assert.deepEqual(await warnings(base, fixed, { ...bare, 'other/sizes.rst': guide(marks) }), warned);
    assert.deepEqual(await warnings(base, fixed, { ...bare, 'doc/sizes.txt': guide(marks) }), warned);
    const name = { 'doc/a.rst': guide(marks, 'All of |reef| is here.\n\n') };
    assert.deepEqual(await warnings(base, name, { ...bare, 'doc/sizes.rst': guide(marks) }), [
      'name doc/a.rst:11 |reef|',
    ]);
  });

  test('reST: a target that the fix itself takes away from the file', async () => {
    const moved = guide('').replace('Last words', 'See :ref:`pool size`. Last words');
    assert.deepEqual(
      await warnings({ 'a.rst': guide(marks) }, { 'a.rst': moved }, { 'a.rst': `Old.\n\n${guide(marks)}` }),
      [],
    );
  });

  test('YAML: an alias without its anchor', async () => {
    const anchor = '    irrelevant-files: &docs\n      - ^doc/.*$\n    vars: {tox: &tox py3}\n';
    const use = '    irrelevant-files: *docs\n    vars: {a: *tox, b: [*tox]}\n';
    const [base, fixed] = [{ '.zuul.yaml': jobs(anchor) }, { '.zuul.yaml': jobs(anchor, use) }];
    assert.deepEqual(await warnings(base, fixed, { '.zuul.yaml': jobs('    files: &docs-only []\n') }), [
      'name .zuul.yaml:10 *docs',
      'name .zuul.yaml:11 *tox',
    ]);
    assert.deepEqual(await warnings(base, fixed, { '.zuul.yaml': jobs(`    run: a.yaml\n${anchor}`) }), []);
    const bare = { '.zuul.yaml': jobs('    run: a.yaml\n') };
    for (const text of ['a*docs', '"all *docs"', 'x  # not *docs', '|\n      all *docs of'])
      assert.deepEqual(await warnings(base, { '.zuul.yaml': jobs(anchor, `    name: ${text}\n`) }, bare), [], text);
  });
});
