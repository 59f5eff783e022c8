// Where a pull request stands and who acts next, from what GitHub says of it.
import assert from 'node:assert/strict';
import { githubAddress, pullNumber } from '../../../../src/review/github/address';
import { isBackport } from '../../../../src/review/github/backport';
import { toReview } from '../../../../src/review/github/map';
import { type FakePull, pull, pullNode } from '../../../fakes/github-world';

const address = githubAddress({ host: 'github.com', project: 'acme/store' });

function review(own: Partial<FakePull>, me = 'alice') {
  const one = pull(7, own);
  return toReview(pullNode(one, { web: 'https://github.com/', me, project: 'acme/store', all: [one] }), 7, address);
}

const ok = { name: 'unit', conclusion: 'SUCCESS', required: false };
const failed = { name: 'lint', conclusion: 'FAILURE', required: false, url: 'https://ci.example/1' };
const thread = {
  id: 'T',
  path: 'a',
  line: 1,
  originalLine: 1,
  side: 'RIGHT',
  outdated: false,
  commit: '',
  comments: [],
} as const;

suite('github: review', () => {
  const table: [what: string, own: Partial<FakePull>, state: string, who: string, why: RegExp][] = [
    ['new', {}, 'in-review', 'reviewers', /^waits for review$/],
    ['with a reviewer', { requested: ['bob'] }, 'in-review', 'reviewers', /^waits for bob$/],
    ['merged', { state: 'MERGED' }, 'merged', 'nobody', /^merged in main$/],
    ['closed', { state: 'CLOSED' }, 'abandoned', 'nobody', /without being merged/],
    ['a draft', { draft: true }, 'draft', 'you', /draft/],
    ['in conflict', { mergeable: 'CONFLICTING' }, 'needs-you', 'you', /no longer merges into main/],
    ['not yet computed', { mergeable: 'UNKNOWN' }, 'in-review', 'reviewers', /waits/],
    [
      'objected to',
      { decision: 'CHANGES_REQUESTED', reviews: [{ author: 'bob', state: 'CHANGES_REQUESTED', body: '', oid: '' }] },
      'needs-you',
      'you',
      /^changes requested by bob$/,
    ],
    ['with a failed check', { checks: [ok, failed] }, 'needs-you', 'you', /^build failed: lint$/],
    [
      'with a failed check that is not required',
      { checks: [{ ...ok, required: true }, failed] },
      'in-review',
      'reviewers',
      /waits/,
    ],
    ['with a running check', { checks: [ok, { ...ok, conclusion: null }] }, 'in-review', 'ci', /^build running$/],
    [
      'with an open thread',
      { threads: [{ ...thread, resolved: false, comments: [] }] },
      'needs-you',
      'you',
      /^1 unresolved comment$/,
    ],
    [
      'with a settled thread',
      { threads: [{ ...thread, resolved: true, comments: [] }] },
      'in-review',
      'reviewers',
      /waits/,
    ],
    ['approved', { decision: 'APPROVED' }, 'approved', 'reviewers', /can be merged/],
    [
      'approved where no approval is wanted',
      { reviews: [{ author: 'bob', state: 'APPROVED', body: '', oid: '' }] },
      'approved',
      'reviewers',
      /can be merged/,
    ],
  ];
  for (const [what, own, state, who, why] of table)
    test(`one ${what}`, () => {
      const { next, ...found } = review(own);
      assert.deepEqual([found.state, next.who], [state, who]);
      assert.match(next.why, why);
    });

  test('of another author', () => assert.equal(review({ draft: true }, 'bob').next.who, 'author'));

  test('names, votes, jobs', () => {
    const found = review({
      checks: [ok, failed],
      reviews: [{ author: 'bob', state: 'APPROVED', body: '', oid: '' }],
      requested: ['carol'],
    });
    assert.deepEqual(found.key, { host: 'github.com', project: 'acme/store', number: 7 });
    assert.equal(found.url, 'https://github.com/acme/store/pull/7');
    assert.equal(found.ref, 'refs/pull/7/head');
    assert.deepEqual(found.votes, [{ label: 'Review', value: 1, text: 'approved', by: ['bob'] }]);
    assert.deepEqual(found.reviewers, ['carol', 'bob']);
    assert.deepEqual(found.ci.failing, [
      { name: 'lint', result: 'FAILURE', voting: true, url: 'https://ci.example/1' },
    ]);
  });

  test('addresses', () => {
    const where = (project: string, host = 'github.com', web?: string) => {
      const { rest, graphql } = githubAddress({ host, project, ...(web ? { address: web } : {}) });
      return [rest.href, graphql.href];
    };
    assert.deepEqual(where('a/b'), ['https://api.github.com/', 'https://api.github.com/graphql']);
    assert.deepEqual(where('a/b', 'git.acme.example'), [
      'https://git.acme.example/api/v3/',
      'https://git.acme.example/api/graphql',
    ]);
    assert.deepEqual(where('a/b', 'acme.ghe.com'), ['https://api.acme.ghe.com/', 'https://api.acme.ghe.com/graphql']);
    for (const bad of ['a', 'a/..', '../b', 'a/b/c', 'a/b?x', ''])
      assert.throws(() => githubAddress({ host: 'github.com', project: bad }), { code: 'forge-address' });
    for (const bad of ['file:///x', 'https://u:p@github.com/', 'x'])
      assert.throws(() => githubAddress({ host: 'github.com', project: 'a/b', address: bad }), {
        code: 'forge-address',
      });
    assert.equal(pullNumber(address, 'https://github.com/Acme/Store/pull/12/files'), 12);
    for (const other of ['https://github.com/acme/store/issues/12', 'https://github.com.evil/acme/store/pull/1', 'x'])
      assert.equal(pullNumber(address, other), undefined);
  });

  const forms: [bot: string, head: string, title: string, body: string][] = [
    ['backport-action', 'backport-7-to-v1', '[Backport v1] Fix', ''],
    ['Mergify', 'mergify/bp/v1/pr-7', 'Fix (backport #7)', ''],
    ['MeeseeksDev', 'auto-backport-of-pr-7-on-v1', 'Backport PR #7 on branch v1 (Fix)', ''],
    ['miss-islington', 'backport-abcdef0-3.13', '[3.13] Fix (GH-7)', ''],
    ['sorenlouv', 'backport/v1/pr-7', '[v1] Fix (#7)', ''],
    ['Prow', 'x', '[release-1] Fix', 'This is an automated cherry-pick of #7\n/assign bob'],
    ['a person', 'x', 'Fix', 'Backport of https://github.com/acme/store/pull/7'],
  ];
  for (const [bot, headRefName, title, bodyText] of forms)
    test(`a backport by ${bot}`, () => {
      const source = { number: 7, baseRefName: 'main' };
      assert.ok(isBackport({ headRefName, title, bodyText, baseRefName: 'v1' }, source));
      assert.ok(!isBackport({ headRefName, title, bodyText, baseRefName: 'main' }, source));
      assert.ok(!isBackport({ headRefName, title, bodyText, baseRefName: 'v1' }, { ...source, number: 70 }));
      assert.ok(!isBackport({ headRefName, title, bodyText, baseRefName: 'v1' }, { ...source, number: 6 }));
    });
});
