// The ladder itself: what counts as a failure, and how the end of a run reads.
import assert from 'node:assert/strict';
import { chooseHost, type Surroundings } from '../host/choose';
import { parseArguments } from './arguments';
import { judge, summarize } from './summary';

suite('test ladder', () => {
  test('counts of tests are taken as they are', () => {
    assert.deepEqual(judge({ passed: 3, failed: 0 }, 0, false), { passed: 3, failed: 0 });
    assert.deepEqual(judge({ passed: 3, failed: 2 }, 1, false), { passed: 3, failed: 2 });
  });

  test('no end, no test, and a bad exit are failures', () => {
    assert.equal(judge(undefined, 0, false).failed, 1);
    assert.equal(judge({ passed: 0, failed: 0 }, 0, false).failed, 1);
    assert.equal(judge({ passed: 3, failed: 0 }, 1, false).failed, 1);
    assert.equal(judge({ passed: 0, failed: 0 }, 0, true).failed, 0);
  });

  test('the last line is the total, alone', () => {
    const lines = summarize([
      { name: 'unit', passed: 12, failed: 1, seconds: 0.51 },
      { name: 'host', passed: 3, failed: 1, seconds: 8, note: 'exit code 1' },
    ]).split('\n');
    assert.equal(lines.at(-1), '15 passed, 2 failed');
    assert.match(lines[2] as string, /^host +3 +1 +8\.0 +exit code 1$/);
  });

  test('tiers are chosen by name, in the order of the ladder', () => {
    assert.deepEqual(
      parseArguments(['git', 'unit', '--grep', 'x']).tiers.map(({ name }) => name),
      ['unit', 'git'],
    );
    assert.equal(parseArguments(['--grep=a b']).grep, 'a b');
    assert.equal(parseArguments([]).tiers.at(-1)?.name, 'ui');
    assert.throws(() => parseArguments(['units']), /No such tier: units/);
  });

  test('the desktop is used where it can be downloaded and shown', async () => {
    const surroundings: Surroundings = {
      asked: undefined,
      platform: 'linux',
      display: ':0',
      reachable: async () => true,
    };
    assert.equal(await chooseHost(surroundings), 'desktop');
    assert.equal(await chooseHost({ ...surroundings, display: undefined }), 'server');
    assert.equal(await chooseHost({ ...surroundings, reachable: async () => false }), 'server');
    assert.equal(await chooseHost({ ...surroundings, asked: 'server' }), 'server');
    await assert.rejects(chooseHost({ ...surroundings, asked: 'both' }), /FISHLADDER_TEST_VSCODE/);
  });
});
