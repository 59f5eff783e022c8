// Through a real proxy on loopback: what it sees and does not see, which setting names it, and what its failures are called.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalRoutes } from '../../src/cli/routes';
import { type ForgeCode, ForgeError } from '../../src/review/error';
import { createHttp } from '../../src/review/http';
import { operatorEnv } from '../demo/repository';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import type { Failure } from '../fakes/gerrit-failures';
import { type ProxyOptions, type ProxyServer, startProxy } from '../fakes/proxy';
import { openScene } from '../git/scene';
import { type SecureServer, startSecure } from './secure-server';

const never = new AbortController().signal;
const secret = { authorization: 'Basic cGw0bnRlZA==' };

suite('forge/proxy', () => {
  let folder: string;
  let server: GerritServer;
  let secure: SecureServer;
  const proxies: ProxyServer[] = [];

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-proxy-'));
    secure = await startSecure(folder, 'localhost');
  });
  suiteTeardown(() => {
    secure.close();
    rmSync(folder, { recursive: true, force: true });
  });
  setup(async () => {
    server = await startGerrit();
    rmSync(join(folder, 'clone'), { recursive: true, force: true });
    mkdirSync(join(folder, 'clone'));
    git('init', '--quiet');
    secure.asked.length = 0;
  });
  teardown(async () => {
    for (const proxy of proxies.splice(0)) proxy.close();
    await server.close();
  });

  function git(...args: string[]): void {
    execFileSync('git', args, { cwd: join(folder, 'clone'), env: operatorEnv() });
  }

  async function open(options?: ProxyOptions): Promise<ProxyServer> {
    const proxy = await startProxy(options);
    proxies.push(proxy);
    return proxy;
  }

  function ask(address: string, variables: NodeJS.ProcessEnv, timeout = 20_000): Promise<unknown> {
    const routes = terminalRoutes(join(folder, 'clone'), { ...operatorEnv(), ...variables });
    const http = createHttp({ userAgent: 'fishladder/0 (test)', routes, timeout, maxBytes: 3_000_000 });
    return http.json(new URL(address), never, { headers: secret }).then(({ data }) => data);
  }

  async function fault(address: string, variables: NodeJS.ProcessEnv, timeout?: number): Promise<ForgeError> {
    const error = await ask(address, variables, timeout).then(
      (data) => assert.fail(`answered ${JSON.stringify(data)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ForgeError, String(error));
    assert.ok(!`${error.stack} ${error.next} ${JSON.stringify(error)} ${error.cause}`.includes('pl4nted'));
    return error;
  }

  const version = () => `${server.url}config/server/version`;
  const secureAddress = () => `https://localhost:${secure.port}/a/changes/`;

  test('plain http is passed on by the proxy, with the password for its host', async () => {
    const proxy = await open();
    assert.equal(await ask(version(), { http_proxy: `http://${proxy.place}` }), '3.10.9');
    assert.match(proxy.requests.join(), new RegExp(`^GET ${version()}\n`));
    assert.equal(server.headers[0]?.authorization, secret.authorization);
    assert.equal(server.headers[0]?.host, new URL(server.url).host);
  });

  test('of https the proxy sees the name of the host and nothing else', async () => {
    const proxy = await open({ login: 'ann:pl4nted' });
    git('config', 'http.sslCAInfo', secure.certificate);
    assert.equal(await ask(secureAddress(), { HTTPS_PROXY: `http://ann:pl4nted@${proxy.place}` }), '3.10.9');
    const [first, ...more] = proxy.requests.join().split('\n');
    assert.equal(first, `CONNECT localhost:${secure.port}`);
    assert.deepEqual(more.map((line) => line.replace(/:.*/, '')).sort(), ['connection', 'host', 'proxy-authorization']);
    assert.ok(proxy.tunneled().length > 400);
    assert.doesNotMatch(proxy.tunneled(), /authorization|cGw0bnRlZA|GET/);
    assert.equal(secure.asked[0]?.authorization, secret.authorization);
    assert.equal(secure.asked[0]?.['proxy-authorization'], undefined);
  });

  test("git's http.proxy comes first, the one for the address before the one for all", async () => {
    const [proxy, other] = [await open(), await open()];
    git('config', 'http.proxy', other.place);
    git('config', `http.${server.url}.proxy`, proxy.place);
    await ask(version(), { http_proxy: 'http://127.0.0.1:1' });
    assert.deepEqual([proxy.requests.length, other.requests.length], [1, 0]);
    git('config', `http.${server.url}.proxy`, '');
    await ask(version(), { http_proxy: 'http://127.0.0.1:1' });
    assert.deepEqual([proxy.requests.length, other.requests.length, server.requests.length], [1, 0, 2]);
  });

  test('what no_proxy lists is asked without it', async () => {
    assert.equal(await ask(version(), { http_proxy: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.0/8' }), '3.10.9');
  });

  test('certificates are trusted by what git trusts, with a proxy and without', async () => {
    const proxy = await open();
    for (const variables of [{}, { https_proxy: proxy.place }]) {
      assert.match((await fault(secureAddress(), variables)).message, /certificate of localhost:\d+ is not trusted/);
      const named = { ...variables, GIT_SSL_CAINFO: secure.certificate };
      assert.equal(await ask(secureAddress(), named), '3.10.9');
      const there = await fault(`https://127.0.0.1:${secure.port}/`, named);
      assert.match(there.message, /not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    }
    assert.equal(secure.asked.length, 2);
    git('config', `http.https://localhost:${secure.port}.sslCAInfo`, '~/none.pem');
    const absent = await fault(secureAddress(), { HOME: folder });
    assert.equal(absent.code, 'forge-route');
    assert.match(absent.message, new RegExp(`${folder}/none.pem, no such file`));
  });

  test('authorities of NODE_EXTRA_CA_CERTS are trusted besides those that git names', async () => {
    const other = await startSecure(folder, 'review.example.org');
    try {
      const both = { GIT_SSL_CAINFO: other.certificate, NODE_EXTRA_CA_CERTS: secure.certificate };
      assert.equal(await ask(secureAddress(), both), '3.10.9');
      await fault(secureAddress(), { GIT_SSL_CAINFO: other.certificate });
    } finally {
      other.close();
    }
  });

  for (const scheme of ['http', 'https']) {
    const address = () => (scheme === 'http' ? version() : secureAddress());
    const via = ({ place }: { place: string }, login = 'ann:pl4nted@') => ({ all_proxy: `http://${login}${place}` });

    test(`${scheme}: a proxy that is gone is a fault that names it`, async () => {
      const proxy = await open();
      proxy.close();
      const error = await fault(address(), via(proxy));
      assert.equal(error.code, 'forge-unreachable');
      assert.match(error.message, new RegExp(`^The proxy ${proxy.place} .*cannot be reached \\(ECONNREFUSED\\)`));
      assert.match(error.next, /^all_proxy names it/);
    });

    test(`${scheme}: a proxy that wants a password`, async () => {
      const error = await fault(address(), via(await open({ login: 'ann:other' })));
      assert.equal(error.code, 'forge-route');
      assert.match(error.message, /wants a user and a password that it knows \(407\)/);
      assert.match(error.next, /all_proxy/);
    });

    test(`${scheme}: a proxy that never answers`, async () => {
      const error = await fault(address(), via(await open({ hangs: true })), 200);
      assert.equal(error.code, 'forge-timeout');
    });
  }

  test('a proxy that refuses to make a tunnel', async () => {
    const error = await fault(secureAddress(), { https_proxy: (await open({ refusal: 403 })).place });
    assert.equal(error.code, 'forge-route');
    assert.match(error.message, /^The proxy 127\.0\.0\.1:\d+ does not let anyone through to localhost:\d+ \(403\)/);
    assert.deepEqual(secure.asked, []);
  });

  const failures: [Failure, ForgeCode][] = [
    ['html', 'forge-web-page'],
    ['status-429', 'forge-busy'],
    ['drop', 'forge-unreachable'],
    ['cut', 'forge-unreachable'],
    ['slow', 'forge-timeout'],
    ['huge', 'forge-too-large'],
    ['bomb', 'forge-too-large'],
    ['redirect-loop', 'forge-redirect'],
    ['redirect-file', 'forge-redirect'],
  ];
  for (const [failure, code] of failures) {
    test(`${failure} is ${code} behind a proxy, too`, async () => {
      server.setFailure(failure);
      const limit = failure === 'slow' ? 300 : undefined;
      assert.equal((await fault(version(), { http_proxy: (await open()).place }, limit)).code, code);
    });
  }

  test('doctor says which proxy and which authorities are used', async () => {
    const proxy = await open();
    const scene = openScene({ ...operatorEnv(), http_proxy: `http://ann:pl4nted@${proxy.place}` });
    try {
      scene.git('config', 'fishladder.gerritUrl', server.url);
      const { out } = await scene.run('doctor');
      const words = `127\\.0\\.0\\.1:\\d+ is reached through the proxy ${proxy.place} \\(http_proxy\\)`;
      assert.match(out, new RegExp(`^ok +network +${words}$`, 'm'));
      assert.match(out, /^ok +forge +127\.0\.0\.1:\d+ answers/m);
      scene.git('config', 'fishladder.gerritUrl', `https://localhost:${secure.port}/`);
      scene.git('config', 'http.sslCAInfo', secure.certificate);
      const trusting = await scene.run('doctor');
      assert.match(
        trusting.out,
        /^ok +network +the authorities of git's http\.sslCAInfo are trusted for localhost:\d+$/m,
      );
      writeFileSync(secure.certificate, '');
      proxy.close();
      scene.git('config', 'fishladder.gerritUrl', server.url);
      const dead = await scene.run('doctor');
      assert.match(dead.out, /^FAULT +forge +The proxy .* cannot be reached/m);
      assert.doesNotMatch(out + trusting.out + dead.out, /pl4nted/);
    } finally {
      scene.dispose();
    }
  });
});
