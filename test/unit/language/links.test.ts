// Links of a patch: bugs, reviews, vulnerabilities, commits and changed files, each on its own words.
import assert from 'node:assert/strict';
import { decode, encode } from '../../../src/base/bytes';
import { patchLinks, seriesLinks } from '../../../src/language/links';
import { readPatchText } from '../../../src/language/patch-text';
import { commitAddress } from '../../../src/profile/commit-address';
import { openstackProfile } from '../../../src/profile/openstack/profile';

const ID = '0123456789abcdef0123456789abcdef01234567';
const PATCH = `From: Ann <ann@example.org>
Subject: [PATCH] Mend CVE-2026-12345 in é
Origin: upstream, commit:${ID.slice(0, 12)}
Bug-Debian: 17

Closes-Bug: #2158919
Change-Id: I${ID}
(cherry picked from commit ${ID})
---
diff --git a/old.py b/nova/é.py
--- a/old.py
+++ b/nova/é.py
@@ -1 +1 @@
-a
+b
--- /dev/null
+++ b/new.py
@@ -0,0 +1 @@
+a
`;

suite('links', () => {
  test('each stands on its words and leads to its place', () => {
    const document = readPatchText(encode(PATCH));
    const profile = openstackProfile({ host: 'review.opendev.org', project: 'openstack/nova' });
    const found = patchLinks(document, profile).map(({ line, from, to, address, repositoryFile }) => {
      const words = decode(document.lines[line] ?? '').slice(from, to);
      return `${words} -> ${address ?? repositoryFile}`;
    });
    assert.deepEqual(
      found.sort(),
      [
        `${ID} -> https://review.opendev.org/q/${ID}`,
        '#2158919 -> https://bugs.launchpad.net/bugs/2158919',
        '17 -> https://bugs.debian.org/17',
        `${ID.slice(0, 12)} -> https://review.opendev.org/q/${ID.slice(0, 12)}`,
        'CVE-2026-12345 -> https://www.cve.org/CVERecord?id=CVE-2026-12345',
        `I${ID} -> https://review.opendev.org/q/I${ID}`,
        'new.py -> new.py',
        'nova/é.py -> nova/é.py',
        'old.py -> old.py',
      ].sort(),
    );
  });

  test('a commit is where the forge shows it', () => {
    const at = (kind: 'gerrit' | 'github' | 'gitlab') => commitAddress({ kind, host: 'h.org', project: 'a/b' }, ID);
    assert.deepEqual(
      [at('gerrit'), at('github'), at('gitlab')],
      [`https://h.org/q/${ID}`, `https://h.org/a/b/commit/${ID}`, `https://h.org/a/b/-/commit/${ID}`],
    );
    assert.equal(
      commitAddress({ kind: 'github', host: 'h.org', project: 'a/b', address: 'http://x:1/' }, ID),
      `http://x:1/a/b/commit/${ID}`,
    );
    const list = { kind: 'mail' as const, project: '', list: 'l@h.org', archive: 'https://h.org/l/' };
    assert.equal(commitAddress({ ...list, host: 'lore.kernel.org' }, ID), `https://git.kernel.org/linus/${ID}`);
    assert.equal(commitAddress({ ...list, host: 'h.org' }, ID), undefined);
    assert.equal(commitAddress({ kind: 'gerrit', host: 'h.org', project: '' }, 'master'), undefined);
  });

  test('a series leads to its patches', () => {
    assert.deepEqual(seriesLinks('# x\n  a/b.patch -p1\n'), [{ line: 1, from: 2, to: 11, file: 'a/b.patch' }]);
  });
});
