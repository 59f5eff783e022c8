// Packagers' rules: DEP-3 as lintian and cme read it, RHEL's issues, SUSE's header.py, Yocto's QA, Kubernetes' prow.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import type { Facts } from '../../../src/profile/check';
import { communityProfile } from '../../../src/profile/detect';
import type { Community } from '../../../src/profile/profile';
import { examine, patchOf, repaired } from './patch-of';

const DIFF = '--- a/one.py\n+++ b/one.py\n@@ -1 +1 @@\n-a\n+b\n';

function codes(id: Community, text: string, facts: Facts = {}): string[] {
  return examine(communityProfile(id).checks, text, facts).map(({ code }) => code);
}

suite('DEP-3, in every community', () => {
  for (const [fields, expected] of [
    ['Origin: upstream, https://x.org/1\nForwarded: not-needed\nLast-Update: 2026-11-20\n', []],
    ['Origin: Upstream, https://x.org/1\n', ['dep3-origin']],
    ['Origin: https://x.org/1\n', []],
    ['Forwarded: NO\n', ['dep3-forwarded']],
    ['Forwarded: yes\n', ['dep3-forwarded']],
    ['Last-Update: 2026/11/20\n', ['dep3-date']],
    ['Last-Update: 20 Nov 2026\n', ['dep3-date']],
    ['Last-Update: 2026-11-20\nLast-Update: 2026-11-20\n', ['dep3-duplicate']],
    ['Bug: 123\n', ['dep3-bug']],
    ['Bug: https://x.org/1\nBug: https://x.org/2\n', []],
  ] as [string, string[]][])
    test(JSON.stringify(fields), () =>
      assert.deepEqual(codes('generic', patchOf('Fix', 'Why.\n\nSigned-off-by: A <a@b>\n', DIFF, fields)), expected),
    );

  test('repairs: case, dates, the older of two', () => {
    const text = patchOf(
      'Fix',
      'Why.\n\nSigned-off-by: A <a@b>\n',
      DIFF,
      'Origin: BACKPORT, x\nForwarded: No\nLast-Update: 2026-11-19\nLast-Update: 2026-11-20\n',
    );
    assert.match(
      repaired(communityProfile('generic').checks, text),
      /\nOrigin: backport, x\nForwarded: no\nLast-Update: 2026-11-20\n\n/,
    );
    assert.match(
      repaired(
        communityProfile('generic').checks,
        patchOf('Fix', 'Signed-off-by: A <a@b>\n', DIFF, 'Last-Update: 2026.1.2\n'),
      ),
      /\nLast-Update: 2026-01-02\n/,
    );
  });
});

