// Merge requests are found by address, branch and commit in few requests, and what people do is done once.
import assert from 'node:assert/strict';
import type { Forge } from '../../../src/review/forge';
import { gitlabAddress } from '../../../src/review/gitlab/address';
import { createGitlab } from '../../../src/review/gitlab/client';
import { createHttp } from '../../../src/review/http';
import type { Review, Sought } from '../../../src/review/types';
import { type GitlabServer, mergeRequest, startGitlab } from '../../fakes/gitlab';
import { signedIn } from '../hosted-world';

const never = new AbortController().signal;
const commit = 'c'.repeat(40);
const sought = (id: string, own: Partial<Sought>): Sought => ({
  id,
  title: id,
  addresses: [],
  commits: [],
  heads: [],
  changes: [],
  ...own,
});

suite('forge/gitlab', () => {
  let server: GitlabServer;
  let client: Forge;
  setup(async () => {
    server = await startGitlab();
    const address = gitlabAddress({ host: 'x', project: 'acme/store', address: server.url });
    const http = createHttp({ userAgent: 'fishladder/0 (test)', timeout: 30_000 });
    client = createGitlab({ address, http, credentials: signedIn(server.url, 'alice'), wait: async () => {} });
  });
  teardown(() => server.close());

  async function one(): Promise<Review> {
    const found = await client.find(
      [sought('a', { addresses: [`${server.url}acme/store/-/merge_requests/7`] })],
      never,
    );
    return found.get('a')?.[0] ?? assert.fail();
  }

  test('by address, by branch, by commit', async () => {
    server.all.push(
      mergeRequest(7, { state: 'merged' }),
      mergeRequest(8, { source_branch: 'fishladder/leak/main', pipeline: { id: 5, status: 'failed' } }),
      mergeRequest(9, { commits: [commit], state: 'merged', author: 'bob' }),
      mergeRequest(10, { source_branch: 'fishladder/leak/main', author: 'mallory' }),
    );
    server.jobs.push({ name: 'lint', status: 'failed', web_url: `${server.url}1`, allow_failure: false });
    const found = await client.find(
      [
        sought('a', {
          addresses: [`${server.url}acme/store/-/merge_requests/7`, 'https://gitlab.com/acme/store/-/merge_requests/8'],
        }),
        sought('b', { heads: ['fishladder/leak/main'] }),
        sought('c', { commits: [commit, '--evil'] }),
      ],
      never,
    );
    const told = [...found].map(([id, reviews]) => [
      id,
      reviews.map(({ key, state, next }) => [key.number, state, next.why]),
    ]);
    assert.deepEqual(told, [
      ['a', [[7, 'merged', 'merged in main']]],
      ['b', [[8, 'needs-you', 'pipeline failed: lint']]],
      ['c', [[9, 'merged', 'merged in main']]],
    ]);
  });

  test('500 merged ones in few requests', async () => {
    for (let n = 1; n <= 500; n++) server.all.push(mergeRequest(n, { state: 'merged', author: 'bob' }));
    const fixes = server.all.map(({ iid }) =>
      sought(`${iid}`, { addresses: [`${server.url}acme/store/-/merge_requests/${iid}`] }),
    );
    assert.equal([...(await client.find(fixes, never)).values()].flat().length, 500);
    assert.equal(server.requests.length, 6);
  });

  test('a comment is sent once, with both numbers of a line that both sides have', async () => {
    server.all.push(mergeRequest(7, { author: 'bob' }));
    const review = await one();
    const place = { path: 'a.c', side: 'after', line: 3 } as const;
    for (const _ of [1, 2]) await client.act(review, { kind: 'comment', place, text: 'Here', resolved: false }, never);
    const [discussion, ...more] = server.all[0]?.discussions ?? [];
    assert.deepEqual(more, []);
    const position: Record<string, unknown> = { ...discussion?.notes[0]?.position };
    assert.deepEqual([position.old_line, position.new_line, position.head_sha], [3, 3, review.commit]);
    const reply = { kind: 'reply', thread: discussion?.id ?? '', text: 'So', resolved: true } as const;
    for (const _ of [1, 2]) await client.act(review, reply, never);
    assert.deepEqual(
      discussion?.notes.map(({ body, resolved }) => [body, resolved]),
      [
        ['Here', true],
        ['So', undefined],
      ],
    );
  });

  test('failed jobs run again, an approval is taken back, system notes are no talk', async () => {
    server.all.push(mergeRequest(7, { pipeline: { id: 5, status: 'failed' }, approvers: ['alice'] }));
    const review = await one();
    const detail = await client.detail(review, never);
    assert.ok(detail.acts.includes('recheck'));
    assert.deepEqual(
      detail.votes[0]?.values.map(({ value }) => value),
      [0],
    );
    await client.act(review, { kind: 'recheck' }, never);
    assert.equal((await one()).ci.state, 'running');
    await client.act(review, { kind: 'vote', label: 'Approval', value: 0 }, never);
    assert.deepEqual((await one()).votes, []);
    const note = { id: 1, type: null, author: { username: 'bob' }, created_at: '', resolvable: false };
    server.all[0]?.discussions.push(
      { id: 'd1', individual_note: true, notes: [{ ...note, body: 'added 1 commit', system: true }] },
      { id: 'd2', individual_note: true, notes: [{ ...note, body: 'Thanks', system: false }] },
    );
    assert.deepEqual(
      (await client.detail(review, never)).threads.map(({ id }) => id),
      ['d2'],
    );
  });

  test('the version is told to those who signed in', async () => {
    assert.deepEqual(await client.check(never), { host: client.host, reachable: true, version: '18.5.1' });
    server.setFailure('html');
    const health = await client.check(never);
    assert.equal(health.reachable ? '' : health.fault.code, 'forge-web-page');
  });
});
