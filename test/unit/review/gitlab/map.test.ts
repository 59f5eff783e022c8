// Where a merge request stands and who acts next, from what GitLab says of it.
import assert from 'node:assert/strict';
import { gitlabAddress, mergeRequestNumber } from '../../../../src/review/gitlab/address';
import { type Besides, toReview } from '../../../../src/review/gitlab/map';

const address = gitlabAddress({ host: 'gitlab.com', project: 'group/sub/project' });
const answer = {
  ...{
    iid: 7,
    title: 'Mend',
    state: 'opened',
    draft: false,
    source_branch: 'x',
    target_branch: 'main',
    sha: 'a'.repeat(40),
  },
  ...{
    author: { username: 'alice' },
    reviewers: [{ username: 'bob' }],
    detailed_merge_status: 'mergeable',
    has_conflicts: false,
  },
  ...{ web_url: 'https://gitlab.com/group/sub/project/-/merge_requests/7', updated_at: '2026-11-20T10:00:00Z' },
};
const approvals = { approved: true, approvals_required: 0, approved_by: [{ user: { username: 'bob' } }] };
const job = { name: 'lint', status: 'failed', web_url: 'https://ci.example/1', allow_failure: false };

suite('gitlab: review', () => {
  const table: [what: string, own: object, besides: Besides, state: string, who: string, why: RegExp][] = [
    ['new', {}, {}, 'in-review', 'reviewers', /^waits for bob$/],
    ['merged', { state: 'merged' }, {}, 'merged', 'nobody', /merged in main/],
    ['closed', { state: 'closed' }, {}, 'abandoned', 'nobody', /closed/],
    ['being merged', { state: 'locked' }, {}, 'in-review', 'reviewers', /waits/],
    ['a draft', { draft: true }, {}, 'draft', 'you', /draft/],
    ['in conflict', { has_conflicts: true }, {}, 'needs-you', 'you', /no longer merges into main/],
    ['to be rebased', { detailed_merge_status: 'need_rebase' }, {}, 'needs-you', 'you', /no longer merges/],
    [
      'of which the forge says a new word',
      { detailed_merge_status: 'moon_phase' },
      {},
      'in-review',
      'reviewers',
      /waits/,
    ],
    [
      'objected to',
      { detailed_merge_status: 'requested_changes' },
      {},
      'needs-you',
      'you',
      /^changes requested by a reviewer$/,
    ],
    [
      'with a failed job',
      { head_pipeline: { id: 1, status: 'failed' } },
      { failing: [job] },
      'needs-you',
      'you',
      /^pipeline failed: lint$/,
    ],
    [
      'with a running pipeline',
      { head_pipeline: { id: 1, status: 'pending' } },
      {},
      'in-review',
      'ci',
      /^pipeline running$/,
    ],
    ['with a manual pipeline', { head_pipeline: { id: 1, status: 'manual' } }, {}, 'in-review', 'reviewers', /waits/],
    ['with open threads', {}, { unresolved: 2 }, 'needs-you', 'you', /^2 unresolved comments$/],
    ['approved', {}, { approvals }, 'approved', 'reviewers', /can be merged/],
    [
      'that needs no approval and has none',
      {},
      { approvals: { approved: true, approvals_required: 0, approved_by: [] } },
      'in-review',
      'reviewers',
      /waits/,
    ],
    [
      'that merges by itself',
      { merge_when_pipeline_succeeds: true },
      { approvals },
      'approved',
      'ci',
      /once its pipeline/,
    ],
  ];
  for (const [what, own, besides, state, who, why] of table)
    test(`one ${what}`, () => {
      const { next, ...found } = toReview({ ...answer, ...own }, 7, address, { me: 'alice', ...besides });
      assert.deepEqual([found.state, next.who], [state, who]);
      assert.match(next.why, why);
    });

  test('names, votes, jobs', () => {
    const pipeline = { head_pipeline: { id: 1, status: 'failed' } };
    const advisory = { ...job, name: 'spell', allow_failure: true, web_url: 'javascript:alert(1)' };
    const found = toReview({ ...answer, ...pipeline }, 7, address, {
      approvals,
      failing: [job, advisory],
      me: 'carol',
    });
    assert.deepEqual(found.key, { host: 'gitlab.com', project: 'group/sub/project', number: 7 });
    assert.equal(found.url, answer.web_url);
    assert.equal(found.ref, 'refs/merge-requests/7/head');
    assert.deepEqual(found.votes, [{ label: 'Approval', value: 1, text: 'approved', by: ['bob'] }]);
    assert.deepEqual(found.ci.failing, [
      { name: 'lint', result: 'failed', voting: true, url: 'https://ci.example/1' },
      { name: 'spell', result: 'failed', voting: false },
    ]);
    assert.equal(found.next.who, 'author');
    assert.equal(toReview({ iid: 7 }, 7, address, {}).state, 'unknown');
  });

  test('addresses', () => {
    const own = gitlabAddress({ host: 'x', project: 'a/b', address: 'https://example.org/gitlab/' });
    assert.deepEqual([own.api.href, own.web.host], ['https://example.org/gitlab/api/v4/', 'example.org']);
    assert.equal(mergeRequestNumber(own, 'https://example.org/gitlab/a/b/-/merge_requests/3/diffs'), 3);
    assert.equal(mergeRequestNumber(own, 'https://example.org/a/b/-/merge_requests/3'), undefined);
    assert.equal(mergeRequestNumber(address, 'https://gitlab.com/group/sub/project/merge_requests/3'), 3);
    for (const bad of ['a', '../a', 'a/..', 'a/b?c', 'a//b'])
      assert.throws(() => gitlabAddress({ host: 'gitlab.com', project: bad }), { code: 'forge-address' });
  });
});
