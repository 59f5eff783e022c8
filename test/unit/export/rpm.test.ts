// Exports into RPM packages: where a spec names and applies a patch, and that nothing of a title reaches rpm as a macro.
import assert from 'node:assert/strict';
import { findPatches } from '../../../src/export/incoming';
import { addToSpec } from '../../../src/export/rpm-edit';
import { appliedPatches, readSpec } from '../../../src/export/rpm-spec';
import { patchComment, suseComment } from '../../../src/export/rpm-words';
import { readFix } from '../../../src/fix/document';
import { withReview } from '../../../src/fix/review-fields';
import { exported, fixText, outgoing, place } from './patches';

const SPEC = `%global rel 3
Name:       nova
Version:    31.0.0
Release:    %{rel}%{?dist}
Source0:    nova-%{version}.tar.gz
%if 0%{?fedora}
Source1:    extra
%endif
License:    Apache-2.0

%description
Patch9: not a tag

%prep
%autosetup -p1

%build

%changelog
* Mon Sep 28 2026 Zed <zed@example.org> - 31.0.0-3
- Build
`;

/** What a spec gets, as lines that were not there (`+`) or are not any more (`-`). */
function changes(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
}

const add = (spec: string, file = 'x.patch') => addToSpec(spec, 'nova.spec', [{ file, comment: ['why'] }]);
const lineAfter = (text: string, line: string) => text.split('\n')[text.split('\n').indexOf(line) + 1];

