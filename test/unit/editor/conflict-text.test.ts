// The text that says where a fix does not fit.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { conflictText } from '../../../src/editor/conflict-text';
import type { FileOutcome } from '../../../src/port/types';

suite('text of a conflict', () => {
  test('both sides of each place are written out, lines counted from 1', () => {
    const region = { line: 35, base: ['return\n'], ours: [encode('käse\r\n')], theirs: ['raise\n', 'pop()'] };
    const file: FileOutcome = { kind: 'conflict', path: 'a.py', reason: { kind: 'content', regions: [region] } };
    const text = conflictText({
      fix: 'leak',
      branch: 'old',
      patch: 'none',
      outcome: { kind: 'conflict', files: [{ kind: 'clean', path: 'fine.py' }, file] },
    });
    assert.match(text, /^leak does not fit old as it is\.\n/);
    assert.doesNotMatch(text, /fine\.py/);
    const place = 'line 36:\n<<<<<<< old\nkäse\n||||||| before the fix\nreturn\n=======\nraise\npop()\n>>>>>>> leak\n';
    assert.ok(text.endsWith(place), text);
  });

  test('a fix that fits has none', () => {
    const outcome = { kind: 'clean' as const, files: [], text: '', warnings: [] };
    assert.equal(conflictText({ fix: 'leak', branch: 'b', patch: 'none', outcome }), '');
  });
});
