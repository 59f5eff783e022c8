// Each way in which a server can fail gives one typed fault, over a real connection.
import { strict as assert } from 'node:assert';
import { type ForgeCode, ForgeError } from '../../src/review/error';
import { createHttp, type HttpOptions } from '../../src/review/http';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import type { Failure } from '../fakes/gerrit-failures';

const never = new AbortController().signal;

async function fault(server: GerritServer, options: Partial<HttpOptions> = {}): Promise<ForgeError> {
  const http = createHttp({ userAgent: 'fishladder/0 (test)', ...options });
  const error = await http.json(new URL('changes/?q=x', server.url), never).then(
    (value) => assert.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ForgeError, String(error));
  assert.equal(error.host, new URL(server.url).host);
  assert.ok(error.message.includes(error.host) && error.next !== '');
  assert.doesNotMatch(error.message, /[\u0000-\u001f\u007f-\u009f]/);
  return error;
}

suite('forge/http', () => {
  let server: GerritServer;
  setup(async () => {
    server = await startGerrit();
  });
  teardown(() => server.close());

  const table: [Failure, ForgeCode, number | undefined, RegExp][] = [
    ['html', 'forge-web-page', 200, /web page/],
    ['html-403', 'forge-web-page', 403, /web page/],
    ['html-503', 'forge-busy', 503, /answered 503\.$/],
    ['status-400', 'forge-rejected', 400, /is not a valid value/],
    ['status-401', 'forge-forbidden', 401, /Unauthorized/],
    ['status-403', 'forge-forbidden', 403, /Authentication required/],
    ['status-404', 'forge-absent', 404, /Not found/],
    ['status-429', 'forge-busy', 429, /Quota limit reached: \[31mslow down/],
    ['status-500', 'forge-failed', 500, /Internal server error/],
    ['status-503', 'forge-busy', 503, /Server overloaded/],
    ['drop', 'forge-unreachable', undefined, /cannot be reached/],
    ['cut', 'forge-unreachable', undefined, /cannot be reached/],
    ['broken-json', 'forge-answer', 200, /not JSON/],
    ['wrong-prefix', 'forge-answer', 200, /not JSON/],
    ['wrong-type', 'forge-answer', 200, /application\/octet-stream, not JSON/],
    ['redirect-loop', 'forge-redirect', undefined, /more than 5 times/],
    ['redirect-file', 'forge-redirect', undefined, /redirects to file:/],
    ['redirect-sign-in', 'forge-web-page', 200, /web page/],
  ];
  for (const [failure, code, status, message] of table) {
    test(`${failure} is ${code}`, async () => {
      server.setFailure(failure);
      const error = await fault(server);
      assert.equal(error.code, code);
      assert.equal(error.status, status);
      assert.match(error.message, message);
    });
  }

  for (const failure of ['hang', 'slow'] as const) {
    test(`${failure} ends at the time limit`, async () => {
      server.setFailure(failure);
      const error = await fault(server, { timeout: 150 });
      assert.equal(error.code, 'forge-timeout');
      assert.match(error.message, /within 0\.\d seconds/);
    });
  }

  for (const failure of ['huge', 'bomb'] as const) {
    test(`${failure}: an answer that is too large is not read to its end`, async () => {
      server.setFailure(failure);
      const before = process.memoryUsage().rss;
      assert.equal((await fault(server, { maxBytes: 3 * 1024 * 1024 })).code, 'forge-too-large');
      const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
      if (failure === 'huge') assert.ok(grown < 150, `${grown} MB`);
    });
  }

  test('a server that asks for a pause gets it, from every question', async () => {
    server.setFailure('status-503');
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    const ask = () => http.json(new URL('x', server.url), never);
    await assert.rejects(ask, { code: 'forge-busy', retryAfter: 120_000 });
    server.setFailure(undefined);
    await assert.rejects(ask, (error) => {
      assert.ok(error instanceof ForgeError);
      assert.ok(error.code === 'forge-busy' && error.status === 503 && (error.retryAfter ?? 0) > 100_000);
      assert.match(error.next, /^It is left alone for 1\d\d seconds/);
      return true;
    });
    assert.equal(server.requests.length, 1);
  });

  test('a server that is gone is not waited for again and again', async () => {
    server.setFailure('drop');
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    for (let count = 0; count < 6; count++) {
      await assert.rejects(http.json(new URL('x', server.url), never), { code: 'forge-unreachable' });
    }
    assert.equal(server.requests.length, 3);
  });

  test('a credential stays with its host, in every redirect', async () => {
    const other = await startGerrit();
    const secret = 'Basic cGw0bnRlZA==';
    try {
      for (const redirect of [
        other.url,
        `${other.url}a/x`,
        `//127.0.0.1:${new URL(other.url).port}/`,
        '/a/accounts/self',
      ]) {
        server.setFailure({ redirect });
        const http = createHttp({ userAgent: 'fishladder/0 (test)' });
        const error: unknown = await http
          .json(new URL('a/x', server.url), never, { headers: { authorization: secret } })
          .catch((reason: unknown) => reason);
        assert.ok(error instanceof ForgeError && error.code === 'forge-redirect');
        assert.ok(!`${error.stack} ${JSON.stringify(error)} ${error.next}`.includes('cGw0bnRlZA'));
      }
      assert.deepEqual(other.requests, []);
      assert.ok(server.requests.every((request) => !request.includes('cGw0bnRlZA')));
    } finally {
      await other.close();
    }
  });

  test('a server that is not there', async () => {
    await server.close();
    const error = await fault(server);
    assert.equal(error.code, 'forge-unreachable');
    assert.match(error.message, /ECONNREFUSED/);
  });

  test('another host, port or scheme is never asked', async () => {
    const other = await startGerrit();
    try {
      const { port } = new URL(other.url);
      for (const redirect of [
        other.url,
        `http://localhost:${new URL(server.url).port}/`,
        `https://127.0.0.1:${port}/`,
      ]) {
        server.setFailure({ redirect });
        assert.equal((await fault(server)).code, 'forge-redirect');
      }
      assert.deepEqual(other.requests, []);
    } finally {
      await other.close();
    }
  });

  test('a redirect on the same host is followed', async () => {
    server.setFailure({ redirect: '/config/server/version' });
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    const asked = http.json(new URL('x', server.url), never);
    await server.arrived(1);
    server.setFailure(undefined);
    assert.equal((await asked).data, '3.10.9');
  });

  test('an answer without the protecting prefix is read as well', async () => {
    server.setFailure('no-prefix');
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    assert.equal((await http.json(new URL('x', server.url), never)).data, '3.10.9');
  });

  test('how long the server wants to be left alone is kept', async () => {
    server.setFailure('status-503');
    assert.equal((await fault(server)).retryAfter, 120_000);
    server.setFailure('status-429');
    assert.equal((await fault(server)).retryAfter, undefined);
  });

  test('an abort is passed on as it is', async () => {
    server.setFailure('hang');
    const controller = new AbortController();
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    const asked = http.json(new URL('x', server.url), controller.signal);
    await server.arrived(1);
    controller.abort(new Error('hidden'));
    await assert.rejects(asked, /hidden/);
  });

  test('no more requests at once than the width', async () => {
    server.setFailure('hang');
    const http = createHttp({ userAgent: 'fishladder/0 (test)', width: 2, timeout: 200 });
    const asked = [1, 2, 3].map((each) => http.json(new URL(`${each}`, server.url), never).catch(() => {}));
    await asked[0];
    const first = server.requests.slice(0, 2).sort();
    assert.deepEqual(first, ['/1', '/2']);
    await Promise.all(asked);
    assert.deepEqual(server.requests[2], '/3');
  });

  test('what is sent names the product and nobody', async () => {
    const http = createHttp({ userAgent: 'fishladder/0.1.0 (+https://example.org)' });
    await http.json(new URL('config/server/version', server.url), never);
    const [headers] = server.headers;
    assert.equal(headers?.['user-agent'], 'fishladder/0.1.0 (+https://example.org)');
    assert.equal(headers?.accept, 'application/json');
    for (const name of ['authorization', 'cookie', 'x-gerrit-auth', 'referer', 'origin', 'from']) {
      assert.equal(headers?.[name], undefined, name);
    }
  });
});
