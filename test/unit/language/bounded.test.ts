// Small texts of others that once took minutes to read: each is read at once, and as what it is.
import assert from 'node:assert/strict';
import { readFix } from '../../../src/fix/document';
import { lintPatch, mendingEdits } from '../../../src/language/lint';
import { readPatchText } from '../../../src/language/patch-text';
import { patchTokens } from '../../../src/language/tokens';
import { toDep3 } from '../../../src/patch/header-form';
import { formatMail, getSubject, parseMail } from '../../../src/patch/mail';
import { decodeHeader } from '../../../src/patch/mail-words';
import { formatMessage, parseMessage, subjectOf, trailer } from '../../../src/patch/message';
import { nameOf } from '../../../src/patch/parse-header';
import { mergeLayout } from '../../../src/port/adapt/layout';
import { COMMUNITIES, communityProfile } from '../../../src/profile/detect';
import { lastSigner } from '../../../src/profile/trailers';

const MANY = 200_000;
const blanks = ' '.repeat(MANY);
const HEAD = 'From: A <a@example.org>\nSubject: [PATCH] Title\n\nWords.\n\n';
const DIFF = '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n';

function tokensOf(text: string) {
  const backdrop = { facts: {}, fields: undefined, bugAddresses: () => ['https://example.org/1'] };
  return patchTokens(readPatchText(text), backdrop, { start: 0, end: 100 });
}

suite('texts that are made to be slow', function () {
  this.timeout(10_000);

  test('a name with blanks in front of what is no time', () => {
    const [before, after] = [`--- a/f${blanks}z`, `+++ b/f${blanks}z`];
    assert.equal(nameOf(before), `a/f${blanks}z`);
    assert.equal(nameOf(`--- a/f${blanks}2020-01-01 10:00:00 +0000\n`), 'a/f');
    const text = `${HEAD}---\n${DIFF.replace('--- a/x', before).replace('+++ b/x', after)}`;
    for (const id of COMMUNITIES)
      lintPatch(readPatchText(text), { checks: communityProfile(id).checks, facts: {}, ground: {} });
    assert.equal(readFix(text, 'x').files[0]?.newPath, `f${blanks}z`);
  });

  test('a trailer that goes on in thousands of lines', () => {
    const paths = Array.from({ length: 40_000 }, (_, at) => `\tpath/${at}\n`).join('');
    const message = parseMessage(`Title\n\nConflicts: x\n${paths}Signed-off-by: A <a@example.org>\n`);
    assert.deepEqual(
      message.trailers.map((line) => (line.kind === 'trailer' ? [line.key, line.value.length] : line.kind)),
      [
        ['Conflicts', 'x'.length + paths.length - 40_000],
        ['Signed-off-by', 'A <a@example.org>'.length],
      ],
    );
    assert.ok(formatMessage(message).includes(paths));
  });

  test('blanks within messages, headings and names of people', () => {
    assert.equal(subjectOf(parseMessage(`a${blanks}b\nc`)), `a${blanks}b c`);
    assert.equal(trailer('X', `a${blanks}b \n\n c`).raw, `X: a${blanks}b\n c\n`);
    assert.equal(lastSigner(`t\n\nSigned-off-by: a${blanks}b <${'<'.repeat(MANY)}\n`), undefined);
    const heading = tokensOf(`${HEAD}---\n${DIFF.replace('@@\n', `@@ a${blanks}b\n`)}`).find(
      ({ type }) => type === 'function',
    );
    assert.equal(heading && heading.to - heading.from, MANY + 2);
  });

  test('people and bugs that are none', () => {
    const of = (field: string) => tokensOf(`${HEAD}${field}\n---\n${DIFF}`).filter(({ line }) => line === 5);
    assert.deepEqual(
      of(`Cc: ${blanks}x`).map(({ type }) => type),
      ['property'],
    );
    assert.deepEqual(
      of(`Bug: ${'.-'.repeat(MANY)}x`).map(({ type }) => type),
      ['property'],
    );
    assert.equal(of(`Bug: ${'#1 '.repeat(MANY / 4)}`).length, 1 + MANY / 4);
    assert.deepEqual(
      of(`Cc: ${blanks}A B <a@b>`).map(({ type, from, to }) => [type, to - from]),
      [
        ['property', 2],
        ['variable', 3],
        ['string', 5],
      ],
    );
  });

  test('subjects and words of a header', () => {
    const words = 'PATCH'.repeat(MANY);
    assert.deepEqual(getSubject(parseMail(`Subject: [${words}\n\n`)), { prefix: '', title: `[${words}` });
    assert.equal(decodeHeader(`=?utf-8${'*'.repeat(MANY)}?q?a?=`), 'a');
  });

  test('fields without end, above a subject', () => {
    const fields = 'X: y\n'.repeat(20_000);
    const mail = parseMail(`From: A <a@example.org>\n${fields}Subject: Title\n\nWords.\n`);
    assert.equal(formatMail(toDep3(mail)), `Description: Title\n Words.\nAuthor: A <a@example.org>\n${fields}\n`);
  });

  test('hunks without end that share one repair', () => {
    const hunks = '@@ -1,3 +1,4 @@\n a\n-b\n+c\n d\n'.repeat(8_000);
    const problems = lintPatch(readPatchText(`--- a/x\n+++ b/x\n${hunks}`), { checks: [], facts: {}, ground: {} });
    assert.equal(mendingEdits(problems, []).length, 8_000);
  });

  test('blanks at the end of what two sides wrapped', () => {
    const one = { base: ['a b\n'], ours: ['a\n', 'b\n'], theirs: ['a b c\n', `${blanks}${'\n'.repeat(9)}`] };
    const whole = (lines: readonly string[]) => ({ start: 0, end: lines.length });
    const region = { base: whole(one.base), ours: whole(one.ours), theirs: whole(one.theirs) };
    const merged = mergeLayout({ ...one, region, partner: new Int32Array(1), edits: [] });
    assert.equal(merged?.join(''), `a b c\n${blanks}${'\n'.repeat(9)}`);
  });
});