suite('Debian', () => {
  const head = (text: string) => encode(`${text}---\n${DIFF}`);
  for (const [what, text, expected] of [
    ['a whole header', 'Description: Fix it\n Why.\nAuthor: A <a@b>\nForwarded: not-needed\n', []],
    ['nothing but a title', 'Description: Fix it\n', ['dep3-author', 'dep3-not-forwarded']],
    ['no description', 'Author: A <a@b>\nForwarded: https://x.org/1\n', ['title-missing']],
    ['Forwarded: no', 'Description: Fix it\nAuthor: A <a@b>\nForwarded: no\n', ['dep3-not-forwarded']],
    ['a backport', 'Description: Fix it\nOrigin: backport, commit:1234567\nForwarded: no\n', []],
    [
      'Origin in capitals, as lintian reads it',
      'Description: Fix it\nOrigin: Upstream, x\n',
      ['dep3-not-forwarded', 'dep3-origin'],
    ],
    ['a bug upstream tells', 'Description: Fix it\nAuthor: A <a@b>\nBug: https://x.org/1\n', []],
    [
      "Debian's bug alone does not",
      'Description: Fix it\nAuthor: A <a@b>\nBug-Debian: https://bugs.debian.org/1012345\n',
      ['dep3-not-forwarded'],
    ],
    [
      'fields in a paragraph of their own, as gbp writes them',
      'From: A <a@b>\nSubject: Fix it\n\nApplied-Upstream: 2.0\n\nLast-Update: 2026-11-20\n',
      [],
    ],
    ['a Forwarded that says more than no', 'Description: Fix it\nAuthor: A <a@b>\nForwarded: no\n (not yet)\n', []],
    [
      'a bug by number',
      'Description: Fix it\nAuthor: A <a@b>\nForwarded: https://x\nBug-Debian: #1012345\n',
      ['dep3-bug-vendor'],
    ],
    [
      'a synopsis of 80 characters',
      `Description: ${'x'.repeat(80)}\nAuthor: A <a@b>\nForwarded: https://x\n`,
      ['title-long'],
    ],
    [
      'an mbox line',
      `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] Fix\nForwarded: https://x\n\n`,
      ['dep3-mbox-line'],
    ],
  ] as [string, string, string[]][])
    test(what, () => assert.deepEqual(codes('debian', head(text)).sort(), expected));

  test('a change in debian/', () => {
    const text = encode(
      `Description: Fix\nAuthor: A <a@b>\nForwarded: not-needed\n---\n--- a/debian/rules\n+++ b/debian/rules\n@@ -1 +1 @@\n-a\n+b\n`,
    );
    assert.deepEqual(codes('debian', text), ['patch-in-debian']);
  });

  test('repairs: the bug, the author, the mbox line', () => {
    const checks = communityProfile('debian').checks;
    const facts = { signer: { name: 'O', email: 'o@e' } };
    assert.equal(
      repaired(checks, head('Description: Fix it\nForwarded: https://x\nBug-Debian: #1012345\n'), facts),
      `Description: Fix it\nForwarded: https://x\nBug-Debian: https://bugs.debian.org/1012345\nAuthor: O <o@e>\n---\n${DIFF}`,
    );
    assert.ok(
      repaired(checks, head(`From ${'a'.repeat(40)} Mon\nFrom: A <a@b>\nSubject: x\n\n`)).startsWith('From: A <a@b>\n'),
    );
  });

  test('branches: the trunk, then releases with their pockets', () => {
    const names = [
      'upstream/latest',
      'debian/bookworm',
      'debian/bookworm-security',
      'debian/trixie',
      'debian/sid',
      'debian/experimental',
      'pristine-tar',
    ];
    assert.deepEqual(communityProfile('debian').branches(names), [
      'debian/sid',
      'debian/trixie',
      'debian/bookworm',
      'debian/bookworm-security',
    ]);
    assert.deepEqual(
      communityProfile('ubuntu').branches(['ubuntu/jammy', 'ubuntu/noble-updates', 'ubuntu/noble', 'ubuntu/devel']),
      ['ubuntu/devel', 'ubuntu/noble', 'ubuntu/noble-updates', 'ubuntu/jammy'],
    );
  });
});

suite('RHEL', () => {
  const id = 'a'.repeat(40);
  for (const [what, body, branch, expected] of [
    ['an issue and a pick', `Resolves: RHEL-12345\n(cherry picked from commit ${id})\n`, 'c10s', []],
    ['older bug', `Resolves: rhbz#1234567\n(cherry picked from commit ${id})\n`, 'rhel-9.4.0', []],
    ['rhel-only', 'rhel-only\n\nResolves: #12\nSigned-off-by: A <a@b>\n', 'c9s', ['resolves-malformed']],
    ['nothing', 'Why.\n', 'c9s', ['resolves-missing', 'rhel-only']],
    ['nothing, in Fedora', 'Why.\n', 'f43', []],
  ] as const)
    test(what, () => assert.deepEqual(codes('rpm', patchOf('Fix', `Why.\n\n${body}`), { branch }), expected));

  test('branches', () =>
    assert.deepEqual(communityProfile('rpm').branches(['f42', 'c9s', 'rawhide', 'f43', 'epel9', 'c10s', 'private-x']), [
      'rawhide',
      'f43',
      'f42',
      'epel9',
      'c10s',
      'c9s',
    ]));
});

