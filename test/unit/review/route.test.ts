// Which proxy is taken for an address: the table of settings, names and exceptions.
import assert from 'node:assert/strict';
import { ForgeError } from '../../../src/review/error';
import { proxyFor, proxyPlace } from '../../../src/review/route';

const secure = 'https://review.example.org/';

function way(address: string, environment: NodeJS.ProcessEnv, configured?: string): string {
  const proxy = proxyFor(new URL(address), environment, configured);
  return proxy ? `${proxyPlace(proxy)} by ${proxy.setting}` : 'direct';
}

suite('review/route', () => {
  const table: [string, string, NodeJS.ProcessEnv, string | undefined, string][] = [
    ['nothing is set', secure, {}, undefined, 'direct'],
    [
      'by the scheme',
      secure,
      { https_proxy: 'http://p:3128', http_proxy: 'http://q' },
      undefined,
      'p:3128 by https_proxy',
    ],
    [
      'by the other scheme',
      'http://a/',
      { https_proxy: 'http://p:3128', HTTP_PROXY: 'q' },
      undefined,
      'q:80 by HTTP_PROXY',
    ],
    ['capitals', secure, { HTTPS_PROXY: 'https://p' }, undefined, 'p:443 by HTTPS_PROXY'],
    ['lower case first', secure, { HTTPS_PROXY: 'http://q', https_proxy: 'p:1' }, undefined, 'p:1 by https_proxy'],
    ['for all', secure, { ALL_PROXY: 'http://p:1' }, undefined, 'p:1 by ALL_PROXY'],
    ['git before the environment', secure, { https_proxy: 'http://q' }, 'p:8080', "p:8080 by git's http.proxy"],
    ['git says none', secure, { https_proxy: 'http://q' }, '', 'direct'],
    ['an empty variable', secure, { https_proxy: '', all_proxy: '' }, undefined, 'direct'],
    [
      'user and password are not shown',
      secure,
      { https_proxy: 'http://u:pl4nted@p:1' },
      undefined,
      'p:1 by https_proxy',
    ],
    ['an IPv6 address', secure, { https_proxy: 'http://[::1]:1' }, undefined, '[::1]:1 by https_proxy'],
  ];
  for (const [title, address, environment, configured, expected] of table) {
    test(title, () => assert.equal(way(address, environment, configured), expected));
  }

  const lists: [string, string, boolean][] = [
    ['*', secure, true],
    ['review.example.org', secure, true],
    ['Example.ORG', secure, true],
    ['.example.org', secure, true],
    ['*.example.org', secure, true],
    ['ample.org', secure, false],
    ['localhost, other.example.org example.org.', secure, true],
    ['review.example.org:443', secure, true],
    ['review.example.org:8443', secure, false],
    ['review.example.org:8443', 'https://review.example.org:8443/', true],
    ['10.0.0.0/8', 'https://10.2.3.4/', true],
    ['10.0.0.0/8', 'https://11.2.3.4/', false],
    ['10.0.0.0/8', secure, false],
    ['10.0.0.0/99', 'https://10.2.3.4/', false],
    ['fd00::/8', 'https://[fd12::1]/', true],
    ['::1', 'https://[::1]:8443/', true],
    ['[::1]:8443', 'https://[::1]:8443/', true],
    ['3.4', 'https://10.2.3.4/', false],
    [' , ', secure, false],
  ];
  for (const [list, address, exempt] of lists) {
    test(`no_proxy=${list} ${exempt ? 'holds' : 'does not hold'} for ${address}`, () => {
      for (const name of ['no_proxy', 'NO_PROXY']) {
        const expected = exempt ? 'direct' : 'p:1 by https_proxy';
        assert.equal(way(address, { https_proxy: 'p:1', [name]: list }), expected);
      }
      assert.equal(way(address, { no_proxy: list }, 'p:1') === 'direct', exempt);
    });
  }

  for (const text of ['socks5://u:pl4nted@p:1080', 'http://u:pl4nted@', 'u:pl4nted p']) {
    test(`${text.replace('pl4nted', '…')} is a fault that shows no password`, () => {
      assert.throws(
        () => way(secure, { https_proxy: text }),
        (error) => {
          assert.ok(error instanceof ForgeError && error.code === 'forge-route');
          assert.match(error.message, /https_proxy/);
          assert.ok(!`${error.stack} ${error.next} ${JSON.stringify(error)}`.includes('pl4nted'));
          return true;
        },
      );
    });
  }
});
