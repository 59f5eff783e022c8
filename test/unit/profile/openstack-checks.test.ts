// OpenStack's rules for a patch: Change-Id, bugs, picks as nova's check-cherry-picks.sh sees them, stable policy.
import assert from 'node:assert/strict';
import type { CommitFacts, Facts } from '../../../src/profile/check';
import { openstackState } from '../../../src/profile/openstack/branches';
import { openstackProfile } from '../../../src/profile/openstack/profile';
import { examine, patchOf, remarksOf, repaired } from './patch-of';

const { checks } = openstackProfile(undefined);
const id = `I${'a'.repeat(40)}`;
const footer = `Change-Id: ${id}\nSigned-off-by: O <o@e>\n`;
const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];

function codes(body: string, facts: Facts = {}, title = 'Fix it'): string[] {
  return examine(checks, patchOf(title, body), facts).map(({ code }) => code);
}

suite('openstack: footer', () => {
  test('a good patch', () => assert.deepEqual(codes(`Why.\n\nCloses-Bug: #12\n${footer}`), []));

  for (const [what, body, expected] of [
    ['no Change-Id, no sign-off', 'Why.\n', ['change-id-missing', 'sign-off-missing']],
    ['capitals in the Change-Id', `Change-Id: ${id.toUpperCase()}\nSigned-off-by: O <o@e>\n`, ['change-id-malformed']],
    ['the same Change-Id twice', `Change-Id: ${id}\n${footer}`, ['change-id-duplicate']],
    ['text behind the bug', `Closes-Bug: #12 (the leak)\n${footer}`, ['bug-malformed']],
    ['a bug by its address', `Closes-Bug: https://bugs.launchpad.net/nova/+bug/2116852\n${footer}`, ['bug-malformed']],
    ['what jeepyb reads: LP', `Closes-Bug: LP #12\n${footer}`, []],
    ['Depends-On with an id', `Depends-On: ${id}\n${footer}`, ['depends-on-malformed']],
    ['Depends-On with an address', `Depends-On: https://review.opendev.org/c/openstack/nova/+/1\n${footer}`, []],
  ] as const)
    test(what, () => assert.deepEqual(codes(`Why.\n\n${body}`), expected));

  test('a Change-Id above the last paragraph is not seen by Gerrit', () => {
    const text = patchOf('Fix', `Why.\n\nChange-Id: ${id}\n\nSigned-off-by: O <o@e>\n`);
    assert.deepEqual(remarksOf(checks, text), [`change-id-outside: Change-Id: ${id}`]);
  });

  test('repairs: capitals, the second id, the bug', () => {
    const text = patchOf(
      'Fix',
      `Why.\n\nCloses-Bug: #2116852 now\nChange-Id: ${id.toUpperCase()}\nChange-Id: ${id.toUpperCase()}\nSigned-off-by: O <o@e>\n`,
    );
    const once = repaired(checks, text.replace(/Change-Id: .*\n(?=Signed)/, ''));
    assert.deepEqual(remarksOf(checks, once), []);
    assert.match(once, new RegExp(`\\nCloses-Bug: #2116852\\nChange-Id: ${id}\\nSigned`));
    assert.equal(
      (repaired(checks, patchOf('Fix', `Why.\n\nChange-Id: ${id}\n${footer}`)).match(/Change-Id/g) ?? []).length,
      1,
    );
  });

  test('title: length and full stop', () => {
    assert.deepEqual(codes(`Why.\n\n${footer}`, {}, `${'x'.repeat(72)}.`), ['title-long', 'title-dot']);
    assert.deepEqual(codes(`Why.\n\n${footer}`, {}, 'x'.repeat(72)), []);
  });
});

