// Repairs of what communities find wrong: what each writes, and that the problem is gone after it.
import assert from 'node:assert/strict';
import type { Bytes } from '../../../src/base/bytes';
import type { CommitFacts, Facts } from '../../../src/profile/check';
import { communityProfile } from '../../../src/profile/detect';
import type { Community } from '../../../src/profile/profile';
import { examine, patchOf, remarksOf, repaired } from './patch-of';

const ID = 'I0123456789abcdef0123456789abcdef01234567';
const [ONE, TWO] = ['1', '2'].map((digit) => digit.repeat(40)) as [string, string];
const SIGNED = 'Signed-off-by: A <a@b.org>\n';
const on = (id: string, ...branches: string[]): CommitFacts => ({ id, title: 'x', branches, tags: [] });
const PICKS: Facts = {
  branch: 'stable/2025.1',
  branches: ['master', 'stable/2025.2', 'stable/2025.1'],
  commits: new Map([
    [ONE, on(ONE, 'master')],
    [TWO, on(TWO, 'stable/2025.2')],
    ['1111111', on(ONE, 'master')],
  ]),
};

interface Repair {
  code: string;
  community: Community;
  text: Bytes;
  facts?: Facts;
  /** What the repaired patch has. */
  has: RegExp;
}

const REPAIRS: Repair[] = [
  {
    code: 'title-dot',
    community: 'generic',
    text: patchOf('Mend it.', SIGNED),
    has: /^Subject: \[PATCH\] Mend it$/m,
  },
  {
    code: 'title-dot',
    community: 'generic',
    text: `Description: Mend it.\n More words.\nAuthor: A <a@b>\n\n${patchOf('', SIGNED).split('\n\n').slice(1).join('\n\n')}`,
    has: /^Description: Mend it\n More words\.$/m,
  },
  {
    code: 'title-dot',
    community: 'generic',
    text: `Mend it.\n\n${SIGNED}---\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`,
    has: /^Mend it\n\nSigned/,
  },
  {
    code: 'change-id-outside',
    community: 'openstack',
    text: patchOf('Mend it', `Why.\n\nChange-Id: ${ID}\n\nMore words.\n\n${SIGNED}`),
    has: new RegExp(`More words\\.\\n\\n${SIGNED}Change-Id: ${ID}\\n---`),
  },
  {
    code: 'depends-on-malformed',
    community: 'openstack',
    text: patchOf('Mend it', `Why.\n\nDepends-On: 912345\nChange-Id: ${ID}\n${SIGNED}`),
    has: /^Depends-On: https:\/\/review\.opendev\.org\/912345$/m,
  },
  {
    code: 'picked-short',
    community: 'openstack',
    text: patchOf('Mend it', `Why.\n\nChange-Id: ${ID}\n${SIGNED}(cherry picked from commit 1111111)\n`),
    facts: PICKS,
    has: new RegExp(`^\\(cherry picked from commit ${ONE}\\)$`, 'm'),
  },
  {
    code: 'picked-order',
    community: 'openstack',
    text: patchOf(
      'Mend it',
      `Why.\n\nChange-Id: ${ID}\n${SIGNED}(cherry picked from commit ${TWO})\n(cherry picked from commit ${ONE})\n`,
    ),
    facts: PICKS,
    has: new RegExp(`commit ${ONE}\\)\\n\\(cherry picked from commit ${TWO}\\)\\n---`),
  },
  {
    code: 'cve-malformed',
    community: 'yocto',
    text: patchOf('Mend it', `Why.\n\nCVE: cve-2025-12345, cve-2025-12346\nUpstream-Status: Pending\n${SIGNED}`),
    has: /^CVE: CVE-2025-12345 CVE-2025-12346$/m,
  },
  {
    code: 'resolves-malformed',
    community: 'rpm',
    text: patchOf('Mend it', 'rhel-only\n\nResolves: #1234567, bz 7654321 rhel-12 https://x.org/1\n'),
    facts: { branch: 'c9s' },
    has: /^Resolves: rhbz#1234567, rhbz#7654321, RHEL-12, https:\/\/x\.org\/1$/m,
  },
  {
    code: 'suse-duplicate',
    community: 'suse',
    text: patchOf(
      'Mend it',
      'Acked-by: A <a@suse.com>\n',
      undefined,
      'Git-repo: https://x.org/a\nGit-repo: https://x.org/b\nReferences: bsc#1\nPatch-mainline: Never, ours\n',
    ),
    has: /^Git-repo: https:\/\/x\.org\/a\nReferences/m,
  },
  {
    code: 'suse-excludes',
    community: 'suse',
    text: patchOf(
      'Mend it',
      'Acked-by: A <a@suse.com>\n',
      undefined,
      `Git-commit: ${ONE}\nReferences: bsc#1\nPatch-mainline: Never, ours\n`,
    ),
    has: /^Subject: .*\nReferences/m,
  },
  {
    code: 'kubernetes-mention',
    community: 'kubernetes',
    text: patchOf('Mend it', 'Thanks to @ann and @bob-x, a@b.org.\n'),
    has: /^Thanks to ann and bob-x, a@b\.org\.$/m,
  },
];

