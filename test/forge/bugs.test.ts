// Bug trackers are asked together, only at their own hosts, and only for what is not known; what they say is remembered.
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Bugs, createBugs, type KnownBug } from '../../src/review/bugs';
import { bugzillaTracker } from '../../src/review/bugzilla/tracker';
import { debianTracker } from '../../src/review/debbugs/tracker';
import { githubIssues } from '../../src/review/github/issues';
import { gitlabIssues } from '../../src/review/gitlab/issues';
import { createHttp } from '../../src/review/http';
import { launchpadTracker } from '../../src/review/launchpad/tracker';

const never = new AbortController().signal;
const LAUNCHPAD = 'https://bugs.launchpad.net/bugs/2116852';
const DEBIAN = 'https://bugs.debian.org/1000001';
const BUGZILLA = 'https://bugzilla.redhat.com/show_bug.cgi?id=7';
const GITHUB = 'https://github.com/acme/store/issues/3';
const GITLAB = 'https://gitlab.com/acme/sub/store/-/issues/4';

const soap = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><get_statusResponse xmlns="Debbugs/SOAP"><s-gensym3><item><key>1000001</key><value><bug_num>1000001</bug_num><subject>store: leaks &amp; drips</subject><pending>pending-fixed</pending><done/><fixed_versions><item>store/1.2-3</item></fixed_versions></value></item></s-gensym3></get_statusResponse></soap:Body></soap:Envelope>`;

suite('forge/bugs', () => {
  let server: Server;
  let requests: { path: string; method: string; headers: IncomingHttpHeaders; body: string }[];
  let bugs: Bugs;
  let saved: readonly KnownBug[];
  let now: number;
  let answers: Record<string, unknown>;

  setup(async () => {
    requests = [];
    saved = [];
    now = 1_000_000_000;
    answers = {
      '/devel/bugs/2116852': { id: 2116852, title: 'Lock is\u001b[31m leaked', http_etag: '"x"' },
      '/devel/bugs/2116852/bug_tasks': {
        entries: [
          { bug_target_name: 'nova', status: 'Fix Released', is_complete: true },
          { bug_target_name: 'nova/2025.1', status: 'In Progress', is_complete: false },
        ],
      },
      '/rest/bug': { bugs: [{ id: 7, summary: 'Drips', status: 'CLOSED', resolution: 'ERRATA', is_open: false }] },
      '/api/v3/repos/acme/store/issues/3': { title: 'Leak', state: 'closed', state_reason: 'not_planned' },
      '/api/v4/projects/acme%2Fsub%2Fstore/issues': [{ iid: 4, title: 'Leak', state: 'opened' }, { iid: 'x' }],
      '/soap': soap,
    };
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { url = '', method = '', headers } = request;
      requests.push({ path: url, method, headers, body: Buffer.concat(chunks).toString() });
      const answer = answers[url.replace(/\?.*/, '')];
      const type = typeof answer === 'string' ? 'text/xml; charset=utf-8' : 'application/json';
      if (answer && headers['if-none-match'] === '"x"') response.writeHead(304).end();
      else {
        response.writeHead(answer ? 200 : 404, { 'content-type': type, etag: '"x"' });
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    const host = new URL(url).host;
    const credentials = {
      get: async (asked: string) => (asked === host ? { user: 'u', secret: 'planted' } : undefined),
    };
    bugs = createBugs({
      trackers: [
        launchpadTracker(http, new URL('devel/', url)),
        debianTracker(http, new URL('soap', url)),
        bugzillaTracker(http, 'bugzilla.redhat.com', new URL(url)),
        githubIssues(http, credentials, 'github.com', url),
        gitlabIssues(http, credentials, 'gitlab.com', url),
      ],
      now: () => now,
      save: async (all) => {
        saved = all;
      },
    });
  });
  teardown(() => new Promise((resolve) => server.close(() => resolve(undefined))));

  test('what each tracker says', async () => {
    const all = [LAUNCHPAD, DEBIAN, BUGZILLA, GITHUB, GITLAB];
    assert.deepEqual(await bugs.refresh(all, never), []);
    assert.deepEqual(
      all.map((address) => bugs.known(address)).map((bug) => [bug?.title, bug?.state, bug?.open, bug?.series]),
      [
        ['Lock is [31m leaked', 'Fix Released', true, [{ name: 'nova/2025.1', state: 'In Progress' }]],
        ['store: leaks & drips', 'pending-fixed', true, [{ name: 'store 1.2-3', state: 'fixed' }]],
        ['Drips', 'CLOSED ERRATA', false, []],
        ['Leak', 'closed (not planned)', false, []],
        ['Leak', 'opened', true, []],
      ],
    );
    assert.deepEqual(saved.map(({ address }) => address).sort(), [...all].sort());
    assert.equal(saved[0]?.asOf, now);
    const debian = requests.find(({ path }) => path === '/soap');
    assert.equal(debian?.method, 'POST');
    assert.match(debian?.body ?? '', /<item xsi:type="xsd:int">1000001<\/item>/);
    assert.match(debian?.headers['content-type'] ?? '', /^text\/xml/);
  });

  test('nobody is asked again soon, and then only whether something changed', async () => {
    await bugs.refresh([LAUNCHPAD], never);
    await bugs.refresh([LAUNCHPAD, LAUNCHPAD], never);
    assert.equal(requests.length, 2);
    now += 16 * 60_000;
    await bugs.refresh([LAUNCHPAD], never);
    assert.equal(requests.length, 4);
    assert.ok(requests.slice(2).every(({ headers }) => headers['if-none-match'] === '"x"'));
    assert.equal(bugs.known(LAUNCHPAD)?.asOf, now);
    assert.equal(bugs.known(LAUNCHPAD)?.series.length, 1);
  });

  test('a tracker that fails keeps what was known, and the others are asked all the same', async () => {
    await bugs.refresh([LAUNCHPAD, DEBIAN], never);
    const before = bugs.known(DEBIAN);
    now += 16 * 60_000;
    answers['/soap'] = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';
    answers['/devel/bugs/2116852'] = { id: 2116852, title: 'Other' };
    const faults = await bugs.refresh([LAUNCHPAD, DEBIAN], never);
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['forge-answer'],
    );
    assert.deepEqual([bugs.known(DEBIAN), bugs.known(LAUNCHPAD)?.asOf], [before, now]);
  });

  test('no other host is asked, whatever a patch names', async () => {
    const others = [
      ...['https://evil.example/bugs/1', 'http://127.0.0.1/bugs/1', 'file:///etc/passwd', 'javascript:alert(1)', 'x'],
      ...['https://launchpad.net.evil.example/bugs/1', 'https://github.com@evil.example/a/b/issues/1'],
      ...['https://github.com/../b/issues/1', 'https://gitlab.com/a/-/issues/../../x', 'https://bugs.debian.org/1;x'],
      ...['https://bugzilla.redhat.com/show_bug.cgi?id=1,2&x', 'http://bugs.launchpad.net/bugs/1'],
    ];
    assert.deepEqual(await bugs.refresh(others, never), []);
    assert.deepEqual(requests, []);
  });

  test('what is not there stays unknown', async () => {
    const gone = ['https://bugs.launchpad.net/nova/+bug/9', 'https://github.com/acme/store/issues/9'];
    assert.deepEqual(await bugs.refresh(gone, never), []);
    assert.deepEqual(
      gone.map((address) => bugs.known(address)),
      [undefined, undefined],
    );
    const asked = requests.length;
    await bugs.refresh(gone, never);
    assert.equal(requests.length, asked, 'nor is it asked for again soon');
    now += 16 * 60_000;
    await bugs.refresh(gone, never);
    assert.ok(requests.length > asked);
  });
});
