// The sign-off: missing, misspelled, malformed.
import assert from 'node:assert/strict';
import { genericProfile } from '../../../src/profile/generic/profile';
import { patchOf, remarksOf, repaired } from './patch-of';

const signer = { name: 'Ölaf', email: 'o@example.org' };
const { checks } = genericProfile();

suite('sign-off', () => {
  test('a signed patch is good', () => {
    assert.deepEqual(remarksOf(checks, patchOf('Fix', 'Why.\n\nSigned-off-by: A <a@b>\n')), []);
  });

  for (const [body, expected] of [
    ['', 'Signed-off-by: Ölaf <o@example.org>\n'],
    ['Why.\n', 'Why.\n\nSigned-off-by: Ölaf <o@example.org>\n'],
    ['Why.\n\nCloses: #1\n', 'Why.\n\nCloses: #1\nSigned-off-by: Ölaf <o@example.org>\n'],
  ] as const)
    test(`a missing one is added to ${JSON.stringify(body)}`, () => {
      const text = patchOf('Fix', body);
      assert.deepEqual(remarksOf(checks, text, { signer }), ['sign-off-missing: Subject: [PATCH] Fix']);
      assert.match(repaired(checks, text, { signer }), new RegExp(`\\n\\n${expected}---\\n`));
      assert.deepEqual(remarksOf(checks, repaired(checks, text, { signer })), []);
    });

  test('other capitals are mended, a person without address is told', () => {
    const text = patchOf('Fix', 'Why.\n\nSigned-Off-By: A <a@b>\nSigned-off-by: nobody\n');
    assert.deepEqual(remarksOf(checks, text), [
      'sign-off-spelling: Signed-Off-By: A <a@b>',
      'sign-off-malformed: Signed-off-by: nobody',
    ]);
    assert.match(repaired(checks, text), /\nSigned-off-by: A <a@b>\n/);
  });
});
