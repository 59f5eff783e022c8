// Pull requests are found by address, branch, commit and by who carries them on, in few requests, over GitHub's own schema.
import assert from 'node:assert/strict';
import { anonymous } from '../../../src/review/credentials';
import { ForgeError } from '../../../src/review/error';
import {
  DETAIL,
  findQuery,
  GROUND,
  HEAD,
  MUTATIONS,
  PINNED,
  pullsQuery,
  VIEWER,
} from '../../../src/review/github/queries';
import { type GithubServer, startGithub } from '../../fakes/github';
import { problemsOf } from '../../fakes/github-schema.mjs';
import { pull } from '../../fakes/github-world';
import { clientOf, never, sought } from './github';

const commit = 'c'.repeat(40);

suite('forge/github: find', () => {
  let server: GithubServer;
  setup(async () => {
    server = await startGithub();
  });
  teardown(() => server.close());

  const address = (number: number) => `${server.url}acme/store/pull/${number}`;

  test("every query is valid against GitHub's schema", async () => {
    const places = [
      { kind: 'number', number: 1 },
      { kind: 'head', head: 'x' },
      { kind: 'commit', commit },
    ] as const;
    const queries = [VIEWER, DETAIL, PINNED, GROUND, HEAD, pullsQuery([1, 2]), findQuery(places).query];
    for (const query of [...queries, ...Object.values(MUTATIONS)]) assert.deepEqual(await problemsOf(query), [], query);
    assert.notDeepEqual(await problemsOf('{ viewer { logn } }'), []);
  });

  test('by address, by branch, by commit, and what carries them to other branches', async () => {
    server.world.pulls = [
      pull(7, { base: 'main', state: 'MERGED', referredBy: [8, 9, 10] }),
      pull(8, { base: 'release-1.2', head: 'backport-7-to-release-1.2', title: '[release-1.2] Fix 7' }),
      pull(9, { base: 'release-1.1', title: 'Something else, see #7', body: 'Unlike #7 this is new.' }),
      pull(10, { base: 'release-1.0', body: 'This is an automated cherry-pick of #7' }),
      pull(20, { head: 'fishladder/leak/main' }),
      pull(21, { base: 'main', commits: [commit], state: 'MERGED' }),
    ];
    const found = await clientOf(server).find(
      [
        sought('a', { addresses: [address(7)] }),
        sought('b', { heads: ['fishladder/leak/main', 'fishladder/leak/release-1.2'] }),
        sought('c', { commits: [commit] }),
        sought('d', { addresses: ['https://example.org/acme/store/pull/7', `${server.url}other/store/pull/7`] }),
      ],
      never,
    );
    const numbers = [...found].map(([id, reviews]) => [
      id,
      reviews.map(({ key, branch, state }) => [key.number, branch, state]),
    ]);
    assert.deepEqual(numbers, [
      [
        'a',
        [
          [7, 'main', 'merged'],
          [8, 'release-1.2', 'in-review'],
          [10, 'release-1.0', 'in-review'],
        ],
      ],
      ['b', [[20, 'main', 'in-review']]],
      ['c', [[21, 'main', 'merged']]],
      ['d', []],
    ]);
    assert.equal(server.requests.length, 2);
  });

  test('500 fixes in few requests, at a known cost', async () => {
    server.world.pulls = Array.from({ length: 500 }, (_, n) => pull(n + 1));
    const fixes = server.world.pulls.map(({ number }) => sought(`${number}`, { addresses: [address(number)] }));
    const found = await clientOf(server).find(fixes, never);
    assert.equal([...found.values()].flat().length, 500);
    assert.equal(server.requests.length, 5);
  });

  const tooMuch: [string, { status: number; body: object }][] = [
    ['does not answer in time', { status: 502, body: { message: 'We could not respond to your request in time.' } }],
    [
      'leaves out what is too costly',
      {
        status: 200,
        body: {
          data: { repository: { f0: null } },
          errors: [
            { type: 'RESOURCE_LIMITS_EXCEEDED', path: ['repository', 'f0'], message: 'Resource limits exceeded' },
          ],
        },
      },
    ],
  ];
  for (const [what, failure] of tooMuch)
    test(`a server that ${what} is asked for less at once, and nothing is taken for absent`, async () => {
      server.world.pulls = Array.from({ length: 60 }, (_, n) => pull(n + 1));
      server.setLimit(20, failure);
      const fixes = server.world.pulls.map(({ number }) => sought(`${number}`, { addresses: [address(number)] }));
      const client = clientOf(server);
      assert.equal([...(await client.find(fixes, never)).values()].flat().length, 60);
      const before = server.requests.length;
      assert.deepEqual([...(await client.find(fixes, never)).values()].flat().length, 60);
      assert.deepEqual([before, server.requests.length - before], [5, 4]);
      server.setLimit(0, failure);
      await assert.rejects(client.find(fixes, never), ForgeError);
    });

  test('what is merged is not read in full again, by a later run neither', async () => {
    server.world.pulls = [pull(1, { state: 'MERGED', head: 'one' }), pull(2, { head: 'two' })];
    const fixes = [sought('a', { heads: ['one'] }), sought('b', { heads: ['two'] })];
    const client = clientOf(server);
    const first = await client.find(fixes, never);
    assert.deepEqual(await client.find(fixes, never), first);
    const later = clientOf(server);
    later.remember([...first].map(([id, reviews]) => ({ id, reviews, asOf: 1 })));
    assert.deepEqual(await later.find(fixes, never), first);
    const asked = server.requests.map(({ body }) =>
      [...(body.query ?? '').matchAll(/\bp(\d): /g)].map(([, number]) => number),
    );
    assert.deepEqual(asked, [[], ['1', '2'], [], ['2'], [], ['2']]);
  });

  test('a pull request that is gone leaves the others', async () => {
    server.world.pulls = [pull(1)];
    const found = await clientOf(server).find(
      [sought('gone', { addresses: [address(2)] }), sought('there', { addresses: [address(1)] })],
      never,
    );
    assert.deepEqual(
      [...found].map(([id, reviews]) => [id, reviews.length]),
      [
        ['gone', 0],
        ['there', 1],
      ],
    );
  });

  test('a project that is not there is a fault, not "never submitted"', async () => {
    const elsewhere = { ...server, world: { ...server.world, project: 'acme/nothing' } };
    await assert.rejects(clientOf(elsewhere).find([sought('a', { heads: ['x'] })], never), { code: 'forge-absent' });
  });

  test('names from the queue are never part of a query', async () => {
    const head = 'x") { nodes { id } } evil: viewer { login } #';
    await clientOf(server).find([sought('a', { heads: [head] })], never);
    assert.ok(!server.requests[0]?.body.query?.includes('evil'));
    assert.deepEqual(server.requests[0]?.body.variables?.v0, head);
  });

  test('without signing in: known addresses by REST, once, and then only whether they changed', async () => {
    server.world.pulls = [pull(1, { state: 'MERGED' }), pull(2, { requested: ['bob'] })];
    const client = clientOf(server, anonymous);
    const fixes = [sought('a', { addresses: [address(1), address(2)], heads: ['fix-1'] })];
    const first = (await client.find(fixes, never)).get('a') ?? [];
    assert.deepEqual(
      first.map(({ state }) => state),
      ['merged', 'in-review'],
    );
    assert.match(first[1]?.next.why ?? '', /waits for bob \(sign in to 127/);
    assert.deepEqual(await client.find(fixes, never), new Map([['a', first]]));
    assert.ok(server.requests.slice(3).every(({ headers }) => headers['if-none-match'] !== undefined));
    assert.ok(server.requests.every(({ headers }) => headers.authorization === undefined));
    const many = Array.from({ length: 41 }, (_, n) => sought(`${n}`, { addresses: [address(n)] }));
    await assert.rejects(client.find(many, never), { code: 'forge-forbidden' });
  });

  const limits: [string, { status: number; body: object }, string][] = [
    [
      '200 RATE_LIMITED',
      { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] } },
      'forge-busy',
    ],
    [
      '403 with its words',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      'forge-busy',
    ],
    ['429', { status: 429, body: { message: 'slow down' } }, 'forge-busy'],
    [
      '403 otherwise',
      { status: 403, body: { message: 'Resource not accessible by personal access token' } },
      'forge-forbidden',
    ],
    ['401', { status: 401, body: { message: 'Bad credentials' } }, 'forge-forbidden'],
    [
      'an unknown field',
      { status: 200, body: { errors: [{ type: 'undefinedField', message: "Field 'x' doesn't exist" }] } },
      'forge-rejected',
    ],
    [
      'SAML',
      {
        status: 200,
        body: { data: { repository: null }, errors: [{ type: 'FORBIDDEN', message: 'SAML enforcement' }] },
      },
      'forge-forbidden',
    ],
    ['no envelope', { status: 200, body: [] }, 'forge-answer'],
  ];
  for (const [what, failure, code] of limits)
    test(`${what} is ${code}`, async () => {
      server.setFailure(failure);
      await assert.rejects(clientOf(server).find([sought('a', { heads: ['x'] })], never), (error: ForgeError) => {
        assert.ok(error instanceof ForgeError);
        assert.equal(error.code, code);
        assert.doesNotMatch(`${error.message}${error.next}${error.stack}`, /token-of/);
        return true;
      });
    });

  test('the token goes to this host only, redirects included', async () => {
    const other = await startGithub();
    try {
      server.setFailure({ redirect: `${other.url}api/graphql` });
      await assert.rejects(clientOf(server).find([sought('a', { heads: ['x'] })], never), { code: 'forge-redirect' });
      assert.deepEqual(other.requests, []);
    } finally {
      await other.close();
    }
  });

  test('answers that do not fit, and words that are no words, are shown as such', async () => {
    server.world.pulls = [pull(1, { title: 'x\u001b[31m\u202e$(reboot)', author: 'bad\u0000' })];
    const [review] = (await clientOf(server).find([sought('a', { addresses: [address(1)] })], never)).get('a') ?? [];
    assert.equal(review?.subject, 'x [31m $(reboot)');
    assert.equal(review?.owner, 'bad');
    server.setFailure({
      status: 200,
      body: {
        data: {
          repository: {
            f0: { number: 1, baseRefName: 'main', baseRepository: { nameWithOwner: 'acme/store' } },
            p1: { number: 'x' },
          },
        },
      },
    });
    const [broken] = (await clientOf(server).find([sought('a', { addresses: [address(1)] })], never)).get('a') ?? [];
    assert.equal(broken?.state, 'unknown');
    assert.match(broken?.reason ?? '', /cannot be read/);
  });
});
