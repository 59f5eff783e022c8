// What a settled place leans on: the lines around it, the functions around it, what differs, and the answers that were not taken.
import assert from 'node:assert/strict';
import { evidenceOf } from '../../../src/port/evidence';
import { port } from './files';

const method = (name: string, body: string) =>
  `    def ${name}(self):\n        driver = self.start('${name}')\n        ${body}\n        driver.stop()\n`;
const suiteOf = (...methods: string[]) => `import os\n\nclass Tests:\n\n${methods.join('\n')}`;
const [first, second, added, last] = [
  method('test_first', 'self.check(1)'),
  method('test_second', 'self.check(2)'),
  method('test_added', 'self.check(3)'),
  method('test_last', 'self.check(4)'),
] as [string, string, string, string];

/** The outcome of one file whose conflicts are settled. */
async function outcomeOf(path: string, base: string, ours: string, theirs: string) {
  const { result } = await port({
    base: { [path]: base },
    fixed: { [path]: theirs },
    target: { [path]: ours },
    adapt: true,
  });
  const file = result.files[0]!;
  assert.ok(file.kind === 'adapted' || file.kind === 'proposed');
  return file;
}

suite('port/evidence', function () {
  this.timeout(20_000);

  test('a method whose neighbour is missing: anchors, scopes, what differs, rivals', async () => {
    const file = await outcomeOf(
      'tests.py',
      suiteOf(first, second, last),
      suiteOf(first, last),
      suiteOf(first, second, added, last),
    );
    const [evidence, ...more] = await evidenceOf(file);
    assert.equal(more.length, 0);
    assert.deepEqual(evidence?.above, { line: 7, text: '        driver.stop()\n', unique: false });
    assert.deepEqual(evidence?.below, { line: 9, text: '    def test_last(self):\n', unique: true });
    assert.deepEqual(evidence?.scope, { source: 'Tests', target: 'Tests' });
    assert.deepEqual(evidence?.differs, {
      source: second
        .split('\n')
        .slice(0, -1)
        .map((line) => `${line}\n`),
      target: [],
    });
    const [hunk] = file.hunks;
    assert.ok(hunk && hunk.rivals > 0);
    assert.equal(hunk.others.length, Math.min(3, hunk.rivals));
    for (const { lines, chance } of hunk.others) {
      assert.notDeepEqual(lines, hunk.lines);
      assert.ok(chance <= hunk.chance);
    }
  });

  test('scopes are told apart, by indentation where there is no grammar', async () => {
    const text = (name: string, call: string) => `def ${name}():\n    start()\n    ${call}\n    stop()\n`;
    for (const path of ['a.py', 'a.txt']) {
      const file = await outcomeOf(
        path,
        text('attach', 'self.driver.attach(context, volume, timeout=10)'),
        text('connect', 'self.backend.attach(context, volume, timeout=10)'),
        text('attach', 'self.driver.attach(context, volume, timeout=60)'),
      );
      const [evidence] = await evidenceOf(file);
      assert.deepEqual(evidence?.scope, { source: 'attach', target: 'connect' });
      assert.deepEqual(evidence?.differs.target, ['    self.backend.attach(context, volume, timeout=10)\n']);
    }
  });

  test('C, whose functions only a grammar finds', async () => {
    const text = (call: string) => `#include <a.h>\n\nint\nattach(void)\n{\n\tstart();\n\t${call}\n\tstop();\n}\n`;
    const file = await outcomeOf('a.c', text('go(driver, 10);'), text('go(backend, 10);'), text('go(driver, 60);'));
    const [evidence] = await evidenceOf(file);
    assert.deepEqual(evidence?.scope, { source: 'attach', target: 'attach' });
    assert.deepEqual([evidence?.above?.line, evidence?.below?.line], [5, 7]);
  });

  test('at the ends of a file there is no line to lean on', async () => {
    const file = await outcomeOf('a.txt', 'go(driver, 10)\n', 'go(backend, 10)\n', 'go(driver, 60)\n');
    const [evidence] = await evidenceOf(file);
    assert.deepEqual([evidence?.above, evidence?.below], [undefined, undefined]);
  });

  test('a file that git settles has none', async () => {
    assert.deepEqual(await evidenceOf({ kind: 'clean', path: 'a.py' }), []);
  });
});
