// Conventions for projects of no known community.
import assert from 'node:assert/strict';
import { genericProfile } from '../../../src/profile/generic/profile';

suite('generic profile', () => {
  const profile = genericProfile();

  test('trunk first, then release lines by number', () => {
    const names = ['release-1.9', 'main', 'release-1.31', 'stable/2.0', 'topic', '3.x', 'fix-1.2', 'v1.2'];
    assert.deepEqual(profile.branches(names), ['main', '3.x', 'stable/2.0', 'release-1.31', 'release-1.9', 'v1.2']);
  });

  test('message: closes, pick line, sign-off behind it as git cherry-pick -x -s does', () => {
    const message = profile.message({
      title: '',
      description: '',
      bugs: ['7', 'https://example.org/8'],
      signer: { name: 'O', email: 'o@e' },
      committerLine: '',
      source: { message: 'Fix\n\nSigned-off-by: A <a@b>\n', commit: 'c'.repeat(40) },
    });
    assert.equal(
      message,
      `Fix\n\nSigned-off-by: A <a@b>\nCloses: #7\nCloses: https://example.org/8\n(cherry picked from commit ${'c'.repeat(40)})\nSigned-off-by: O <o@e>\n`,
    );
    assert.deepEqual(profile.bugAddresses(message), ['https://example.org/8']);
  });
});
