// Which addresses of a review server are taken, and which are not.
import { strict as assert } from 'node:assert';
import { ForgeError } from '../../../../src/review/error';
import { gerritAddress, gerritPushAddress } from '../../../../src/review/gerrit/address';

suite('review/gerrit/address', () => {
  const taken: [Parameters<typeof gerritAddress>[0], string][] = [
    [{ host: 'review.opendev.org' }, 'https://review.opendev.org/'],
    [{ host: 'review.example.org', scheme: 'ssh' }, 'https://review.example.org/'],
    [{ host: 'review.example.org:8443', scheme: 'https' }, 'https://review.example.org:8443/'],
    [{ host: 'review.example.org', scheme: 'http' }, 'http://review.example.org/'],
    [{ host: '[::1]:8080' }, 'https://[::1]:8080/'],
    [{ host: 'x', override: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080/'],
    [{ host: '', override: 'https://example.org/r?a=1#b' }, 'https://example.org/r/'],
  ];
  for (const [source, expected] of taken) {
    test(`${source.override ?? source.host} is ${expected}`, () => assert.equal(gerritAddress(source), expected));
  }

  const rejected: Parameters<typeof gerritAddress>[0][] = [
    { host: '' },
    { host: 'example.org/../..' },
    { host: 'user:word@example.org' },
    { host: 'exa mple\u0007' },
    { host: '', override: '' },
    { host: 'example.org', override: 'file:///etc/passwd' },
    { host: 'example.org', override: 'ssh://example.org:29418/' },
    { host: 'example.org', override: 'https://user:word@example.org/' },
    { host: 'example.org', override: 'review server' },
  ];
  for (const source of rejected) {
    test(`${JSON.stringify(source)} is rejected`, () => {
      assert.throws(
        () => gerritAddress(source),
        (error) => error instanceof ForgeError && error.code === 'forge-address' && error.next !== '',
      );
    });
  }

  test('a password is never repeated in the message', () => {
    const source = { host: '', override: 'https://user:s3cret@example.org/' };
    assert.throws(
      () => gerritAddress(source),
      (error) => error instanceof ForgeError && !error.message.includes('s3cret'),
    );
  });
});

suite('review/gerrit/address: where git pushes to', () => {
  const web = 'https://review.example.org/r/';
  const pushed = (settings: Record<string, string>) =>
    gerritPushAddress(web, 'openstack/nova', new Map(Object.entries(settings)));
  const ssh = 'ssh://ada@review.example.org:29418/openstack/nova.git';

  test('the remote of git-review, however it is called and written', () => {
    assert.equal(pushed({ 'remote.gerrit.url': ssh }), ssh);
    assert.equal(pushed({ 'gitreview.remote': 'up', 'remote.up.url': ssh, 'remote.gerrit.url': 'x' }), ssh);
    assert.equal(pushed({ 'remote.gerrit.url': 'https://other.example.org/', 'remote.gerrit.pushurl': ssh }), ssh);
    assert.equal(
      pushed({ 'remote.gerrit.url': 'ada@review.example.org:openstack/nova' }),
      'ada@review.example.org:openstack/nova',
    );
  });

  test('below the web address where there is none, or it leads elsewhere', () => {
    for (const url of [
      '',
      '/srv/nova',
      'https://review.example.org.evil.net/a',
      'ssh://review.example.org@evil.net/a',
    ]) {
      assert.equal(pushed({ 'remote.gerrit.url': url }), `${web}a/openstack/nova`, url);
    }
  });

  test('a remote whose address holds a password is told by its name', () => {
    assert.equal(pushed({ 'remote.gerrit.url': 'https://ada:s3cret@review.example.org/a/openstack/nova' }), 'gerrit');
  });
});