suite('conflicts paragraph', () => {
  const list = 'Conflicts:\n  nova/a.py\n  nova/b.py\n';

  test('before the footer it is right', () => assert.deepEqual(codes(`Why.\n\n${list}\n${footer}`), []));

  for (const [what, tail] of [
    ['in last place', list],
    ['in last place with a note', `${list}\nNOTE(olive): b is not there yet.\n`],
  ] as const)
    test(`${what} it hides the footer, and is put before it`, () => {
      const text = patchOf('Fix', `Why.\n\n${footer}\n${tail}`);
      const [first] = examine(checks, text).filter(({ code }) => code === 'conflicts-last');
      assert.equal(first?.severity, 'error');
      const mended = repaired(
        [...checks].filter((check) => check.name === 'conflictsCheck'),
        text,
      );
      assert.equal(mended, patchOf('Fix', `Why.\n\n${tail}\n${footer}`));
      assert.deepEqual(remarksOf(checks, mended), []);
    });

  test("git's comment becomes a paragraph", () => {
    const text = patchOf('Fix', 'Why.\n\n# Conflicts:\n#\tnova/a.py\n\nSigned-off-by: O <o@e>\n');
    const only = checks.filter((check) => check.name === 'conflictsCheck');
    assert.deepEqual(remarksOf(only, text), ['conflicts-comment: # Conflicts:']);
    assert.equal(repaired(only, text), patchOf('Fix', 'Why.\n\nConflicts:\n  nova/a.py\n\nSigned-off-by: O <o@e>\n'));
  });
});

suite("openstack: picks, as nova's tools/check-cherry-picks.sh and the stable policy have them", () => {
  const branches = ['master', 'stable/2026.1', 'stable/2025.2', 'stable/2025.1', 'unmaintained/2024.1'];
  const on = (...names: string[]): CommitFacts => ({ id: one, title: 'Fix it', branches: names, tags: [] });
  const pick = (...commits: string[]) =>
    `Why.\n\n${footer}${commits.map((commit) => `(cherry picked from commit ${commit})\n`).join('')}`;
  const facts = (commits: [string, CommitFacts | 'absent'][], branch = 'stable/2025.2'): Facts => ({
    branch,
    branches,
    tags: ['2024.2-eol'],
    commits: new Map(commits),
  });

  for (const [what, body, given, expected] of [
    ['stable without pick line', pick(), facts([]), ['picked-missing']],
    ['unmaintained without pick line', pick(), facts([], 'unmaintained/2024.1'), ['picked-missing']],
    ['master without pick line', pick(), facts([], 'master'), []],
    ['stable only, in the text', `This is Stable only.\n\n${footer}`, facts([]), []],
    ['commit on master', pick(one), facts([[one, on('master', 'stable/2026.1')]]), []],
    [
      'commit behind an -eol tag',
      pick(one),
      facts([[one, { id: '', title: '', branches: [], tags: ['2024.2-eol'] }]]),
      ['picked-newer-missing'],
    ],
    ['commit nowhere', pick(one), facts([[one, on('feature/x')]]), ['picked-unmerged', 'picked-newer-missing']],
    ['commit that the clone lacks', pick(one), facts([[one, 'absent']]), ['picked-unknown']],
    ['nothing known', pick(one), { branch: 'stable/2025.2' }, []],
    ['short id', pick('1234567'), facts([]), ['picked-short']],
    ['a newer branch left out', pick(one), facts([[one, on('master')]]), ['picked-newer-missing']],
    [
      'both branches passed',
      pick(one, two),
      facts([
        [one, on('master')],
        [two, on('stable/2026.1')],
      ]),
      [],
    ],
    [
      'in the wrong order',
      pick(two, one),
      facts([
        [one, on('master')],
        [two, on('stable/2026.1')],
      ]),
      ['picked-order'],
    ],
    [
      'three, of which the second is unknown',
      pick(one, two, three),
      facts([
        [one, on('master')],
        [two, 'absent'],
        [three, on('stable/2026.1')],
      ]),
      ['picked-unknown'],
    ],
  ] as [string, string, Facts, string[]][])
    test(what, () => assert.deepEqual(codes(body, given), expected));

  test("the release bot's commits are let pass", () => {
    const text = patchOf('Update .gitreview', `${footer}`).replace(
      'From: A <a@b>',
      'From: Bot <infra-root@openstack.org>',
    );
    assert.deepEqual(remarksOf(checks, text, facts([])), []);
  });

  test('a missing pick is an error, but not where no branch before has the fix that waits in the queue', () => {
    const said = (passed?: string[]) =>
      examine(checks, patchOf('Fix it', pick()), { ...facts([]), ...(passed ? { passed } : {}) })
        .filter(({ code }) => code === 'picked-missing')
        .map(({ severity, message }) => [
          severity,
          /next fishladder port/.test(message),
          /\[stable-only\]/.test(message),
        ]);
    assert.deepEqual(
      [said(), said([]), said([one])],
      [[['error', false, true]], [['info', true, true]], [['error', true, true]]],
    );
  });

  test('[stable-only] in the title', () => assert.deepEqual(codes(pick(), facts([]), '[stable-only] Fix it'), []));
});

