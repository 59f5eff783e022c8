// Pull requests are made of a fork's branches, once, however often and wherever a submit is cut off; what people do is pinned.
import assert from 'node:assert/strict';
import { anonymous } from '../../../src/review/credentials';
import type { Push } from '../../../src/review/forge';
import type { Proposal, PushRequest } from '../../../src/review/submission';
import type { Review } from '../../../src/review/types';
import { type GithubServer, startGithub } from '../../fakes/github';
import { pull } from '../../fakes/github-world';
import { clientOf, never, sought } from './github';

const commit = 'd'.repeat(40);
const head = 'fishladder/leak/release-1';
const proposal: Proposal = {
  branch: 'release-1',
  base: 'e'.repeat(40),
  patches: [{ fix: 'leak', commit, title: 'Mend a leak', message: 'Mend a leak\n\nIt dripped.\n', changeId: '' }],
  topic: 'leak',
  hashtags: [],
  force: false,
  wip: false,
  reviewers: ['bob'],
};

suite('forge/github: submit and act', () => {
  let server: GithubServer;
  let pushes: PushRequest[];
  const push: Push = async (request) => {
    pushes.push(request);
    const fork = server.world.forks.get(/([^/]+\/[^/]+)\.git$/.exec(request.to)?.[1] ?? '');
    if ((fork?.get(request.ref) ?? '') !== request.replaces)
      return { kind: 'refused', reason: 'stale info', words: [] };
    fork?.set(request.ref, request.commit);
    return { kind: 'done', words: [] };
  };
  setup(async () => {
    server = await startGithub();
    pushes = [];
  });
  teardown(() => server.close());

  test('a fork is made, a branch pushed, a pull request opened with the project’s template', async () => {
    server.world.template = '## Checklist';
    const [done] = await clientOf(server).submit(proposal, push, never);
    const [made] = server.world.pulls;
    assert.deepEqual(done, {
      fix: 'leak',
      url: `${server.url}acme/store/pull/${made?.number}`,
      commit,
      changed: true,
    });
    assert.deepEqual(pushes, [
      { to: `${server.url}alice/store.git`, commit, ref: `refs/heads/${head}`, options: [], replaces: '' },
    ]);
    assert.deepEqual(
      [made?.title, made?.body, made?.base, made?.headOwner],
      ['Mend a leak', 'It dripped.\n\n## Checklist', 'release-1', 'alice'],
    );
    const [again] = await clientOf(server).submit(proposal, push, never);
    assert.deepEqual([again, pushes.length, server.world.pulls.length], [{ ...done, changed: false }, 1, 1]);
  });

  test('cut off at any request or push, a repeat ends in the same pull request', async () => {
    const whole = await startGithub();
    await clientOf(whole).submit(
      proposal,
      async ({ ref, commit: oid }) => {
        whole.world.forks.get('alice/store')?.set(ref, oid);
        return { kind: 'done', words: [] };
      },
      never,
    );
    const steps = whole.requests.length;
    await whole.close();
    for (let cut = 0; cut <= steps; cut++) {
      await server.close();
      server = await startGithub();
      const stop = new AbortController();
      let seen = 0;
      const credentials = {
        get: async () => {
          if (seen++ > cut) stop.abort(new Error('killed'));
          return { user: 'alice', secret: 'token-of-alice' };
        },
      };
      await clientOf(server, credentials)
        .submit(proposal, push, stop.signal)
        .catch((error: Error) => assert.equal(error.message, 'killed'));
      await clientOf(server).submit(proposal, push, never);
      assert.equal(server.world.pulls.length, 1, `cut at ${cut}`);
      assert.equal(server.world.forks.get('alice/store')?.get(`refs/heads/${head}`), commit);
    }
  });

  test('a new patch moves the same pull request; another person’s push is not overwritten', async () => {
    const client = clientOf(server);
    await client.submit(proposal, push, never);
    const [review] = (await client.find([sought('a', { heads: [head] })], never)).get('a') ?? [];
    const next = 'f'.repeat(40);
    const newer = {
      ...proposal,
      patches: proposal.patches.map((patch) => ({ ...patch, commit: next, review: review as Review })),
    };
    assert.deepEqual(
      (await client.submit(newer, push, never)).map(({ changed }) => changed),
      [true],
    );
    assert.deepEqual([pushes[1]?.replaces, server.world.pulls.length], [commit, 1]);
    server.world.forks.get('alice/store')?.set(`refs/heads/${head}`, '9'.repeat(40));
    await assert.rejects(client.submit(newer, push, never), { code: 'forge-moved' });
    assert.equal(pushes.length, 2);
  });

  test('a push that is refused is told with its words; without signing in nothing is sent', async () => {
    const refused: Push = async () => ({
      kind: 'refused',
      reason: 'pre-receive hook declined',
      words: ['remote: no\u001b[2J'],
    });
    await assert.rejects(
      clientOf(server).submit(proposal, refused, never),
      /pre-receive hook declined; remote: no \[2J/,
    );
    const before = server.requests.length;
    await assert.rejects(clientOf(server, anonymous).submit(proposal, push, never), { code: 'forge-forbidden' });
    assert.equal(server.requests.length, before);
  });

  test('the plan names host, branch and project, and asks nobody', () => {
    const plan = clientOf(server).plan(proposal);
    assert.deepEqual(
      [plan.host, plan.branch, plan.to],
      [new URL(server.url).host, 'release-1', `${server.url}acme/store`],
    );
    assert.match(plan.steps.join('\n'), new RegExp(`Push "Mend a leak" to the fork as ${head}`));
    assert.equal(server.requests.length, 0);
  });

  suite('on a pull request', () => {
    let review: Review;
    const thread = {
      id: 'T1',
      path: 'a.c',
      line: 3,
      originalLine: 2,
      side: 'RIGHT',
      resolved: false,
      outdated: false,
      commit: '1'.repeat(40),
    } as const;
    const first = { id: 'C1', author: 'bob', body: 'Why?', at: '2026-11-20T09:00:00Z' };
    const theirs = () => server.world.pulls[0] ?? assert.fail();
    const client = () => clientOf(server);
    setup(async () => {
      server.world.pulls = [pull(7, { author: 'bob', threads: [{ ...thread, comments: [first] }] })];
      const found = await client().find([sought('a', { addresses: [`${server.url}acme/store/pull/7`] })], never);
      review = found.get('a')?.[0] ?? assert.fail();
    });

    test('threads and what may be done', async () => {
      theirs().comments.push({ id: 'C2', author: 'alice', body: 'Thanks', at: '2026-11-20T08:00:00Z' });
      theirs().threads.push({ ...thread, id: 'T2', line: null, outdated: true, side: 'LEFT', comments: [first] });
      const detail = await client().detail(review, never);
      assert.deepEqual(detail.acts, ['reply', 'comment', 'vote']);
      assert.deepEqual(
        detail.threads.map(({ id, place, commit: on }) => [id, place, on]),
        [
          ['conversation', undefined, review.commit],
          ['T1', { path: 'a.c', side: 'after', line: 3 }, review.commit],
          ['T2', { path: 'a.c', side: 'before', line: 2 }, thread.commit],
        ],
      );
      assert.deepEqual(detail.threads[0]?.comments, [
        { id: 'C2', author: 'alice', mine: true, text: 'Thanks', at: Date.parse('2026-11-20T08:00:00Z') },
      ]);
      assert.deepEqual((await clientOf(server, anonymous).detail(review, never)).acts, []);
    });

    test('a reply is sent once and settles its thread', async () => {
      const act = { kind: 'reply', thread: 'T1', text: 'Because.', resolved: true } as const;
      await client().act(review, act, never);
      await client().act(review, act, never);
      assert.deepEqual(
        theirs().threads[0]?.comments.map(({ body }) => body),
        ['Why?', 'Because.'],
      );
      assert.equal(theirs().threads[0]?.resolved, true);
      await client().act(review, { ...act, text: '', resolved: false }, never);
      assert.equal(theirs().threads[0]?.resolved, false);
      await assert.rejects(client().act(review, { ...act, thread: 'T9' }, never), { code: 'forge-refused' });
    });

    test('remarks on lines, on a file, on the whole', async () => {
      const range = { startLine: 4, startCharacter: 2, endLine: 6, endCharacter: 0 };
      await client().act(
        review,
        { kind: 'comment', place: { path: 'a.c', side: 'after', line: 6, range }, text: 'Here', resolved: false },
        never,
      );
      await client().act(
        review,
        { kind: 'comment', place: { path: 'b.c', side: 'after' }, text: 'There', resolved: false },
        never,
      );
      await client().act(review, { kind: 'comment', text: 'All', resolved: false }, never);
      assert.deepEqual(
        theirs()
          .threads.slice(1)
          .map(({ path, line, comments }) => [path, line, comments[0]?.body]),
        [
          ['a.c', 5, 'Here'],
          ['b.c', null, 'There'],
        ],
      );
      assert.deepEqual(
        theirs().comments.map(({ body }) => body),
        ['All'],
      );
    });

    test('approve, close, open again', async () => {
      await client().act(review, { kind: 'vote', label: 'Review', value: 1 }, never);
      await client().act(review, { kind: 'vote', label: 'Review', value: 1 }, never);
      assert.deepEqual(theirs().reviews, [{ author: 'alice', state: 'APPROVED', body: '', oid: review.commit }]);
      await client().act(review, { kind: 'abandon', text: 'Not needed' }, never);
      assert.equal(theirs().state, 'CLOSED');
      await client().act(review, { kind: 'restore' }, never);
      assert.equal(theirs().state, 'OPEN');
    });

    test('nothing is done to a commit that was not seen', async () => {
      theirs().oid = '2'.repeat(40);
      for (const act of [
        { kind: 'vote', label: 'Review', value: 1 },
        { kind: 'abandon', text: '' },
        { kind: 'comment', text: 'x', resolved: true },
      ] as const)
        await assert.rejects(client().act(review, act, never), { code: 'forge-moved' });
      assert.deepEqual([theirs().reviews, theirs().state, theirs().comments], [[], 'OPEN', []]);
    });

    test('a bot that runs checks again is told so', async () => {
      theirs().checks = [{ name: 'e2e', conclusion: 'FAILURE', required: false, url: 'https://prow.k8s.io/view/1' }];
      const found = await client().find([sought('a', { addresses: [review.url] })], never);
      const seen = found.get('a')?.[0] ?? assert.fail();
      assert.ok((await client().detail(seen, never)).acts.includes('recheck'));
      await client().act(seen, { kind: 'recheck' }, never);
      assert.equal(theirs().comments[0]?.body, '/retest');
    });
  });
});