suite('SUSE, as suse_git/header.py', () => {
  const id = 'a'.repeat(40);
  const suse = 'Acked-by: A <a@suse.com>\n';
  for (const [what, fields, expected] of [
    ['merged', `Git-commit: ${id}\nPatch-mainline: v6.5-rc7\nReferences: bsc#1214727\n`, []],
    [
      'merged in a next release',
      `Git-commit: ${id}\nPatch-mainline: v6.5 or v6.6-rc1 (next release)\nReferences: bsc#1\n`,
      [],
    ],
    ['partial', `Git-commit: ${id} (partial)\nPatch-mainline: v6.5\nReferences: bsc#1\n`, []],
    ['merged without commit', 'Patch-mainline: v6.5\nReferences: bsc#1\n', ['suse-requires']],
    [
      'merged with repository',
      `Git-commit: ${id}\nGit-repo: git://x/y\nPatch-mainline: v6.5\nReferences: bsc#1\n`,
      ['suse-excludes'],
    ],
    [
      'queued',
      `Git-commit: ${id}\nGit-repo: git://x/y\nPatch-mainline: Queued in subsystem maintainer repo\nReferences: x\n`,
      [],
    ],
    ['queued without repository', `Git-commit: ${id}\nPatch-mainline: Queued\nReferences: x\n`, ['suse-requires']],
    ['submitted', 'Patch-mainline: Submitted, 2026-11-20 lkml\nReferences: x\n', []],
    ['bare Submitted', 'Patch-mainline: Submitted\nReferences: x\n', ['suse-mainline']],
    ['Not yet, submitted', 'Patch-mainline: Not yet, submitted to lkml\nReferences: x\n', ['suse-mainline']],
    ['Not yet with reason', 'Patch-mainline: Not yet, under test\nReferences: x\n', []],
    ['bare Never', 'Patch-mainline: Never\nReferences: x\n', ['suse-mainline']],
    ['Never with commit', `Git-commit: ${id}\nPatch-mainline: Never, kABI\nReferences: x\n`, ['suse-excludes']],
    ['Yes', 'Patch-mainline: Yes, v6.5\nReferences: x\n', ['suse-mainline']],
    ['short commit', 'Git-commit: 1234567\nPatch-mainline: v6.5\nReferences: x\n', ['suse-commit']],
    ['empty References', `Git-commit: ${id}\nPatch-mainline: v6.5\nReferences:\n`, ['suse-empty']],
    ['twice', `Git-commit: ${id}\nPatch-mainline: v6.5\nPatch-mainline: v6.5\nReferences: x\n`, ['suse-duplicate']],
    ['no References, no Patch-mainline', '', ['suse-missing', 'suse-missing']],
  ] as [string, string, string[]][])
    test(what, () => assert.deepEqual(codes('suse', patchOf('Fix', `Why.\n\n${suse}`, DIFF, fields)), expected));

  test('nobody of SUSE', () => {
    const fields = `Git-commit: ${id}\nPatch-mainline: v6.5\nReferences: x\n`;
    assert.deepEqual(codes('suse', patchOf('Fix', 'Why.\n', DIFF, fields)), ['suse-person']);
  });

  test('branches', () =>
    assert.deepEqual(
      communityProfile('suse').branches([
        'SLE15-SP6',
        'master',
        'SL-16.0',
        'SLE12-SP5',
        'stable',
        'SLE15-SP7',
        'users/x/y',
      ]),
      ['master', 'stable', 'SL-16.0', 'SLE15-SP7', 'SLE15-SP6', 'SLE12-SP5'],
    ));
});

