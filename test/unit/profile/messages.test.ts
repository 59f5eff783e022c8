// What each community's messages look like: a new fix, an upstream commit, and the message for one branch.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { bodyOf, titleOf } from '../../../src/fix/document';
import { mailSafe } from '../../../src/patch/mail';
import { conflictNote } from '../../../src/profile/conflict-note';
import { COMMUNITIES, communityProfile } from '../../../src/profile/detect';
import type { Community, LackedChange, MessageFacts, PortFacts } from '../../../src/profile/profile';

const [a, b] = ['a', 'b'].map((digit) => digit.repeat(40)) as [string, string];
const signer = { name: 'Olive Tree', email: 'o@e' };
const signed = 'Signed-off-by: Olive Tree <o@e>\n';

function facts(given: Partial<MessageFacts>): MessageFacts {
  return { title: 'Mend it', description: 'It leaked.', bugs: [], signer, committerLine: 'O <o@e> 1 +0000', ...given };
}

function port(given: Partial<PortFacts>): PortFacts {
  return { branch: 'x', picked: [], signer, ...given };
}

suite('messages of new fixes', () => {
  for (const [id, bugs, trailers] of [
    ['generic', ['7', 'https://example.org/8'], `Closes: #7\nCloses: https://example.org/8\n${signed}`],
    ['github', ['owner/name#7'], `Closes: owner/name#7\n${signed}`],
    ['linux', ['https://lore.kernel.org/r/1'], `Closes: https://lore.kernel.org/r/1\n${signed}`],
    ['linux', ['7'], `Closes: https://bugzilla.kernel.org/show_bug.cgi?id=7\n${signed}`],
    [
      'debian',
      ['1012345', 'https://gitlab.com/x/y/-/issues/1'],
      `Bug-Debian: https://bugs.debian.org/1012345\nBug: https://gitlab.com/x/y/-/issues/1\n${signed}`,
    ],
    [
      'debian',
      ['LP: #77', 'https://bugs.debian.org/cgi-bin/bugreport.cgi?bug=5'],
      `Bug-Ubuntu: https://bugs.launchpad.net/bugs/77\nBug-Debian: https://bugs.debian.org/5\n${signed}`,
    ],
    ['ubuntu', ['2116852'], `Bug-Ubuntu: https://bugs.launchpad.net/bugs/2116852\n${signed}`],
    [
      'rpm',
      ['RHEL-12345', '1234567', 'CVE-2025-12345'],
      `Resolves: RHEL-12345\nResolves: rhbz#1234567\nCVE: CVE-2025-12345\n${signed}`,
    ],
    [
      'suse',
      ['bsc#1214727', 'CVE-2023-4563'],
      `Patch-mainline: Not yet, made in the deployed release\nReferences: bsc#1214727\nReferences: CVE-2023-4563\n${signed}`,
    ],
    ['yocto', ['cve-2025-12345'], `CVE: CVE-2025-12345\nUpstream-Status: Pending\n${signed}`],
    ['kubernetes', ['123456'], 'Ref: https://github.com/kubernetes/kubernetes/issues/123456\n'],
  ] as [Community, string[], string][])
    test(`${id}: ${bugs.join(' ')}`, () =>
      assert.equal(communityProfile(id).message(facts({ bugs })), `Mend it\n\nIt leaked.\n\n${trailers}`));

  for (const [id, bug] of [
    ['openstack', 'x1'],
    ['debian', 'x1'],
    ['ubuntu', 'x1'],
    ['rpm', 'x1'],
    ['suse', 'x1'],
    ['yocto', 'x1'],
    ['kubernetes', 'x1'],
  ] as [Community, string][])
    test(`${id} refuses the bug '${bug}'`, () =>
      assert.throws(() => communityProfile(id).message(facts({ bugs: [bug] })), { code: 'bad-bug' }));

  for (const [id, expected] of [
    ['generic', `Fix\n\nWhy.\n\nAcked-by: A <a@b>\n(cherry picked from commit ${a})\n${signed}`],
    ['linux', `Fix\n\ncommit ${a} upstream.\n\nWhy.\n\nAcked-by: A <a@b>\n${signed}`],
    ['suse', `Fix\n\nWhy.\n\nAcked-by: A <a@b>\nGit-commit: ${a}\n${signed}`],
    ['yocto', `Fix\n\nWhy.\n\nAcked-by: A <a@b>\nUpstream-Status: Backport [${a}]\n${signed}`],
    ['kubernetes', 'Fix\n\nWhy.\n\nAcked-by: A <a@b>\n'],
  ] as [Community, string][])
    test(`${id}: a commit of upstream's`, () =>
      assert.equal(
        communityProfile(id).message(facts({ source: { message: 'Fix\n\nWhy.\n\nAcked-by: A <a@b>\n', commit: a } })),
        expected,
      ));

  test('the bugs that a message names have addresses', () => {
    const github = { names: [], texts: new Map(), remote: 'git@github.com:o/n.git' };
    const gitlab = { ...github, remote: 'https://gitlab.com/g/s/p.git' };
    const message = (trailers: string) => `Fix\n\nWhy.\n\n${trailers}${signed}`;
    assert.deepEqual(
      communityProfile('github', github).bugAddresses(message('Closes: #7\nFixes: x/y#8\nFixes: abc ("x")\n')),
      ['https://github.com/o/n/issues/7', 'https://github.com/x/y/issues/8'],
    );
    assert.deepEqual(communityProfile('gitlab', gitlab).bugAddresses(message('Closes: #7\n')), [
      'https://gitlab.com/g/s/p/-/issues/7',
    ]);
    assert.deepEqual(communityProfile('rpm').bugAddresses(message('Resolves: RHEL-1, rhbz#2\n')), [
      'https://issues.redhat.com/browse/RHEL-1',
      'https://bugzilla.redhat.com/2',
    ]);
    assert.deepEqual(communityProfile('suse').bugAddresses(message('References: CVE-2023-4563 bsc#1214727\n')), [
      'https://bugzilla.suse.com/show_bug.cgi?id=1214727',
    ]);
    assert.deepEqual(
      communityProfile('debian').bugAddresses(message('Bug-Debian: https://bugs.debian.org/5\nBug: https://x.org/1\n')),
      ['https://x.org/1'],
    );
  });
});

