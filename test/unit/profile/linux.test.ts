// The kernel's rules: checkpatch.pl on trailers, and Documentation/process/stable-kernel-rules.rst on the stable tree.
import assert from 'node:assert/strict';
import type { Facts } from '../../../src/profile/check';
import { linuxProfile } from '../../../src/profile/linux/profile';
import { examine, patchOf, remarksOf, repaired } from './patch-of';

const { checks, branches } = linuxProfile();
const id = 'c'.repeat(40);
const signed = 'Signed-off-by: O <o@e>\n';
const branch = 'linux-6.1.y';

function codes(body: string, facts: Facts = {}, diff?: string): string[] {
  return examine(checks, patchOf('net: fix it', body, diff), facts).map(({ code }) => code);
}

suite('linux', () => {
  test('branches', () => {
    const names = ['linux-6.6.y', 'linux-6.12.y', 'linux-rolling-stable', 'master', 'linux-5.15.y', 'queue/6.1'];
    assert.deepEqual(branches(names), ['master', 'linux-6.12.y', 'linux-6.6.y', 'linux-5.15.y']);
  });

  for (const [what, line, facts, expected] of [
    ['commit … upstream.', `commit ${id} upstream.\n\nWhy.`, { branch }, []],
    ['[ Upstream commit … ]', `[ Upstream commit ${id} ]\n\nWhy.`, { branch }, []],
    ['no line', 'Why.', { branch }, ['upstream-missing']],
    ['no line on master', 'Why.', { branch: 'master' }, []],
    ['no line, branch unknown', 'Why.', {}, []],
    ['not below the title', `Why.\n\ncommit ${id} upstream.`, { branch }, ['upstream-place']],
    ['a short id', `commit ${id.slice(0, 12)} upstream.`, { branch }, ['upstream-short']],
    [
      'a commit that is not there',
      `commit ${id} upstream.`,
      { branch, commits: new Map([[id, 'absent']]) },
      ['upstream-unknown'],
    ],
    [
      'a commit of linux-next',
      `commit ${id} upstream.`,
      { branch, commits: new Map([[id, { id: '', title: '', branches: ['next'], tags: [] }]]) },
      ['upstream-unmerged'],
    ],
    [
      'a commit of mainline',
      `commit ${id} upstream.`,
      { branch, commits: new Map([[id, { id: '', title: '', branches: ['master'], tags: [] }]]) },
      [],
    ],
  ] as [string, string, Facts, string[]][])
    test(`stable, ${what}`, () => assert.deepEqual(codes(`${line}\n\n${signed}`, facts), expected));

  test('stable takes at most 100 lines with context', () => {
    const diff = (count: number) => `--- a/x\n+++ b/x\n@@ -0,0 +1,${count} @@\n${'+x\n'.repeat(count)}`;
    assert.deepEqual(codes(`commit ${id} upstream.\n\n${signed}`, { branch }, diff(100)), []);
    assert.deepEqual(codes(`commit ${id} upstream.\n\n${signed}`, { branch }, diff(101)), ['stable-size']);
  });

  const sha = '54a4f0239f2e';
  const commits = new Map([[sha, { id: '', title: 'KVM: MMU: make it', branches: ['master'], tags: [] }]]);
  for (const [value, facts, expected] of [
    [`${sha} ("KVM: MMU: make it")`, { commits }, []],
    [`${sha} ("KVM: MMU: make it")`, {}, []],
    ['54a4f02 ("KVM: MMU: make it")', {}, ['fixes-malformed']],
    [`${sha} KVM: MMU: make it`, {}, ['fixes-malformed']],
    [`${sha} ("KVM: another")`, { commits }, ['fixes-title']],
  ] as [string, Facts, string[]][])
    test(`Fixes: ${value}`, () => assert.deepEqual(codes(`Why.\n\nFixes: ${value}\n${signed}`, facts), expected));

  test('Fixes gets the title that the commit has', () => {
    const text = patchOf('net: fix it', `Why.\n\nFixes: ${sha} KVM\n${signed}`);
    assert.match(repaired(checks, text, { commits }), /\nFixes: 54a4f0239f2e \("KVM: MMU: make it"\)\n/);
  });

  for (const [value, expected] of [
    ['stable@vger.kernel.org', []],
    ['<stable@kernel.org>', []],
    ['<stable@vger.kernel.org> # 6.1+', []],
    ['stable@vger.kernel.org # 5.15.x: 1234abcd: prerequisite', []],
    ['<stable@vger.kernel.org> 6.1+', ['stable-address']],
    ['<stable+noautosel@kernel.org> # reason goes here', []],
    ['<stable+noautosel@kernel.org>', ['stable-address']],
    ['stable <stable@vger.kernel.org>', ['stable-address']],
    ['netdev@vger.kernel.org', []],
  ] as [string, string[]][])
    test(`Cc: ${value}`, () => assert.deepEqual(codes(`Why.\n\nCc: ${value}\n${signed}`), expected));

  test('a comment behind the stable address gets its #', () => {
    const text = patchOf('net: fix it', `Why.\n\nCc: <stable@vger.kernel.org> 6.1+\n${signed}`);
    assert.match(repaired(checks, text), /\nCc: <stable@vger\.kernel\.org> # 6\.1\+\n/);
  });

  test('no Change-Id, and a sign-off', () => {
    assert.deepEqual(remarksOf(checks, patchOf('net: fix it', `Why.\n\nChange-Id: I${id}\n`)), [
      'sign-off-missing: Subject: [PATCH] net: fix it',
      `gerrit-change-id: Change-Id: I${id}`,
    ]);
  });
});
