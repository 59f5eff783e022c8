// The other forms that patches leave in: an mbox, installed files for site-packages and kolla, a plain series.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { installedPath, sourcePaths } from '../../../src/export/installed';
import { splitMbox } from '../../../src/export/mbox';
import { withPaths } from '../../../src/export/paths';
import { isUntouched } from '../../../src/fix/digest';
import { composeFix, readFix } from '../../../src/fix/document';
import { parsePatch } from '../../../src/patch/parse';
import { exported, fixText, outgoing, packager, place } from './patches';

const CHANGELOG =
  'nova (2:1.0-1) unstable; urgency=medium\n\n  * Old.\n\n -- M <m@x>  Mon, 01 Jan 2024 00:00:00 +0000\n';
const ADD = `diff --git a/nova/new.py b/nova/new.py
new file mode 100755
index 0000000..1234567
--- /dev/null
+++ b/nova/new.py
@@ -0,0 +1 @@
+new
`;
const NOTE = ADD.replaceAll('nova/new.py', 'releasenotes/notes/x.yaml');
const MOVE = `diff --git a/nova/a b.py b/nova/b.py
similarity index 90%
rename from nova/a b.py
rename to nova/b.py
index 1234567..2345678 100644
--- a/nova/a b.py\t
+++ b/nova/b.py
@@ -1 +1 @@
-a
+b
`;
const head = 'From: M <m@x>\nSubject: [PATCH] Mend\nOrigin: other, x\n\nWhy.\n---\n\n';

suite('export as a series', () => {
  test('keeps every byte of the queue, others’ patches and their folders too', async () => {
    const there = place();
    const other = 'Description: hello\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
    const fix = fixText();
    await exported(there, 'series', [outgoing('sub/hello.diff', other, false), outgoing('a.patch', fix)]);
    assert.deepEqual(Object.fromEntries(there.files), {
      'sub/hello.diff': other,
      'a.patch': fix,
      series: 'sub/hello.diff\na.patch\n',
    });
  });

  test('seals what a person edited, so that the next export knows it', async () => {
    const there = place();
    const edited = fixText().replace('Forwarded: no', 'Forwarded: not-needed');
    await exported(there, 'series', [outgoing('a.patch', edited)]);
    assert.ok(isUntouched(there.files.get('a.patch') ?? ''));
    const again = await exported(there, 'series', [outgoing('a.patch', fixText('Again'))]);
    assert.equal(again.patches[0]?.fate, 'replaced');
  });

  test('keeps a fix of the same name that another queue put there', async () => {
    const theirs = fixText('Fix timeout').replace('Maya', 'Ann').replaceAll('+Fix', '+Mend');
    const later = (text: string) =>
      composeFix({ ...readFix(text, ''), author: { ...packager, epoch: packager.epoch + 60 } });
    const sealed = composeFix(readFix(theirs, ''));
    for (const format of ['series', 'debian', 'mbox'] as const)
      for (const other of [sealed, later(fixText('Fix timeout').replaceAll('+Fix', '+Mend'))]) {
        const there = place({ 'debian/changelog': CHANGELOG, 'debian/source/format': '3.0 (quilt)\n' });
        await exported(there, format, [outgoing('fix-timeout.patch', other)]);
        const before = Object.fromEntries(there.files);
        await assert.rejects(exported(there, format, [outgoing('fix-timeout.patch', fixText('Fix timeout'))]), {
          code: 'not-ours',
        });
        assert.deepEqual(Object.fromEntries(there.files), before);
      }
  });

  test('knows a fix by its Change-Id, whoever wrote it and when', async () => {
    const id = (digit: string) => `Change-Id: I${digit.repeat(40)}\n`;
    const there = place();
    await exported(there, 'series', [outgoing('a.patch', fixText('Mend', id('1')))]);
    const renamed = composeFix({
      ...readFix(fixText('Mended', id('1')), ''),
      author: { ...packager, name: 'Ann', epoch: 1 },
    });
    assert.equal((await exported(there, 'series', [outgoing('a.patch', renamed)])).patches[0]?.fate, 'replaced');
    await assert.rejects(exported(there, 'series', [outgoing('a.patch', fixText('Else', id('2')))]), {
      code: 'not-ours',
    });
  });

  test('writes over another change only when it is told to', async () => {
    const there = place({ 'a.patch': 'mine\n' });
    await assert.rejects(exported(there, 'series', [outgoing('a.patch')]), {
      code: 'not-ours',
      message: /there\/a\.patch/,
    });
    await exported(there, 'series', [outgoing('a.patch')], { force: true });
    assert.equal(there.files.get('a.patch'), fixText());
  });
});