suite('export to rpm', () => {
  test('says that upstream has it once the patch says so, and where it was sent', () => {
    const life = { forwarded: 'https://review.example.org/1' };
    const said = (text: string) => patchComment(readFix(text, 'a.patch'))[1];
    const sent = fixText('Mend it', '', life);
    const applied = (text: string) =>
      withReview(text, 'a.patch', { appliedUpstream: 'commit:abc', lastUpdate: '2026-10-02' });
    assert.deepEqual([fixText(), sent, applied(fixText()), applied(sent)].map(said), [
      'Not upstream yet: made in 1.0',
      'Upstream: https://review.example.org/1',
      'Upstream: commit:abc',
      'Upstream: commit:abc, https://review.example.org/1',
    ]);
    assert.deepEqual(
      [fixText(), applied(fixText())].map((text) => suseComment('a.patch', readFix(text, 'a.patch'))[0]?.split(' ')[0]),
      ['PATCH-FIX-OPENSUSE', 'PATCH-FIX-UPSTREAM'],
    );
  });

  test('names a first patch behind the sources and outside of their %if, with what upstream knows of it', async () => {
    const there = place({ 'nova.spec': SPEC });
    const life = { origin: 'backport, commit:abc', bugs: ['https://bugs.example.org/1'] };
    await exported(there, 'rpm', [outgoing('a.patch', fixText('Mend it', '', life))]);
    const spec = there.files.get('nova.spec') ?? '';
    assert.deepEqual(changes(SPEC, spec), [
      '+# Mend it',
      '+# Upstream: commit:abc, adapted',
      '+# https://bugs.example.org/1',
      '+Patch0:     a.patch',
    ]);
    assert.equal(lineAfter(spec, '%endif'), '# Mend it');
    assert.equal(lineAfter(spec, 'Patch0:     a.patch'), 'License:    Apache-2.0');
  });

  for (const [why, tags, expected] of [
    ['numbers', 'Patch3:  y.patch\nPatch1: z.patch', 'Patch4: x.patch'],
    ['wide numbers', 'Patch0009: y.patch', 'Patch0010: x.patch'],
    ['no numbers', 'Patch: y.patch\nPatch: z.patch', 'Patch: x.patch'],
    ['tabs', 'PATCH2:\t\ty.patch', 'PATCH3:\t\tx.patch'],
  ] as const) {
    test(`goes on as the spec does: ${why}`, () => {
      const spec = add(SPEC.replace('Source0:', `${tags}\nSource0:`));
      assert.equal(lineAfter(spec, '# why'), expected);
      assert.equal(add(spec), spec);
    });
  }

  test('goes into a %patchlist', () => {
    const spec = SPEC.replace('%prep', '%patchlist\na.patch\n# b\nb.patch\n\n%prep');
    assert.deepEqual(changes(spec, add(spec)), ['+# why', '+x.patch']);
    assert.equal(lineAfter(add(spec), 'b.patch'), '# why');
    assert.equal(lineAfter(add(SPEC.replace('%prep', '%patchlist\n%prep')), '%patchlist'), '# why');
  });

  test('is applied behind the last %patch, outside of its %if, or behind %setup', () => {
    const each = SPEC.replace(
      '%autosetup -p1',
      '%setup -q\n%patch0 -p1\n%if 0%{?rhel}\n%patch -P 2 -p1\n%endif\necho',
    ).replace('License', 'Patch0: a\nPatch2: b\nLicense');
    assert.equal(lineAfter(add(each), 'Patch3: x.patch'), 'License:    Apache-2.0');
    assert.deepEqual(add(each).slice(add(each).indexOf('%endif\n%patch')).split('\n').slice(0, 3), [
      '%endif',
      '%patch -P 3 -p1',
      'echo',
    ]);
    assert.match(add(SPEC.replace('%autosetup -p1', '%setup -q')), /\n%setup -q\n%patch -P 0 -p1\n/);
    assert.match(
      add(SPEC.replace('%autosetup -p1', '%autosetup -N\n%autopatch -m 5 -p1')),
      /-m 5 -p1\n%patch -P 0 -p1\n/,
    );
    assert.doesNotMatch(add(SPEC.replace('%autosetup -p1', '%setup -q\ngit am %{patches}')), /%patch -P/);
  });

  test('has %autosetup strip a folder, where nothing else depends on it', () => {
    assert.match(add(SPEC.replace(' -p1', '')), /^%autosetup -p1$/m);
  });

  test('leaves %autosetup as it is where git strips a folder anyway', () => {
    const spec = SPEC.replace('-p1', '-n x -S git_am').replace('License', 'Patch0: a\nLicense');
    assert.deepEqual(changes(spec, add(spec)), ['+# why', '+Patch1: x.patch']);
  });

  test('leaves a/ and b/ out where the spec strips nothing', async () => {
    const there = place({ 'nova.spec': SPEC.replace('-p1', '-p0') });
    await exported(there, 'rpm', [outgoing('a.patch')]);
    assert.match(there.files.get('a.patch') ?? '', /^--- nova\/a\.py\n\+\+\+ nova\/a\.py$/m);
  });

  for (const [why, files, code] of [
    ['a folder without a spec', {}, 'no-spec'],
    ['two specs', { 'a.spec': SPEC, 'b.spec': SPEC }, 'no-spec'],
    ['a spec that applies nothing', { 'a.spec': SPEC.replace('%autosetup -p1', 'true') }, 'spec-prep'],
    ['a spec with -p2', { 'a.spec': SPEC.replace('-p1', '-p2') }, 'spec-strip'],
    [
      'patches without -p',
      { 'a.spec': SPEC.replace(' -p1', '').replace('License', 'Patch0: a\nLicense') },
      'spec-strip',
    ],
  ] as const) {
    test(`refuses ${why}`, async () => {
      await assert.rejects(exported(place(files), 'rpm', [outgoing('a.patch')]), { code });
    });
  }

  test('doubles every % of a title, and lets no line go on', async () => {
    const there = place({ 'nova.spec': SPEC });
    const evil = 'x %(touch /tmp/x) %{lua:os.exit()} 5% \\';
    await exported(there, 'rpm', [outgoing('a.patch', fixText(evil))], { changelog: true });
    const spec = there.files.get('nova.spec') ?? '';
    assert.equal(spec.match(/^[#-] x %%\(touch \/tmp\/x\) %%\{lua:os\.exit\(\)\} 5%% \\\.$/gm)?.length, 2, spec);
  });

  test('writes the markup of openSUSE where the spec has it', async () => {
    const there = place({
      'nova.spec': SPEC.replace('License', '# PATCH-FIX-UPSTREAM y.patch boo#1 z@x -- Y\nPatch0: y.patch\nLicense'),
    });
    const text = fixText('Mend it', 'References: bsc#1214727\n', { origin: 'upstream, commit:abc' });
    await exported(there, 'rpm', [outgoing('a.patch', text)]);
    const spec = there.files.get('nova.spec') ?? '';
    assert.match(spec, /^# PATCH-FIX-UPSTREAM a\.patch bsc#1214727 maya@example\.org -- Mend it\nPatch1: a\.patch$/m);
  });

  test('makes the next release on demand, by the macro that holds its number', async () => {
    const there = place({ 'nova.spec': SPEC });
    await exported(there, 'rpm', [outgoing('a.patch', fixText('Mend it', 'Resolves: RHEL-12345\n'))], {
      changelog: true,
    });
    const spec = there.files.get('nova.spec') ?? '';
    assert.match(spec, /^%global rel 4$/m);
    assert.ok(
      spec.includes(
        '%changelog\n* Thu Oct 01 2026 Maya <maya@example.org> - 31.0.0-4\n- Mend it\n  Resolves: RHEL-12345\n\n* Mon Sep 28',
      ),
      spec,
    );
  });

  for (const [release, expected] of [
    ['1%{?dist}', '2%{?dist}'],
    ['0.9.rc1%{?dist}', '0.10.rc1%{?dist}'],
    ['%autorelease', '%autorelease'],
    ['%{unknown}', '%{unknown}'],
  ] as const) {
    test(`raises Release: ${release} to ${expected}`, async () => {
      const there = place({ 'nova.spec': SPEC.replace('%{rel}%{?dist}', release) });
      const { notes } = await exported(there, 'rpm', [outgoing('a.patch')], { changelog: true });
      assert.ok((there.files.get('nova.spec') ?? '').includes(`\nRelease:    ${expected}\n`));
      assert.equal(notes.length, release === '%{unknown}' ? 1 : 0);
    });
  }

  test('uses rpmbuild’s own folders', async () => {
    const there = place({ 'SPECS/nova.spec': SPEC });
    await exported(there, 'rpm', [outgoing('a.patch')]);
    assert.deepEqual([...there.files.keys()], ['SPECS/nova.spec', 'SOURCES/a.patch']);
  });
});

suite('a spec', () => {
  test('tells its patches in the order in which they are applied', () => {
    const tags =
      '%define tag fix\nPatch1: https://x/y#/%{name}-%{tag}.patch\nPatch0: b.patch\nPatch7: c.patch\nLicense';
    const spec = SPEC.replace('License', tags);
    const applied = (text: string) =>
      appliedPatches(readSpec(text)).map(({ patch, strip }) => ({ file: patch.file, strip }));
    assert.deepEqual(applied(spec), [
      { file: 'b.patch', strip: 1 },
      { file: 'nova-fix.patch', strip: 1 },
      { file: 'c.patch', strip: 1 },
    ]);
    const each = spec.replace('%autosetup -p1', '%setup\n%patch -p 0 -P1\n%patch 0 -p2 -b .x\n# %patch1');
    assert.deepEqual(applied(each), [
      { file: 'nova-fix.patch', strip: 0 },
      { file: 'b.patch', strip: 2 },
      { file: 'c.patch', strip: undefined },
    ]);
  });

  test('tells of a patch what the patch itself does not', async () => {
    const bare = fixText('Mend').replace(/^[\s\S]*?(?=diff --git)/, '');
    const tags =
      '# A 5%% leak\n# https://x\nPatch0: a.patch\n# PATCH-FIX-UPSTREAM b.patch boo#1 z@x -- B\nPatch1: b.patch\nLicense';
    const there = place({ 'nova.spec': SPEC.replace('License', tags), 'a.patch': bare, 'b.patch': bare });
    const found = await findPatches(there, 'rpm', '');
    assert.deepEqual(
      found.map((each) => ('text' in each ? each.text.slice(0, each.text.indexOf('diff --git')) : each)),
      ['A 5% leak\n\nhttps://x\n\n', 'B\n\nPATCH-FIX-UPSTREAM b.patch boo#1 z@x -- B\n\n'],
    );
    there.files.set('a.patch', fixText());
    const [first] = await findPatches(there, 'rpm', '');
    assert.equal(first && 'text' in first ? first.text : '', fixText());
  });

  test('numbers what has no number as rpm does: one above the highest so far', () => {
    const { patches } = readSpec('Patch5: a\nPatch2: b\nPatch: c\n');
    assert.deepEqual(
      patches.map(({ number }) => number),
      [5, 2, 6],
    );
  });

  test('that defines a macro by itself is read to the end', () => {
    const spec = readSpec('%global a %{b}%{b}\n%global b %{a}%{a}\nName: x\nPatch0: %{a}.patch\n');
    assert.equal(spec.patches.length, 1);
  });
});
