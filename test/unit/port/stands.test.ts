// A fix that the target has among other lines: already there where each of its changes stands, and never on less than that.
import assert from 'node:assert/strict';
import { type Files, port } from './files';

const BASE = `def serve(self):
    if ':' in host:
        host = host.split(':')[0]
    origins = CONF.allowed_origins
    origins.append(host)
`;
const FIXED = BASE.replace('CONF.allowed_origins', 'list(CONF.allowed_origins)');
/** The fix's line stands below lines that the branch has rewritten: git conflicts. */
const THERE = FIXED.replace(/ {4}if[\s\S]*\[0\]\n/, '    host = parse_host_port(host)[0]\n');

const outcome = async (target: Files, fixed: Files = { a: FIXED }, base: Files = { a: BASE }) =>
  (await port({ base, fixed, target, adapt: true })).result.outcome;

suite('portSteps: changes that stand among other lines', () => {
  test('the fix is there, though git conflicts about the lines around it', async () => {
    const { result, files } = await port({ base: { a: BASE }, fixed: { a: FIXED }, target: { a: THERE }, adapt: true });
    assert.deepEqual(result, {
      outcome: 'already-there',
      files: [{ kind: 'already-there', path: 'a', byHunks: true }],
    });
    assert.deepEqual(files, { a: THERE });
  });

  test('where only what git settles is wanted, it stays a conflict', async () => {
    const { result } = await port({ base: { a: BASE }, fixed: { a: FIXED }, target: { a: THERE } });
    assert.equal(result.outcome, 'conflict');
  });

  test('a line of the fix that is written otherwise is not there', async () => {
    assert.notEqual(await outcome({ a: THERE.replace('list(', 'tuple(') }), 'already-there');
  });

  test('the old line beside the new one is not there', async () => {
    assert.notEqual(await outcome({ a: `${THERE}    origins = CONF.allowed_origins\n` }), 'already-there');
  });

  test('another change of the fix that is not there keeps the whole from it', async () => {
    const [base, fixed] = [`${BASE}\n\n\nretries = 3\n`, `${FIXED}\n\n\nretries = 5\n`];
    assert.notEqual(await outcome({ a: `${THERE}\n\n\nretries = 3\n` }, { a: fixed }, { a: base }), 'already-there');
    assert.equal(await outcome({ a: `${THERE}\n\n\nretries = 5\n` }, { a: fixed }, { a: base }), 'already-there');
  });

  test('another file of the fix that is not there keeps the whole from it', async () => {
    const [base, fixed] = [
      { a: BASE, b: 'retries = 3\n' },
      { a: FIXED, b: 'retries = 5\n' },
    ];
    assert.notEqual(await outcome({ ...base, a: THERE }, fixed, base), 'already-there');
    assert.equal(await outcome({ ...fixed, a: THERE }, fixed, base), 'already-there');
  });

  test('lines that are gone prove nothing', async () => {
    const base = 'first = 1\nsecond = 2\nthird = 3\n';
    assert.notEqual(
      await outcome({ a: 'first = 1\nother = 4\n' }, { a: 'first = 1\nthird = 3\n' }, { a: base }),
      'already-there',
    );
  });

  test('a line that stands anywhere proves nothing', async () => {
    const base = 'if ready:\n    go()\nelse:\n    stay()\n';
    const fixed = 'if ready:\n    go()\n)\nelse:\n    stay()\n';
    assert.notEqual(
      await outcome({ a: 'if ready:\n    run()\n)\nelse:\n    wait()\n' }, { a: fixed }, { a: base }),
      'already-there',
    );
  });
});
