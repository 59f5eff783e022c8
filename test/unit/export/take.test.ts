// Patches on their way into the queue: every header becomes a mail that says all it said, every path is the repository's.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encode } from '../../../src/base/bytes';
import { decodedMail } from '../../../src/export/encoded-mail';
import { findPatches } from '../../../src/export/incoming';
import { fixFrom } from '../../../src/export/take';
import type { Format } from '../../../src/export/types';
import { isUntouched } from '../../../src/fix/digest';
import { composeFix, readFix } from '../../../src/fix/document';
import { exported, fixText, outgoing, packager, place } from './patches';

const DIFF = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const take = (text: string, file = 'fix-it.patch', strip = 1) => fixFrom({ file, text: encode(text), strip }, packager);
const headOf = (text: string) => text.slice(0, text.indexOf('\n\n')).replace(/\nX-Fishladder-Digest: .*/, '');

suite('a patch that comes in', () => {
  for (const [why, header, expected] of [
    [
      'DEP-3',
      'Description: Mend\n Why.\nAuthor: A <a@x>\nBug-Debian: https://bugs.debian.org/1\nForwarded: https://x (mailed)\n\n',
      'From: A <a@x>\nSubject: [PATCH] Mend\nBug-Debian: https://bugs.debian.org/1\nForwarded: https://x (mailed)',
    ],
    [
      'SUSE’s tags',
      'From: A <a@x>\nSubject: Mend\nPatch-mainline: v6.5\nReferences: bsc#1\n\nWhy.\n\n',
      'From: A <a@x>\nSubject: [PATCH] Mend\nPatch-mainline: v6.5\nReferences: bsc#1',
    ],
    [
      'a mail of git’s',
      `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@x>\nSubject: [PATCH 1/2] Mend\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\nWhy.\n---\n x | 2 +-\n\n`,
      `From: A <a@x>\nSubject: [PATCH 1/2] Mend\nX-Mbox-From: ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001`,
    ],
    ['a mere text', 'Mend the thing\n\nWhy.\n', 'From: Maya <maya@example.org>\nSubject: [PATCH] Mend the thing'],
    ['nothing at all', '', 'From: Maya <maya@example.org>\nSubject: [PATCH] fix it'],
    [
      'a name without an address',
      'Description: Mend\nAuthor: Somebody\n\n',
      'From: Maya <maya@example.org>\nSubject: [PATCH] Mend\nAuthor: Somebody',
    ],
    [
      'two people',
      'Description: Mend\nAuthor: A <a@x>, B <b@x>\n\n',
      'From: A <a@x>\nSubject: [PATCH] Mend\nAuthor: A <a@x>, B <b@x>',
    ],
  ] as const) {
    test(`keeps ${why}`, () => {
      const { text, unnamed } = take(header + DIFF);
      assert.deepEqual(headOf(text).split('\n').sort(), expected.split('\n').sort());
      assert.ok(text.endsWith(DIFF) && isUntouched(text));
      assert.equal(unnamed, expected.startsWith('From: Maya'));
      if (header.includes('Why.')) assert.match(text, /^Why\.$/m);
    });
  }

  test('names a person as git does, however it came', () => {
    for (const from of ['Jörg <j@x>', '=?utf-8?b?SsO2cmc=?= <j@x>'])
      assert.match(take(`From: ${from}\nSubject: x\n\n${DIFF}`).text, /^From: =\?UTF-8\?q\?J=C3=B6rg\?= <j@x>$/m);
  });

  test('is taken as it is once it was taken', () => {
    for (const author of ['A <a@x>', 'Somebody', 'A <a AT x>', 'A <a@x>, B <b@x>', 'A <a@x', 'A <https://x/~a>']) {
      const { text } = take(`Origin: vendor\nDescription: Mend\n Why.\n .\n More.\nAuthor: ${author}\n\n${DIFF}`);
      assert.equal(fixFrom({ file: 'fix-it.patch', text, strip: 1 }, packager).text, text, author);
      assert.ok(text.includes(author));
    }
  });

  for (const [why, strip, diff] of [
    ['-p0', 0, DIFF.replaceAll(/[ab]\/x/g, 'nova/x')],
    ['-p1 with one folder for both sides', 1, DIFF.replaceAll(/[ab]\/x/g, 'nova-1.0/nova/x')],
    ['-p1 with two folders', 1, DIFF.replace('a/x', 'nova.orig/nova/x').replace('b/x', 'nova/nova/x')],
    ['-p2', 2, DIFF.replaceAll(/([ab])\/x/g, '$1/sub/nova/x')],
  ] as const) {
    test(`has the repository’s paths: ${why}`, () => {
      const { files, text } = take(diff, 'x.patch', strip);
      assert.deepEqual([files[0]?.oldPath, files[0]?.newPath], ['nova/x', 'nova/x']);
      assert.equal(readFix(text, 'x').files[0]?.newPath, 'nova/x');
    });
  }

  for (const [file, name] of [
    ['CVE-2026-1.patch', 'CVE-2026-1'],
    ['sub/0001-x.diff', '0001-x'],
    [encode('über fix!.patch'), 'uber-fix'],
  ] as const) {
    test(`${file} names ${name}`, () => assert.equal(take(DIFF, file).name, name));
  }

  test('cannot end its message early, nor begin another patch in it', () => {
    const { text, files } = take(
      `Description: Mend\n ---\n diff --git a/y b/y\n From ${'a'.repeat(40)} x\nAuthor: A <a@x>\n\n${DIFF}`,
    );
    assert.equal(files.length, 1);
    assert.equal(readFix(text, 'x').files.length, 1);
    assert.match(text, /^> ---$/m);
  });

  for (const text of ['', 'no patch\n', DIFF.replaceAll('/x', '/../x'), DIFF.replaceAll('/x', '/.git/x')])
    test(`is refused: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.throws(() => take(text), { code: 'bad-patch' });
    });

  test('may be base64 or quoted-printable', () => {
    const mail = (encoding: string, body: string) => `Subject: x\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
    const body = `W=F6rter\n---\n${DIFF}`;
    assert.equal(decodedMail(mail('quoted-printable', 'W=3DF6r=\nter =20\n')), 'Subject: x\n\nW=F6rter  \n');
    assert.equal(decodedMail(mail('base64', Buffer.from(body).toString('base64'))), `Subject: x\n\n${body}`);
    assert.equal(decodedMail(mail('8bit', body)), mail('8bit', body));
    assert.equal(decodedMail(DIFF), DIFF);
  });
});

