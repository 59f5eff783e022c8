// What the environment says of a host is told for that host only.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentCredentials } from '../../../src/cli/credentials';
import { netrcCredential } from '../../../src/cli/netrc';

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

suite('netrc', () => {
  const text = `# machine review.example.org login no password no
machine other.example login o password p
macdef init
machine review.example.org login macro password macro

default login d password d
machine review.example.org
  login "maya l"
  account x
  password "pass\\"word"
machine half.example login h
machine review.example.org login second password second`;

  test('the first whole entry of the machine itself counts; never the default, a comment or a macro', () => {
    assert.deepEqual(netrcCredential(text, 'review.example.org'), { user: 'maya l', secret: 'pass"word' });
    assert.deepEqual(netrcCredential(text, 'other.example'), { user: 'o', secret: 'p' });
    for (const none of ['half.example', 'elsewhere.example', 'example.org', 'default', 'login'])
      assert.equal(netrcCredential(text, none), undefined, none);
    assert.equal(netrcCredential('', 'x'), undefined);
  });

  test('it is read where curl and git read it, after what the environment says', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fishladder-netrc-'));
    try {
      writeFileSync(join(home, '.netrc'), text);
      const { get } = environmentCredentials({ HOME: home });
      assert.equal((await get('other.example:8443', signal))?.user, 'o');
      assert.equal(await get('elsewhere.example', signal), undefined);
      const named = { HOME: home, FISHLADDER_HOST: 'other.example', FISHLADDER_USER: 'e', FISHLADDER_SECRET: 's' };
      assert.equal((await environmentCredentials(named).get('other.example', signal))?.user, 'e');
      const moved = environmentCredentials({ HOME: '/nonexistent', NETRC: join(home, '.netrc') });
      assert.equal((await moved.get('other.example', signal))?.user, 'o');
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
