// Every Gerrit situation as a review: state, who acts next, votes, CI and requirements.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { toReview } from '../../../../src/review/gerrit/map';
import { readPage } from '../../../../src/review/gerrit/schema';
import type { Review } from '../../../../src/review/types';
import { type Change, readAnswer, type Situation } from '../../../fakes/gerrit-answers';

const base = 'https://review.example.org/';

function change(situation: Situation): Change {
  const [first] = readAnswer(join(process.cwd(), 'test/fixtures/gerrit'), situation) as [Change];
  return first;
}

function review(raw: Change, me?: string): Review {
  const [read] = readPage([raw])?.changes ?? [];
  assert.ok(read);
  return toReview(read, { base, me: me === undefined ? {} : { email: me } });
}

suite('review/gerrit/map: situations', () => {
  const table: [Situation, Review['state'], Review['next']['who'], string, Review['ci']['state'], string][] = [
    ['new', 'in-review', 'reviewers', 'waits for Code-Review, Verified, Workflow', 'none', ''],
    ['wip', 'draft', 'author', 'marked as work in progress', 'none', ''],
    [
      'ci-failed',
      'needs-you',
      'author',
      'check failed: nova-tox-functional-py312 and 1 more; 1 unresolved comment',
      'failed',
      'check',
    ],
    ['ci-passed', 'in-review', 'reviewers', 'waits for Tomás Okafor', 'passed', 'check'],
    ['objection', 'needs-you', 'author', 'Code-Review −1 by Tomás Okafor; 2 unresolved comments', 'passed', 'check'],
    ['third-party', 'in-review', 'reviewers', 'waits for Code-Review, Workflow', 'passed', 'check'],
    ['approved', 'approved', 'ci', 'waits for Verified from CI', 'passed', 'check'],
    ['gate', 'approved', 'ci', 'gate jobs are running', 'running', 'gate'],
    ['merged', 'merged', 'nobody', 'merged in master', 'passed', 'gate'],
    ['abandoned', 'abandoned', 'nobody', 'abandoned at the forge', 'passed', 'check'],
  ];
  for (const [situation, state, who, why, ci, pipeline] of table) {
    test(situation, () => {
      const found = review(change(situation));
      assert.equal(found.state, state);
      assert.deepEqual(found.next, { who, why });
      assert.equal(found.ci.state, ci);
      assert.equal(found.ci.pipeline, pipeline);
    });
  }
});

suite('review/gerrit/map: fields', () => {
  test('a whole review', () => {
    const found = review(change('ci-failed'));
    assert.deepEqual(found.key, { host: 'review.example.org', project: 'openstack/nova', number: 951202 });
    assert.equal(found.url, 'https://review.example.org/c/openstack/nova/+/951202');
    assert.equal(found.branch, 'master');
    assert.equal(found.changeId, 'I3f9a1c5e7b2d4860a9c1e3f507b2d4f6a8c0e1d2');
    assert.equal(found.subject, 'Release the volume lock when the attach times out');
    assert.equal(found.patchSet, 2);
    assert.equal(found.commit, change('ci-failed').current_revision);
    assert.equal(found.owner, 'Maya Lindqvist');
    assert.equal(found.updated, Date.UTC(2026, 10, 18, 16, 2));
    assert.equal(found.unresolved, 1);
    assert.deepEqual(found.votes, [{ label: 'Verified', value: -1, text: "Doesn't seem to work", by: ['Zuul'] }]);
  });

  test('requirements that do not apply are hidden', () => {
    assert.deepEqual(review(change('gate')).requirements, [
      { name: 'Code-Review', state: 'satisfied' },
      { name: 'Verified', state: 'unsatisfied' },
      { name: 'Workflow', state: 'satisfied' },
    ]);
  });

  test('several votes on a label count once, with everyone who gave the counting one', () => {
    const [verified, codeReview, workflow] = review(change('approved')).votes;
    assert.deepEqual([verified?.value, codeReview?.value, workflow?.value], [1, 2, 1]);
    assert.deepEqual(codeReview?.by, ['Tomás Okafor', 'Ren Castellanos']);
    assert.equal(workflow?.text, 'Approved');
  });

  test('an older server without submit requirements: labels stand for them', () => {
    const { submit_requirements: _, ...older } = change('approved');
    const found = review(older);
    assert.equal(found.state, 'approved');
    assert.deepEqual(
      found.requirements.map((each) => [each.name, each.state]),
      [
        ['Verified', 'unsatisfied'],
        ['Code-Review', 'satisfied'],
        ['Workflow', 'satisfied'],
      ],
    );
  });

  test('text is made plain', () => {
    const found = review({ ...change('new'), subject: 'a\u001b[31mred\u202e title\u0000' });
    assert.equal(found.subject, 'a [31mred title');
  });
});

