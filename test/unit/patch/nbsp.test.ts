// Words that end in a byte which looks like a blank (`à` is C3 A0 in UTF-8) go through every form whole.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { bodyOf, composeFix, readFix } from '../../../src/fix/document';
import { commentedNames, parseSeries, seriesEntries } from '../../../src/fix/series';
import { lintPatch, mendingEdits } from '../../../src/language/lint';
import { readPatchText } from '../../../src/language/patch-text';
import { applyEdits } from '../../../src/language/problem';
import { toDep3, toGit } from '../../../src/patch/header-form';
import { formatMail, getField, mailSafe, parseMail } from '../../../src/patch/mail';
import {
  formatMessage,
  parseMessage,
  subjectOf,
  trailer,
  trailerValues,
  withTrailers,
} from '../../../src/patch/message';
import { renamed, renamings } from '../../../src/port/adapt/rewrite';
import { communityProfile } from '../../../src/profile/detect';

const HEAD = encode(`From: Zoltà <z@x>
Subject: [PATCH] Titre là
Forwarded: là
Bug-Debian: là

Corps là
et Р

Reviewed-by: Là
---
`);
const DIFF = '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n';

suite('words that end like a blank', () => {
  test('in DEP-3 and back', () => {
    const dep3 = toDep3(parseMail(HEAD));
    assert.ok(formatMail(dep3).startsWith(encode('Description: Titre là\n Corps là\n et Р\nAuthor: Zoltà <z@x>\n')));
    const back = toGit(dep3);
    assert.equal(getField(back, 'Subject'), '[PATCH] Titre là');
    assert.ok(formatMail(back).includes(encode('\n\nCorps là\net Р\n\nReviewed-by: Là\n---\n')));
  });

  test('in a fix', () => {
    const fix = readFix(`${HEAD}\n${DIFF}`, 'x');
    assert.equal(fix.message, encode('Titre là\n\nCorps là\net Р\n\nReviewed-by: Là\n'));
    assert.deepEqual([fix.author.name, fix.life.forwarded], ['Zoltà', 'là']);
    const bare = { ...fix, message: encode('Titre là\n\nCorps là') };
    for (const each of [fix, bare]) {
      const again = readFix(composeFix(each), 'x');
      assert.deepEqual([again.message.replace(/\n$/, ''), again.life], [each.message.replace(/\n$/, ''), fix.life]);
    }
    const dep3 = readFix(`${formatMail(toDep3(parseMail(HEAD)))}\n${DIFF}`, 'x');
    assert.equal(dep3.message, fix.message);
  });

  test('in messages and trailers', () => {
    const message = parseMessage(encode('Titre là\n\nReviewed-by: Là\n\n'));
    assert.equal(subjectOf(message), encode('Titre là'));
    assert.deepEqual(trailerValues(message, 'Reviewed-by'), [encode('Là')]);
    assert.equal(trailer('X', encode('Là\nlà')).raw, encode('X: Là\n là\n'));
    const added = withTrailers(parseMessage(encode('Titre\n\nCorps là')), [trailer('X', 'y')]);
    assert.equal(formatMessage(added), encode('Titre\n\nCorps là\n\nX: y\n'));
  });

  test('in what a profile makes of a message', () => {
    const signer = { name: 'Z', email: 'z@x' };
    for (const id of ['openstack', 'linux', 'generic'] as const) {
      const ported = communityProfile(id).ported(encode('Titre là\n\nCorps là\n\nSigned-off-by: Z <z@x>\n'), {
        branch: 'b',
        picked: ['a'.repeat(40)],
        conflict: { files: [encode('à')], note: 'là' },
        signer,
      });
      for (const words of ['Titre là', 'Corps là'])
        assert.ok(ported.includes(encode(`${words}\n`)), `${id}: ${ported}`);
      assert.doesNotMatch(ported, /\xc3(?!\xa0)/, id);
    }
  });

  test('in a series', () => {
    assert.deepEqual(seriesEntries(parseSeries(encode('là.patch -p1\nvoilà\n'))), [
      { file: encode('là.patch'), options: ['-p1'] },
      { file: encode('voilà'), options: [] },
    ]);
  });

  test('in comments of a series, in a body, and in a line whose blanks are taken away', () => {
    assert.deepEqual(commentedNames(parseSeries(encode('# là.patch\n'))), [encode('là.patch')]);
    assert.equal(bodyOf('\xa0\n\nbody\n'), 'body\n');
    assert.equal(mailSafe('\x85\nFrom: x\n'), '\x85\nFrom: x\n');
    const text = encode(`--- a/x\n+++ b/x\n@@ -1 +1 @@\n-b\n+voilà \n`);
    const problems = lintPatch(readPatchText(text), { checks: [], facts: {}, ground: {} });
    assert.equal(
      applyEdits(text, mendingEdits(problems, ['trailing-blank'])),
      text.replace(encode('à \n'), encode('à\n')),
    );
  });

  test('in a name that ours changed, and theirs uses', () => {
    const whole = { start: 0, end: 1 };
    const texts = { base: ['x = foo\n'], ours: [encode('x = voilà\n')], theirs: ['x = foo\n'] };
    const region = { base: whole, ours: whole, theirs: whole };
    const found = renamings({ ...texts, region, partner: new Int32Array([0]), edits: [] });
    assert.deepEqual(renamed(['y = foo\n'], found), [encode('y = voilà\n')]);
  });
});