suite('messages for one branch', () => {
  const message = `Fix\n\nWhy.\n\n${signed}`;
  const conflict = { files: ['nova/a.py', 'nova/b.py'], note: 'b has\n\nno lock here.' };

  test('openstack: the chain grows at the end, the Change-Id stays, the conflict stands before the footer', () => {
    const before = `Fix\n\nWhy.\n\nChange-Id: I${a}\n${signed}(cherry picked from commit ${a})\n`;
    const once = communityProfile('openstack').ported(before, port({ picked: [a, b], conflict }));
    assert.equal(
      once,
      `Fix\n\nWhy.\n\nConflicts:\n  nova/a.py\n  nova/b.py\n\nNOTE(olive): b has\nno lock here.\n\nChange-Id: I${a}\n${signed}(cherry picked from commit ${a})\n(cherry picked from commit ${b})\n`,
    );
    assert.equal(communityProfile('openstack').ported(once, port({ picked: [a, b], conflict })), once);
  });

  test("a note about another branch goes, git's own form of it too", () => {
    for (const note of [
      'Conflicts:\n  a.py\n\nNOTE(dan): why.\n',
      'Conflicts:\n\ta.py\n',
      '# Conflicts:\n#\ta.py\n',
      'Conflicts: stable/2023.2\n  a.py\n',
    ])
      assert.equal(communityProfile('openstack').ported(`Fix\n\nWhy.\n\n${note}\n${signed}`, port({})), message);
  });

  test('linux: the mainline commit below the title, the note before the own sign-off, no Change-Id', () => {
    const before = `Fix\n\nWhy.\n\nFixes: ${b.slice(0, 12)} ("x")\nSigned-off-by: A <a@b>\nChange-Id: I${a}\n`;
    const once = communityProfile('linux').ported(
      before,
      port({ picked: [a], conflict: { files: [], note: 'adjusted context' } }),
    );
    assert.equal(
      once,
      `Fix\n\ncommit ${a} upstream.\n\nWhy.\n\nFixes: ${b.slice(0, 12)} ("x")\nSigned-off-by: A <a@b>\n[ olive: adjusted context ]\n${signed}`,
    );
    assert.equal(
      communityProfile('linux').ported(once, port({ picked: [a], conflict: { files: [], note: 'adjusted context' } })),
      once,
    );
  });

  const lacking = { commit: a, subject: 'Move the lock to where it is needed by all who take it' };
  const noted = (id: Community, lacks: readonly LackedChange[], more: Partial<PortFacts> = {}) =>
    communityProfile(id).ported(
      message,
      port({ branch: 'stable/2025.1', conflict: { files: ['a.py'], note: '', lacks }, ...more }),
    );

  test('openstack: names the change that the branch lacks, in lines of 72, by the nick where it is known', () => {
    const change = { ...lacking, changeId: `I${b}` };
    assert.ok(
      noted('openstack', [change]).includes(
        `Conflicts:\n  a.py\n\nNOTE(olive): The conflict is because change\nI${b} (Move the lock to where it is\nneeded by all who take it) is not in stable/2025.1.\n\nSigned`,
      ),
    );
    const text = noted('openstack', [change, lacking], { signer: { ...signer, nick: 'oli' } });
    assert.ok(
      text.includes(
        `\nNOTE(oli): The conflicts are because these changes are not in\nstable/2025.1:\n  * I${b} (Move the lock to where it\n    is needed by all who take it)\n  * ${a.slice(0, 12)} (Move the lock to where it is needed by all who take\n    it)\n\nSigned`,
      ),
    );
    assert.deepEqual(conflictNote(text)?.nick, 'oli');
    assert.match(noted('openstack', [lacking]), /because commit [0-9a-f]{12} \(Move the lock/);
  });

  test('linux: names the commits that the branch lacks as checkpatch wants it', () => {
    const title = `("${lacking.subject}")`;
    const one = noted('linux', [lacking], { branch: 'linux-6.6.y' });
    assert.ok(
      one.includes(`[ olive: adjusted a.py, as commit ${a.slice(0, 12)} ${title} is not in linux-6.6.y ]\n${signed}`),
    );
    assert.match(
      noted('linux', [lacking, { ...lacking, commit: b }]),
      /as commits .*, .* are not in stable\/2025\.1 \]/,
    );
    assert.deepEqual(conflictNote(one)?.nick, 'olive');
  });

  test('linux: tells what was left out from what was adjusted', () => {
    const words = (leftOut: string[]) => {
      const conflict = { files: ['a.c', 'b.c'], leftOut, note: '' };
      return communityProfile('linux').ported('Fix\n', port({ picked: [a], conflict }));
    };
    assert.match(words(['a.c']), /\n\[ olive: adjusted b\.c, left out a\.c \]\n/);
    assert.match(words(['a.c', 'b.c']), /\n\[ olive: left out a\.c, b\.c \]\n/);
  });

  test("a note is read as it was written, the operator's own before all that is known; none is none", () => {
    const read = (id: Community, note: string) =>
      conflictNote(
        communityProfile(id).ported(message, port({ conflict: { files: ['a.py'], note, lacks: [lacking] } })),
      );
    assert.deepEqual(read('openstack', 'There is no lock.\nNone.'), {
      nick: 'olive',
      note: 'There is no lock.\nNone.',
    });
    assert.deepEqual(read('linux', 'there is no lock'), { nick: 'olive', note: 'there is no lock' });
    assert.equal(conflictNote(message), undefined);
  });

  test('no title of another commit can end the message', () => {
    for (const subject of ['-'.repeat(61), `${'x'.repeat(40)} --- diff --git a/b b/b`, `${'x'.repeat(40)} ---`]) {
      const text = noted('openstack', [{ ...lacking, subject }]);
      assert.equal(mailSafe(bodyOf(text)), bodyOf(text), subject);
    }
  });

  test('linux: a line that names the commit already is replaced', () => {
    const before = `Fix\n\n[ Upstream commit ${b} ]\n\nWhy.\n\n${signed}`;
    assert.equal(
      communityProfile('linux').ported(before, port({ picked: [a] })),
      `Fix\n\ncommit ${a} upstream.\n\nWhy.\n\n${signed}`,
    );
  });

  for (const id of COMMUNITIES)
    for (const [what, given] of [
      ['nothing to say', {}],
      ['a chain', { picked: [a, b] }],
      ['a conflict', { picked: [a], conflict }],
      [
        'a conflict without a name',
        { picked: [a], conflict: { files: [encode('ä.py')], note: '' }, signer: { name: '', email: '' } },
      ],
    ] as [string, Partial<PortFacts>][])
      for (const before of [message, 'Fix\n', `Fix\n\nWhy.\n\nIt is long.\n`])
        test(`${id}: ${what}, said twice, is said once, and travels as a mail (${JSON.stringify(before.slice(0, 12))})`, () => {
          const { ported } = communityProfile(id);
          const once = ported(before, port(given));
          assert.equal(ported(once, port(given)), once);
          assert.equal(mailSafe(bodyOf(once)), bodyOf(once));
          assert.equal(titleOf(once), 'Fix');
        });
});
