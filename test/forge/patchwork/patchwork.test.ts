// Patches, checks and comments as a real Patchwork answered them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Forge } from '../../../src/review/forge';
import { createHttp } from '../../../src/review/http';
import { createMail } from '../../../src/review/patchwork/client';
import { createOutbox } from '../../../src/review/patchwork/outbox';

const never = new AbortController().signal;
const recorded = (name: string) => JSON.parse(readFileSync(`test/fixtures/patchwork/${name}.json`, 'utf8'));

suite('forge/patchwork', () => {
  let server: Server;
  let forge: Forge;
  let requests: string[];
  let patches: Record<string, unknown>[];

  setup(async () => {
    requests = [];
    patches = [recorded('patch-detail')];
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      const answer = {
        '/api/1.3/': { patches: 'x' },
        '/api/1.3/patches/': patches.filter(
          ({ name, msgid }) =>
            String(name).includes(searchParams.get('q') ?? '') &&
            String(msgid).includes(searchParams.get('msgid') ?? ''),
        ),
        '/api/1.3/patches/1/': patches[0],
        '/api/1.3/patches/1/comments/': recorded('patch-comments'),
        '/api/1.3/patches/1/checks/': recorded('patch-checks'),
      }[pathname];
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { detail: 'Not found.' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    forge = createMail({
      ...{ host: '127.0.0.1', project: 'test', list: 'list@example.org', archive: `${url}list/`, patchwork: url },
      ...{ branches: ['master', 'scarthgap'], sender: 't@example.org', from: 'T <t@example.org>' },
      outbox: createOutbox({ read: async () => undefined, write: async () => {} }, () => 0),
      http: createHttp({ userAgent: 'fishladder/0 (test)' }),
      send: async () => ({ kind: 'refused', words: ['not here'] }),
    });
  });
  teardown(() => new Promise((resolve) => server.close(() => resolve(undefined))));

  const fix = { id: 'a', title: 'Change 1', addresses: [], commits: [], heads: [], changes: [] };

  test('a patch with its checks', async () => {
    const [review, ...more] = (await forge.find([fix], never)).get('a') ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(
      [
        review?.key.project,
        review?.key.number,
        review?.branch,
        review?.patchSet,
        review?.state,
        review?.owner,
        review?.updated,
      ],
      ['test', 1, 'master', 2, 'merged', 'T', Date.parse('2026-11-20T17:02:21Z')],
    );
    assert.deepEqual(review?.ci.failing, [
      { name: 'ci-fail', result: 'fail', voting: true, url: 'https://ci.example.org/1' },
    ]);
    assert.equal(requests.length, 2);
    assert.match(requests[0] ?? '', /&project=test&/);
  });

  const states: [state: string, ours: string, who: string][] = [
    ['new', 'needs-you', 'you'],
    ['changes-requested', 'needs-you', 'you'],
    ['queued', 'approved', 'reviewers'],
    ['superseded', 'abandoned', 'nobody'],
    ['mainlined', 'merged', 'nobody'],
    ['in-limbo', 'needs-you', 'you'],
  ];
  for (const [state, ours, who] of states)
    test(`${state} is ${ours}`, async () => {
      patches[0] = { ...patches[0], state };
      const [review] = (await forge.find([fix], never)).get('a') ?? [];
      assert.deepEqual([review?.state, review?.next.who], [ours, who]);
      assert.equal(/"in-limbo"/.test(review?.next.why ?? ''), state === 'in-limbo');
    });

  test('found by the Message-ID that an address holds, with its other versions and branches', async () => {
    const other = {
      ...patches[0],
      id: 2,
      msgid: '<v3@example.org>',
      name: '[v3] Change 1',
      date: '2026-11-21T10:00:00',
      check: 'pending',
    };
    const stable = { ...other, id: 3, msgid: '<s@example.org>', name: '[scarthgap] Change 1' };
    patches.push(other, stable, { ...other, id: 4, msgid: '<x@example.org>', name: '[v9] Change 12' });
    const addresses = [
      'https://lore.kernel.org/r/b8679a7353a19e83a1b6d7ce4d3d7404a6d22f27.1795194141.git.t@example.org',
    ];
    const found = (await forge.find([{ ...fix, title: '', addresses }], never)).get('a') ?? [];
    assert.deepEqual(found.map(({ branch, key, patchSet }) => [branch, key.number, patchSet]).sort(), [
      ['master', 2, 3],
      ['scarthgap', 3, 1],
    ]);
  });

  test('comments on their lines', async () => {
    const [review] = (await forge.find([fix], never)).get('a') ?? [];
    const { threads } = await forge.detail(review ?? assert.fail(), never);
    assert.deepEqual(
      threads.map(({ place, comments }) => [place, comments[0]?.author, comments[0]?.text]),
      [[{ path: 'f', side: 'after', line: 2 }, 'Rev Iewer', 'LGTM\nReviewed-by: Rev Iewer <rev@example.com>']],
    );
    await assert.rejects(forge.act(review ?? assert.fail(), { kind: 'recheck' }, never), { code: 'forge-refused' });
    assert.equal((await forge.check(never)).reachable, true);
  });
});