suite('Yocto, as oe.qa.check_upstream_status and patchtest', () => {
  const signed = 'Signed-off-by: A <a@b>\n';
  for (const [line, expected] of [
    ['Upstream-Status: Pending', []],
    ['Upstream-Status: Backport [https://x.org/1]', []],
    ['Upstream-Status: Backport https://x.org/1', ['upstream-status-bare']],
    ['Upstream-Status: Submitted', ['upstream-status-bare']],
    ['Upstream-Status: Inappropriate [oe specific]', []],
    ['Upstream-Status: Backport[https://x.org/1]', ['upstream-status-malformed']],
    ['Upstream-Status: Pending ', ['upstream-status-malformed']],
    [' Upstream-Status: Pending', ['upstream-status-malformed']],
    ['Upstream-status: Pending', ['upstream-status-malformed']],
    ['Upstream-Status: pending', ['upstream-status-malformed']],
    ['Upstream-Status: Accepted', ['upstream-status-malformed']],
    ['', ['upstream-status-missing']],
  ] as [string, string[]][])
    test(JSON.stringify(line), () => {
      const text = patchOf('Fix', `Why.\n\n${line}\n${signed}`);
      assert.deepEqual(codes('yocto', text), expected);
      const again = repaired(communityProfile('yocto').checks, text);
      assert.deepEqual(
        codes('yocto', again).filter((code) => code !== 'upstream-status-bare'),
        [],
      );
    });

  test('a CVE in the name or the text needs its tag', () => {
    const text = patchOf('Fix', `Why.\n\nUpstream-Status: Pending\n${signed}`);
    assert.deepEqual(codes('yocto', text, { file: 'cve-2025-12345.patch' }), ['cve-missing']);
    assert.match(
      repaired(communityProfile('yocto').checks, text, { file: 'cve-2025-12345.patch' }),
      /\nCVE: CVE-2025-12345\n/,
    );
    assert.deepEqual(
      codes('yocto', patchOf('Fix', `Why.\n\nCVE: cve-2025-12345\nUpstream-Status: Pending\n${signed}`)),
      ['cve-malformed'],
    );
    assert.deepEqual(
      codes('yocto', patchOf('Fix', `Why.\n\nCVE: CVE-2025-12345 CVE-2025-12346\nUpstream-Status: Pending\n${signed}`)),
      [],
    );
  });

  test('branches', () =>
    assert.deepEqual(
      communityProfile('yocto').branches(['kirkstone', 'master-next', 'scarthgap', 'master', 'walnascar']),
      ['master', 'walnascar', 'scarthgap', 'kirkstone'],
    ));
});

suite("Kubernetes, as prow's invalidcommitmsg", () => {
  for (const [body, expected] of [
    ['Why.\n', []],
    ['Fixes #123\n', ['kubernetes-keyword']],
    ['Closes: kubernetes/kubernetes#123\n', ['kubernetes-keyword']],
    ['Thanks to @somebody\n', ['kubernetes-mention']],
    ['Co-authored-by: A <a@b.org>\n', []],
    ['See #123\n', []],
  ] as [string, string[]][])
    test(JSON.stringify(body), () => assert.deepEqual(codes('kubernetes', patchOf('Fix', body)), expected));

  test('branches, of which three releases are supported', () => {
    const { branches, state } = communityProfile('kubernetes');
    const names = [
      'release-1.9',
      'release-1.31',
      'master',
      'release-1.33',
      'release-1.34',
      'release-1.32',
      'feature-x',
    ];
    assert.deepEqual(branches(names), [
      'master',
      'release-1.34',
      'release-1.33',
      'release-1.32',
      'release-1.31',
      'release-1.9',
    ]);
    const states = branches(names).map((name) => state(name, { branches: names, tags: [] }));
    assert.deepEqual(states, ['development', 'maintained', 'maintained', 'maintained', 'ended', 'ended']);
  });

  test('a release branch takes no API change', () => {
    const diff = '--- a/api/openapi-spec/swagger.json\n+++ b/api/openapi-spec/swagger.json\n@@ -1 +1 @@\n-a\n+b\n';
    assert.deepEqual(codes('kubernetes', patchOf('Fix', 'Why.\n', diff), { branch: 'release-1.34' }), ['release-api']);
    assert.deepEqual(codes('kubernetes', patchOf('Fix', 'Why.\n', diff), { branch: 'master' }), []);
  });
});