suite('repairs', () => {
  for (const [at, { code, community, text, facts, has }] of REPAIRS.entries())
    test(`${code} (${at + 1})`, () => {
      const { checks } = communityProfile(community);
      const found = examine(checks, text, facts).filter((remark) => remark.code === code);
      assert.ok(found.length > 0, remarksOf(checks, text, facts).join('\n'));
      assert.ok(found.every(({ remedy }) => remedy));
      const only = [() => found];
      const mended = repaired(only, text, facts);
      assert.match(mended, has);
      assert.deepEqual(
        examine(checks, mended, facts).filter((remark) => remark.code === code),
        [],
      );
    });

  test('what cannot be told is left to people', () => {
    const { checks } = communityProfile('rpm');
    const text = patchOf('Mend it', 'rhel-only\n\nResolves: the big one\n');
    const [found] = examine(checks, text, { branch: 'c9s' }).filter(({ code }) => code === 'resolves-malformed');
    assert.ok(found && !found.remedy);
    const picks = patchOf('Mend it', `Why.\n\nChange-Id: ${ID}\n${SIGNED}(cherry picked from commit 1111111)\n`);
    const unknown = { ...PICKS, commits: new Map<string, 'absent'>([['1111111', 'absent']]) };
    const short = examine(communityProfile('openstack').checks, picks, unknown).find(
      ({ code }) => code === 'picked-short',
    );
    assert.ok(short && !short.remedy);
  });
});

suite('what release managers of Kubernetes ask about, and a repository that is none', () => {
  const { checks } = communityProfile('kubernetes');
  const facts = { branch: 'release-1.30', branches: ['release-1.30'] };
  const codes = (path: string, line: string, branch = facts.branch) => {
    const diff = `--- a/${path}\n+++ b/${path}\n@@ -1 +1,2 @@\n a\n+${line}\n`;
    return examine(checks, patchOf('Mend it', 'Why.\n', diff), { ...facts, branch }).map(({ code }) => code);
  };

  test('feature gates and dependencies on a release branch', () => {
    assert.deepEqual(codes('pkg/features/kube_features.go', 'x'), ['release-feature']);
    assert.deepEqual(codes('go.mod', '\texample.org/x v1.2.3'), ['release-dependency']);
    assert.deepEqual(codes('go.mod', '// words'), []);
    assert.deepEqual(codes('go.mod', '\texample.org/x v1.2.3', 'master'), []);
  });

  test('a Git-repo of SUSE’s is an address', () => {
    const fields = `Git-commit: ${ONE}\nGit-repo: mainline\nReferences: bsc#1\nPatch-mainline: Queued in subsystem maintainer repository\n`;
    const found = remarksOf(
      communityProfile('suse').checks,
      patchOf('x', 'Acked-by: A <a@suse.com>\n', undefined, fields),
    );
    assert.deepEqual(found, ['suse-repo: Git-repo: mainline']);
  });
});