suite('review/gerrit/map: who acts next', () => {
  test('the user is told apart from other authors by mail', () => {
    assert.equal(review(change('ci-failed'), 'Maya@example.org').next.who, 'you');
    assert.equal(review(change('wip'), 'maya@example.org').next.who, 'you');
    assert.equal(review(change('ci-failed'), 'ren@example.org').next.who, 'author');
  });

  test("the owner's own negative vote is a draft, not an objection", () => {
    const raw = structuredClone(change('ci-passed')) as { labels: Record<string, { all: Change[] }>; owner: Change };
    raw.labels.Workflow?.all.push({ ...raw.owner, value: -1 });
    const found = review(raw);
    assert.equal(found.state, 'draft');
    assert.equal(found.next.why, 'marked as work in progress (Workflow −1)');
  });

  test('all requirements met: it can be merged', () => {
    const raw = structuredClone(change('gate')) as { submit_requirements: Change[] };
    for (const each of raw.submit_requirements) if (each.name === 'Verified') each.status = 'SATISFIED';
    assert.deepEqual(review(raw), {
      ...review(change('gate')),
      state: 'approved',
      requirements: ['Code-Review', 'Verified', 'Workflow'].map((name) => ({ name, state: 'satisfied' })),
      next: { who: 'reviewers', why: 'all requirements are met: it can be merged' },
    });
  });

  test('labels with other names work alike', () => {
    const renamed = JSON.stringify(change('approved'))
      .replaceAll('Verified', 'Presubmit-OK')
      .replaceAll('Code-Review', 'Looks-Fine')
      .replaceAll('Workflow', 'Ship-It');
    const found = review(JSON.parse(renamed));
    assert.equal(found.state, 'approved');
    assert.deepEqual(found.next, { who: 'ci', why: 'waits for Presubmit-OK from CI' });
  });

  test('the attention set names the user and fills in who asked', () => {
    const raw = { ...change('ci-failed'), unresolved_comment_count: 0, labels: {}, messages: [] };
    assert.deepEqual(review(raw, 'maya@example.org').next, { who: 'you', why: 'Tomás Okafor replied on the change' });
  });

  test('a reviewer whom Gerrit calls is the user', () => {
    assert.deepEqual(review(change('ci-passed'), 'tomas@example.org').next, { who: 'you', why: 'Reviewer was added' });
    const both = structuredClone(change('ci-passed')) as { attention_set: Change; owner: Change };
    both.attention_set['1000012'] = { account: both.owner, reason: 'Asked' };
    assert.equal(review(both, 'tomas@example.org').next.why, 'Reviewer was added');
    assert.deepEqual(review(both).next, { who: 'author', why: 'Asked' });
  });

  test('while jobs run and nobody has approved, CI acts next', () => {
    const raw = {
      ...change('gate'),
      labels: change('new').labels,
      submit_requirements: change('new').submit_requirements,
    };
    assert.equal(review(raw).state, 'in-review');
    assert.deepEqual(review(raw).next, { who: 'ci', why: 'gate jobs are running' });
  });

  test('a veto outweighs an approval, and an approval a lesser objection', () => {
    const vote = (other: number) => {
      const raw = structuredClone(change('approved')) as { labels: Record<string, { all: Change[] }> };
      raw.labels['Code-Review']?.all.push({ name: 'Kim', value: other });
      return review(raw);
    };
    assert.equal(vote(-2).votes.find((each) => each.label === 'Code-Review')?.value, -2);
    assert.deepEqual(vote(-2).next, { who: 'author', why: 'Code-Review −2 by Kim' });
    assert.equal(vote(-1).votes.find((each) => each.label === 'Code-Review')?.value, 2);
  });

  test('conflict markers and a failed merge need the author', () => {
    assert.equal(
      review({ ...change('ci-passed'), contains_git_conflicts: true }).next.why,
      'it holds conflict markers',
    );
    assert.equal(review({ ...change('ci-passed'), mergeable: false }).state, 'needs-you');
  });
});

suite('review/gerrit/map: answers that are not as expected', () => {
  test('a state that is not known', () => {
    const found = review({ ...change('new'), status: 'DRAFT' });
    assert.equal(found.state, 'unknown');
    assert.equal(found.reason, 'the forge calls it "DRAFT"');
  });

  test('a broken element is unknown and leaves the others alone', () => {
    const page = readPage([{ ...change('new'), labels: 'none' }, change('merged')]);
    const [broken, fine] = (page?.changes ?? []).map((read) => toReview(read, { base, me: {} }));
    assert.equal(broken?.state, 'unknown');
    assert.match(broken?.reason ?? '', /labels/);
    assert.equal(broken?.key.number, 951201);
    assert.equal(fine?.state, 'merged');
  });

  test('the bare minimum is a review', () => {
    const { change_id, project, branch, _number, subject, status } = change('new');
    const found = review({ change_id, project, branch, _number, subject, status });
    assert.equal(found.state, 'in-review');
    assert.deepEqual([found.patchSet, found.updated, found.commit, found.owner], [0, 0, '', 'someone']);
  });

  test('what is no list of changes is no page', () => {
    assert.equal(readPage({ changes: [] }), undefined);
    assert.equal(readPage([{ subject: 'who am I' }]), undefined);
  });

  test('no text of a forge gets through with hidden characters, whatever field it is in', () => {
    const poison = '\u001b[31m\u202eevil\u0000\n';
    const poisoned = (value: unknown): unknown => {
      if (typeof value === 'string') return /^(?:NEW|SATISFIED|UNSATISFIED)$/.test(value) ? value : `${value}${poison}`;
      if (Array.isArray(value)) return value.map(poisoned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poisoned(each)]));
    };
    const strings = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
    };
    for (const situation of ['ci-failed', 'objection', 'third-party', 'wip', 'new'] as const) {
      const found = review(poisoned(change(situation)) as Change);
      assert.ok(strings(found).some((text) => text.includes('evil')));
      for (const text of strings(found)) assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      assert.deepEqual([found.commit, found.ref], ['', '']);
    }
  });

  test('a number that is none makes no review', () => {
    for (const _number of [-1, 1.5, 1e300, '1']) assert.equal(readPage([{ ...change('new'), _number }]), undefined);
  });
});
