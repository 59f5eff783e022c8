// What the environment says of a host is told for that host only.
import assert from 'node:assert/strict';
import { environmentCredentials } from '../../../src/cli/credentials';

const signal = new AbortController().signal;

suite('environmentCredentials', () => {
  test('a secret belongs to the host that is named beside it, port included', async () => {
    const environment = { FISHLADDER_HOST: 'review.example.org:8443', FISHLADDER_USER: 'maya', FISHLADDER_SECRET: 's' };
    const { get } = environmentCredentials(environment);
    assert.deepEqual(await get('review.example.org:8443', signal), { user: 'maya', secret: 's' });
    for (const other of ['review.example.org', 'example.org', 'review.example.org:8443.evil.example', 'github.com'])
      assert.equal(await get(other, signal), undefined, other);
    for (const missing of Object.keys(environment)) {
      const less = environmentCredentials({ ...environment, [missing]: '' });
      assert.equal(await less.get('review.example.org:8443', signal), undefined, missing);
    }
  });

  test('tokens of well-known hosts go to these, and what is named for the host comes first', async () => {
    const { get } = environmentCredentials({ GITHUB_TOKEN: 'hub', GITLAB_TOKEN: 'lab' });
    assert.equal((await get('github.com', signal))?.secret, 'hub');
    assert.equal((await get('gitlab.com', signal))?.secret, 'lab');
    assert.equal(await get('github.example.org', signal), undefined);
    const named = { FISHLADDER_HOST: 'github.com', FISHLADDER_USER: 'm', FISHLADDER_SECRET: 'own', GH_TOKEN: 'hub' };
    assert.equal((await environmentCredentials(named).get('github.com', signal))?.secret, 'own');
  });
});
