// What a submit is going to do, before it is done.
import { strict as assert } from 'node:assert';
import { planOf, pushOf } from '../../../../src/review/gerrit/plan';
import type { Proposal } from '../../../../src/review/submission';
import { aReview } from '../reviews';

const commit = 'c'.repeat(40);
const proposal: Proposal = {
  branch: 'stable/2025.2',
  base: 'b'.repeat(40),
  patches: [
    { fix: 'one', commit: 'a'.repeat(40), title: 'Fix one', message: '', changeId: 'I1' },
    { fix: 'two', commit, title: 'Fix two', message: '', changeId: 'I2', review: { ...aReview(), patchSet: 2 } },
  ],
  topic: 'fix, 100%',
  hashtags: ['fishladder'],
  force: false,
  wip: false,
  reviewers: ['bob@example.org'],
};

suite('review/gerrit/plan', () => {
  test('one push of the topmost commit, with all that is asked for as options', () => {
    assert.deepEqual(pushOf(proposal, commit, 'gerrit'), {
      to: 'gerrit',
      commit,
      ref: 'refs/for/stable/2025.2',
      options: ['topic=fix, 100%', 'hashtag=fishladder', 'ready', 'r=bob@example.org'],
    });
    assert.deepEqual(
      pushOf({ ...proposal, topic: '', hashtags: [], force: false, wip: true, reviewers: [] }, commit, 'x').options,
      ['wip'],
    );
  });

  test('the plan names where it goes and what becomes of each patch', () => {
    const { url } = aReview();
    assert.deepEqual(planOf('review.example.org', proposal, 'https://review.example.org/a/p'), {
      host: 'review.example.org',
      branch: 'stable/2025.2',
      to: 'https://review.example.org/a/p',
      steps: [
        'Push 2 commits to refs/for/stable/2025.2 at https://review.example.org/a/p.',
        '"Fix one" (aaaaaaaaaaaa) becomes a new review.',
        `"Fix two" (cccccccccccc) becomes patch set 3 of ${url}.`,
        'Set the topic fix, 100%.',
        'Add the hashtag fishladder.',
        'Mark as ready for review.',
        'Ask bob@example.org to review.',
      ],
    });
  });
});
