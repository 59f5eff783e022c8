// OpenStack's conventions: branches, footers in the order of nova's history, the hook's Change-Id, .gitreview.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { openstackBranches } from '../../../src/profile/openstack/branches';
import { bugNumber, launchpadAddresses } from '../../../src/profile/openstack/bug';
import { newChangeId } from '../../../src/profile/openstack/change-id';
import { parseGitReview } from '../../../src/profile/openstack/gitreview';
import { openstackMessage } from '../../../src/profile/openstack/message';
import type { MessageFacts } from '../../../src/profile/profile';

const facts: MessageFacts = {
  title: 'Mend the leak',
  description: '',
  bugs: [],
  signer: { name: 'Olive', email: 'olive@example.org' },
  committerLine: 'Olive <olive@example.org> 1790856000 +0000',
  head: '1'.repeat(40),
};
const commit = 'c'.repeat(40);

function footer(message: string): string[] {
  return message.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];
}

suite('openstack branches', () => {
  test('newest first: master, numbered releases, lettered ones; others are left out', () => {
    const names = [
      'unmaintained/yoga',
      'stable/2025.1',
      'feature/x',
      'master',
      'unmaintained/zed',
      'stable/2026.1',
      'unmaintained/2023.1',
      'stable/2025.2',
      'master-old',
    ];
    assert.deepEqual(openstackBranches(names), [
      'master',
      'stable/2026.1',
      'stable/2025.2',
      'stable/2025.1',
      'unmaintained/2023.1',
      'unmaintained/zed',
      'unmaintained/yoga',
    ]);
  });
});

suite('openstack message', () => {
  test('a new fix: bugs, Change-Id, sign-off', () => {
    const message = openstackMessage({
      ...facts,
      description: 'It leaked.',
      bugs: ['2116852', 'https://bugs.launchpad.net/nova/+bug/7'],
    });
    assert.match(
      message,
      /^Mend the leak\n\nIt leaked\.\n\nCloses-Bug: #2116852\nCloses-Bug: #7\nChange-Id: I[0-9a-f]{40}\nSigned-off-by: Olive <olive@example\.org>\n$/,
    );
  });

  test("an upstream commit keeps its message; the pick line comes last, the operator's sign-off before the chain", () => {
    const source = encode(`Fix it

Body.

Closes-Bug: #5
Change-Id: I${'a'.repeat(40)}
Signed-off-by: Dan <dan@example.org>
(cherry picked from commit ${'b'.repeat(40)})
`);
    assert.deepEqual(footer(openstackMessage({ ...facts, bugs: ['5'], source: { message: source, commit } })), [
      'Closes-Bug: #5',
      `Change-Id: I${'a'.repeat(40)}`,
      'Signed-off-by: Dan <dan@example.org>',
      'Signed-off-by: Olive <olive@example.org>',
      `(cherry picked from commit ${'b'.repeat(40)})`,
      `(cherry picked from commit ${commit})`,
    ]);
  });

  test("the operator's own commit gets what it lacks, and no pick line", () => {
    const lines = footer(openstackMessage({ ...facts, source: { message: 'Fix it\n' } }));
    assert.deepEqual(
      lines.map((line) => line.split(':')[0]),
      ['Change-Id', 'Signed-off-by'],
    );
  });

  test('a commit without Change-Id but with a chain gets one before it', () => {
    const source = { message: `Fix it\n\nSigned-off-by: Dan <d@e>\n(cherry picked from commit ${commit})\n` };
    assert.match(footer(openstackMessage({ ...facts, source }))[0] ?? '', /^Change-Id: I/);
  });

  test('the same facts give the same Change-Id, another moment another one', () => {
    assert.equal(openstackMessage(facts), openstackMessage(facts));
    assert.notEqual(openstackMessage(facts), openstackMessage({ ...facts, committerLine: `${facts.committerLine}0` }));
  });
});

suite('change id', () => {
  test('is the blob id of committer line, HEAD and message, as the hook has it', () => {
    // printf '%s\n%s\n%s' 'A <a@b> 1 +0000' 1111… 'x\n' | git hash-object --stdin
    assert.equal(newChangeId('A <a@b> 1 +0000', '1'.repeat(40), 'x\n'), 'I528d50a1d9af1fbfb35fec2dbc62d496c74f2e5a');
  });
});

suite('launchpad bugs', () => {
  for (const form of [
    '12',
    '#12',
    'LP#12',
    'lp: 12',
    'https://bugs.launchpad.net/nova/+bug/12',
    'https://launchpad.net/bugs/12/',
  ]) {
    test(form, () => assert.equal(bugNumber(form), '12'));
  }
  for (const form of ['', 'abc', '12a', 'https://example.org/12', '-1']) {
    test(`refuses ${JSON.stringify(form)}`, () => assert.throws(() => bugNumber(form), { code: 'bad-bug' }));
  }
  test('addresses of the bugs that a message names', () => {
    assert.deepEqual(
      launchpadAddresses('x\n\nCloses-Bug: #1\nrelated-bug: 2\nPartial-Bug: #1\nSigned-off-by: a <b@c>\n'),
      ['https://bugs.launchpad.net/bugs/1', 'https://bugs.launchpad.net/bugs/2'],
    );
  });
});

suite('.gitreview', () => {
  test("nova's own", () => {
    const text =
      '[gerrit]\nhost=review.opendev.org\nport=29418\nproject=openstack/nova.git\ndefaultbranch=stable/2025.1\n';
    assert.deepEqual(parseGitReview(text), {
      host: 'review.opendev.org',
      port: 29418,
      project: 'openstack/nova',
      defaultBranch: 'stable/2025.1',
    });
  });
  test('says nothing without host or project, or with a host that is none', () => {
    for (const text of [
      '',
      '[gerrit]\nhost=x\n',
      '[gerrit]\nhost=a b\nproject=p\n',
      '[gerrit]\nhost=http://x/\nproject=p\n',
      '[other]\nhost=x\nproject=p\n',
    ])
      assert.equal(parseGitReview(text), undefined);
  });
});