suite('round trips of generated fixes', () => {
  const word = fc.constantFrom(
    'fix',
    'größer',
    '漢字',
    'a:b',
    '[x]',
    '.',
    '..',
    '"q"',
    'x@y',
    '%{n}',
    '=?',
    'From',
    '--',
  );
  const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));
  const title = words.map((text) => `Mend ${text}`);
  const paragraph = fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => `It ${lines.join('\n  ')}`);
  const footer = fc.constantFrom(
    '',
    'Closes-Bug: #1\nChange-Id: I1\nSigned-off-by: Ölaf <o@x>\n(cherry picked from commit abc)\n',
    'CVE: CVE-2026-12345\n',
  );
  const field = fc.constantFrom(
    'Bug-Debian: https://bugs.debian.org/1\n',
    'Applied-Upstream: 2.0,\n https://x/2\n',
    'Reviewed-by: Ö <o@x>\n',
    'Patch-mainline: Never, größer\n',
  );
  const fix = fc.record({
    title,
    paragraphs: fc.array(paragraph, { maxLength: 4 }),
    footer,
    others: fc.uniqueArray(field),
    bugs: fc.constantFrom([], ['https://bugs.example.org/1', 'https://bugs.example.org/2']),
    forwarded: fc.constantFrom('no', 'not-needed', 'https://review.example.org/1 (größer)'),
  });
  const targets: Record<Format, string> = {
    ...{ debian: '', rpm: '', yocto: 'nova', kolla: '', 'site-packages': '', mbox: 'x.mbox', series: '' },
  };
  const needed = {
    'debian/changelog': 'nova (1-1) unstable; urgency=low\n\n  * x\n\n -- Z <z@x>  Sat, 21 Nov 2026 10:00:00 +0000\n',
    'debian/source/format': '3.0 (quilt)',
    'nova.spec': 'Name: nova\n%prep\n%autosetup -p1\n',
    'conf/layer.conf': '',
  };

  for (const [format, target] of Object.entries(targets) as [Format, string][]) {
    test(`the queue, ${format}, and the queue again`, async () => {
      await fc.assert(
        fc.asyncProperty(fix, async ({ title, paragraphs, footer, others, bugs, forwarded }) => {
          const plain = readFix(fixText(), 'x');
          const body = [...paragraphs.map((each) => `${each}\n`), ...(footer === '' ? [] : [footer])].join('\n');
          const status =
            format === 'yocto' ? `${footer === '' ? '\n' : ''}Upstream-Status: Pending\nCVE: CVE-2026-12345\n` : '';
          const text = composeFix({
            ...plain,
            message: encode(`${title}\n\n${body}${status}`),
            life: { ...plain.life, bugs, forwarded },
            others: others.map((raw) => ({ name: raw.slice(0, raw.indexOf(':')), raw: encode(raw) })),
          });
          const there = place(needed);
          await exported(there, format, [outgoing('a.patch', text)], { target });
          const [found] = await findPatches(there, format, target);
          assert.ok(found && 'text' in found);
          const path = (old: string) => old.replace(/^.*site-packages\//, '');
          const taken = fixFrom(found, packager, path);
          assert.equal(taken.text, text);
          assert.equal(taken.name, 'a');
        }),
        { numRuns: 60 },
      );
    });
  }
});

suite('long lines of blanks and brackets', () => {
  for (const run of [' ', '<', '\\', '\t\\', '%{', '=']) {
    test(`of ${JSON.stringify(run)} come to an end`, async () => {
      const long = `x${run.repeat(50_000)}x`;
      const files = {
        'nova.spec': `Patch0: ${long}\n%global ${long} ${long}\n# ${long}\n%prep\n%autosetup -p1 ${long}\n`,
        'nova.bb': `SRC_URI = "${long}"\n${long}() {\n${long}\n`,
        'x.mbox': `From: ${long}\nSubject: ${long}\nContent-Transfer-Encoding: quoted-printable\n\n${long}\n---\n${DIFF}`,
        series: `${long}\n`,
      };
      for (const [format, target] of [
        ['rpm', ''],
        ['yocto', 'nova.bb'],
        ['mbox', 'x.mbox'],
        ['series', ''],
      ] as const)
        for (const found of await findPatches(place(files), format, target))
          if ('text' in found) fixFrom(found, packager);
    });
  }
});