suite('export of installed files', () => {
  const patch = outgoing('a.patch', head + ADD + NOTE + MOVE);

  test('takes what is in a package by its path from site-packages, and says what it leaves out', async () => {
    const there = place();
    const { notes } = await exported(there, 'site-packages', [patch]);
    const text = there.files.get('a.patch') ?? '';
    assert.ok(text.endsWith(`---\n\n${ADD}${MOVE}`), text);
    assert.deepEqual(notes, [
      'a.patch: releasenotes/notes/x.yaml is not installed, so the exported patch leaves that out.',
    ]);
  });

  test('for kolla names files from / without a/ and b/, links and all', async () => {
    const there = place();
    await exported(there, 'kolla', [patch]);
    const text = there.files.get('a.patch') ?? '';
    const base = 'var/lib/kolla/venv/lib/python3/site-packages/nova';
    assert.ok(
      text.includes(
        `diff --git ${base}/new.py ${base}/new.py\nnew file mode 100755\nindex 0000000..1234567\n--- /dev/null\n+++ ${base}/new.py\n`,
      ),
      text,
    );
    assert.ok(text.includes(`rename from ${base}/a b.py\nrename to ${base}/b.py\n`));
    assert.ok(text.includes(`--- ${base}/a b.py\t\n+++ ${base}/b.py\n`));
    assert.deepEqual(
      parsePatch(text).files.map(({ change, oldPath, newPath }) => [change, oldPath, newPath]),
      [
        ['add', undefined, `${base}/new.py`],
        ['rename', `${base}/a b.py`, `${base}/b.py`],
      ],
    );
  });

  test('takes another folder of an image, and knows the script that confuses names', async () => {
    const there = place();
    const { notes } = await exported(there, 'kolla', [outgoing('a-leak.patch'), outgoing('leak.patch', fixText('x'))], {
      prefix: '/opt/venv/',
    });
    assert.match(there.files.get('leak.patch') ?? '', /^--- opt\/venv\/nova\/a\.py$/m);
    assert.match(notes.join(), /takes leak\.patch for applied once a-leak\.patch is/);
  });

  test('leaves a patch out that changes nothing installed', async () => {
    const there = place();
    const { patches, notes } = await exported(there, 'site-packages', [outgoing('a.patch', head + NOTE)]);
    assert.deepEqual([patches, notes.length, there.files.size], [[], 1, 0]);
  });

  test('finds packages below src/ and lib/, and leaves tests at the top', () => {
    const isPackage = (folder: string) => ['src/nova', 'src/nova/api', 'tests', 'nova/tests', 'nova'].includes(folder);
    assert.equal(installedPath('src/nova/api/x.py', isPackage), 'nova/api/x.py');
    assert.equal(installedPath('nova/tests/x.py', isPackage), 'nova/tests/x.py');
    assert.equal(installedPath('tests/x.py', isPackage), undefined);
    assert.equal(installedPath('setup.py', isPackage), undefined);
    assert.deepEqual(sourcePaths('/usr/lib/python3/dist-packages/nova/x.py'), [
      'nova/x.py',
      'src/nova/x.py',
      'lib/nova/x.py',
    ]);
  });

  test('writes a plain diff in git’s form', () => {
    const plain =
      'Index: x\n=======\n--- x.orig\t2020-01-01 00:00:00\n+++ nova/x\t2020-01-01 00:00:00\n@@ -1 +1 @@\n-a\n+b\n--- /dev/null\n+++ b/nova/y\n@@ -0,0 +1 @@\n+y\n';
    const moved = withPaths(plain, (path) => `p/${path}`, 1).text;
    assert.ok(moved?.startsWith('diff --git a/p/nova/x b/p/nova/x\n--- a/p/nova/x\n+++ b/p/nova/x\n@@'), moved);
    assert.ok(
      moved?.includes('diff --git a/p/nova/y b/p/nova/y\nnew file mode 100644\n--- /dev/null\n+++ b/p/nova/y\n@@'),
    );
  });
});

suite('export as an mbox', () => {
  test('makes mails that are told apart, name no commit, and tell their charset', async () => {
    const there = place();
    const two = fixText('Größer', encode('Ölig.\n'));
    await exported(there, 'mbox', [outgoing('a.patch'), outgoing('b.patch', encode(two))], { target: 'out.mbox' });
    const mails = splitMbox(there.files.get('out.mbox') ?? '');
    assert.equal(mails.length, 2);
    for (const mail of mails)
      assert.match(mail, /^From 0{40} Mon Sep 17 00:00:00 2001\nFrom: Maya <maya@example\.org>\n/);
    assert.match(mails[1] ?? '', /^Content-Type: text\/plain; charset=UTF-8$/m);
    assert.doesNotMatch(mails[0] ?? '', /^Content-Type/m);
  });

  test('keeps a patch that holds several mails one mail', async () => {
    const there = place();
    const two = `${fixText()}\nFrom ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: B <b@x>\nSubject: second\n\n>From here\n---\n${ADD}`;
    await exported(there, 'mbox', [outgoing('a.patch', two)], { target: 'out.mbox' });
    const mails = splitMbox(there.files.get('out.mbox') ?? '');
    assert.equal(mails.length, 1);
    assert.ok(mails[0]?.includes('\n\nFrom aaaa') && mails[0].includes('\n>From here\n'));
    assert.equal(there.files.get('out.mbox')?.match(/^From /gm)?.length, 1);
  });

  test('writes over mails of its own, and over nothing else', async () => {
    const there = place({ 'x.mbox': 'From me\n' });
    const target = 'x.mbox';
    await assert.rejects(exported(there, 'mbox', [outgoing('a.patch')], { target }), { code: 'not-ours' });
    await exported(there, 'mbox', [outgoing('a.patch')], { target, force: true });
    const { writes } = await exported(there, 'mbox', [outgoing('a.patch', fixText('Other'))], { target });
    assert.equal(writes[0]?.fate, 'replaced');
  });
});