suite('openstack: how a branch lives', () => {
  const lines = { branches: ['unmaintained/2023.1'], tags: ['zed-eom', 'zed-eol', '2024.1-eom', '2023.2-eol'] };
  for (const [branch, state] of [
    ['master', 'development'],
    ['stable/2025.1', 'maintained'],
    ['stable/2024.1', 'unmaintained'],
    ['unmaintained/2024.1', 'unmaintained'],
    ['unmaintained/zed', 'ended'],
    ['stable/2023.2', 'ended'],
    ['stable/2023.1', 'ended'],
    ['unmaintained/2023.1', 'unmaintained'],
  ] as const)
    test(`${branch}: ${state}`, () => assert.equal(openstackState(branch, lines), state));
});

suite('openstack: stable policy', () => {
  const add = (path: string, line: string) => `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}\n`;
  const change = (path: string, old: string, now: string) =>
    `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-${old}\n+${now}\n`;
  const note = 'releasenotes/notes/fix-0123456789abcdef.yaml';

  for (const [what, diff, expected] of [
    ['a migration', add('nova/db/main/migrations/versions/1a2b_add.py', 'x'), ['stable-db-schema']],
    ['a model', change('nova/db/main/models.py', 'x', '    host = sa.Column(sa.String(255))'), ['stable-db-schema']],
    ['a query in the db api', change('nova/db/main/api.py', 'x', 'y'), []],
    [
      'an RPC version',
      change('nova/compute/rpcapi.py', "    RPC_API_VERSION = '6.3'", "    RPC_API_VERSION = '6.4'"),
      ['stable-rpc-version'],
    ],
    [
      "a manager's target",
      change(
        'nova/compute/manager.py',
        "    target = messaging.Target(version='6.3')",
        "    target = messaging.Target(version='6.4')",
      ),
      ['stable-rpc-version'],
    ],
    [
      'an object',
      change('nova/objects/instance.py', "    VERSION = '2.7'", "    VERSION = '2.8'"),
      ['stable-object-version'],
    ],
    ['a method of an object', change('nova/objects/instance.py', '    def a(self):', '    def b(self):'), []],
    ['an option that goes', change('nova/conf/compute.py', "    cfg.StrOpt('a',", '    x'), ['stable-option-removed']],
    ['an option that comes', change('nova/conf/compute.py', 'x', "    cfg.StrOpt('a',"), ['stable-option-added']],
    ['an API sample', add('doc/api_samples/servers/v2.99/a.json', '{}'), ['stable-api']],
    ['a microversion', change('nova/api/openstack/api_version_request.py', 'x', 'y'), ['stable-api']],
    ['the API reference', add('api-ref/source/a.inc', 'x'), ['stable-api-reference']],
    ['a notification', add('doc/notification_samples/a.json', '{}'), ['stable-notification']],
    ['a feature note', add(note, 'features:'), ['stable-feature']],
    ['an upgrade note', add(note, 'upgrade:'), ['stable-upgrade-note']],
    ['a fix note', add(note, 'fixes:'), []],
    ['a note without its digits', add('releasenotes/notes/fix.yaml', 'fixes:'), ['reno-name']],
    ['a note that was there', change(note, 'a', 'b'), ['reno-edited']],
    ['a minimum version', change('requirements.txt', 'oslo.db>=1', 'oslo.db>=2'), ['stable-requirements']],
    ['code', change('nova/virt/driver.py', 'a', 'b'), []],
  ] as const) {
    test(what, () => {
      const text = patchOf('Fix', `Stable only.\n\n${footer}`, diff);
      assert.deepEqual(
        examine(checks, text, { branch: 'stable/2025.1' }).map(({ code }) => code),
        expected,
      );
    });
  }

  test('says nothing on master, and names the line', () => {
    const text = patchOf(
      'Fix',
      `Stable only.\n\n${footer}`,
      change('a/conf/x.py', "cfg.IntOpt('a')", "cfg.IntOpt('b')"),
    );
    assert.deepEqual(remarksOf(checks, text, { branch: 'master' }), []);
    assert.deepEqual(remarksOf(checks, text, { branch: 'stable/2025.1' }), [
      "stable-option-removed: -cfg.IntOpt('a')",
      "stable-option-added: +cfg.IntOpt('b')",
    ]);
  });
});
