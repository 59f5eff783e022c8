// The places of a file in conflict, as JSON.
import assert from 'node:assert/strict';
import { regionsJson } from '../../../src/cli/file-json';
import type { ConflictReason } from '../../../src/port/types';

suite('cli/file-json', () => {
  const reason: ConflictReason = {
    kind: 'content',
    regions: [{ line: 6, base: ['was\n'], ours: [], theirs: ['new\n', 'more\n'] }],
  };

  test('three sides, or the lines alone where these are longer than the limit', () => {
    const whole = { line: 7, base: ['was\n'], ours: [], theirs: ['new\n', 'more\n'] };
    assert.deepEqual(regionsJson(reason), { regions: [whole] });
    assert.deepEqual(regionsJson(reason, 13), { regions: [whole] });
    assert.deepEqual(regionsJson(reason, 12), { regions: [{ line: 7 }] });
  });

  test('what is no conflict about lines has no places', () =>
    assert.deepEqual(regionsJson({ kind: 'absent-in-target' }), {}));
});
