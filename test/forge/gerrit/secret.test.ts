// A planted password, through everything that a Gerrit client does at servers that behave and at such that do not.
import { strict as assert } from 'node:assert';
import { inspect } from 'node:util';
import type { Credentials } from '../../../src/review/credentials';
import type { Forge } from '../../../src/review/forge';
import { createGerrit } from '../../../src/review/gerrit/client';
import { createHttp } from '../../../src/review/http';
import type { PushRequest } from '../../../src/review/submission';
import { type GerritServer, startGerrit } from '../../fakes/gerrit';
import type { Failure } from '../../fakes/gerrit-failures';
import { aReview, someSought } from '../../unit/review/reviews';

const never = new AbortController().signal;
const changeId = `I${'1'.repeat(40)}`;
const secret = 'pl4nted/secret: ünder';
const forms = [secret, encodeURIComponent(secret), Buffer.from(`ada:${secret}`).toString('base64')];

suite('forge/gerrit: a password', () => {
  let server: GerritServer;
  let asked: string[];
  const credentials: Credentials = {
    get: async (host) => {
      asked.push(host);
      return { user: 'ada', secret };
    },
  };
  setup(async () => {
    asked = [];
    const reviews = { [changeId]: { master: 'ci-failed' as const } };
    server = await startGerrit({ reviews, accounts: { ada: { secret, name: 'Ada' } } });
  });
  teardown(() => server.close());

  const open = (address: string, http = createHttp({ userAgent: 'fishladder/0 (test)', timeout: 300 })): Forge =>
    createGerrit({ address, project: 'openstack/nova', http, credentials, pushTo: `${address}a/openstack/nova` });

  /** Does everything; gives all that came of it, and all that was pushed, as text. */
  async function everything(forge: Forge): Promise<string> {
    const review = aReview({ commit: 'c'.repeat(40) });
    const patch = { fix: 'f', commit: 'd'.repeat(40), title: 't', message: 'm', changeId };
    const proposal = {
      branch: 'master',
      base: '',
      patches: [patch],
      topic: 't',
      hashtags: [],
      force: false,
      wip: false,
      reviewers: [],
    };
    const pushed: PushRequest[] = [];
    const push = async (request: PushRequest) => {
      pushed.push(request);
      return { kind: 'done' as const, words: [] };
    };
    const jobs = [
      () => forge.account(never),
      () => forge.find(someSought(changeId), never),
      () => forge.check(never),
      () => forge.detail(review, never),
      () => forge.act(review, { kind: 'recheck' }, never),
      () => forge.submit(proposal, push, AbortSignal.timeout(2000)),
    ];
    const came: unknown[] = [forge.plan(proposal), pushed];
    for (const job of jobs) came.push(await job().catch((error: unknown) => error));
    return inspect(came, { depth: 20, showHidden: true });
  }

  function assertAbsent(text: string): void {
    for (const form of forms) assert.ok(!text.includes(form), form);
  }

  const failures: (Failure | undefined)[] = [
    undefined,
    ...([
      'html',
      'status-400',
      'status-401',
      'status-403',
      'status-500',
      'broken-json',
      'redirect-file',
      'drop',
      'hang',
    ] as const),
  ];
  for (const failure of failures) {
    test(`is in no answer, fault or address: ${failure ?? 'all is well'}`, async () => {
      server.setFailure(failure);
      assertAbsent(await everything(open(server.url)));
      assertAbsent(server.requests.join('\n'));
      assert.deepEqual([...new Set(asked)], [new URL(server.url).host]);
    });
  }

  test('does not follow a redirect to another host', async () => {
    const other = await startGerrit();
    try {
      server.setFailure({ redirect: `${other.url}a/accounts/self` });
      await everything(open(server.url));
      assert.deepEqual(other.requests, []);
    } finally {
      await other.close();
    }
  });

  test('is not sent, nor asked for, over http to another machine', async () => {
    const questions: { url: string; headers: unknown }[] = [];
    const record = async (address: URL, _: AbortSignal, question?: { headers?: unknown }) => {
      questions.push({ url: address.href, headers: question?.headers });
      return { data: [], unchanged: false };
    };
    const forge = open('http://review.example.org/', { json: record, text: async () => '' });
    assertAbsent(await everything(forge));
    assert.equal(await forge.account(never), undefined);
    assert.ok(questions.length > 0 && questions.every(({ headers }) => headers === undefined));
    assert.deepEqual(asked, []);
  });

  test('that is refused is sent once, and reading goes on without it', async () => {
    await server.close();
    const reviews = { [changeId]: { master: 'ci-failed' as const } };
    server = await startGerrit({ reviews, accounts: { ada: { secret: 'another', name: 'Ada' } } });
    const forge = open(server.url);
    for (let count = 0; count < 3; count++) {
      assert.equal((await forge.find(someSought(changeId), never)).get(changeId)?.length, 1);
      await assert.rejects(forge.account(never), { code: 'forge-forbidden' });
    }
    assert.equal(server.headers.filter(({ authorization }) => authorization !== undefined).length, 1);
  });
});
