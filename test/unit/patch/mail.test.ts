// The head of a patch: read as values, changed one field at a time.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import {
  formatMail,
  getField,
  getFields,
  getSubject,
  mailSafe,
  parseMail,
  setField,
  setSubject,
} from '../../../src/patch/mail';

const HEAD = `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001
From: =?UTF-8?q?J=C3=BCrgen?= <j@example.org>
Date: Tue, 14 Nov 2023 23:13:20 +0100
Subject: [PATCH v2 1/3] Keep the volume when the node
 is gone
Bug: https://bugs.example.org/1
X-odd:no space
Content-Type: text/plain; charset=UTF-8
`;
const BODY = 'Why and how.\n\nChange-Id: I1\n';
const NOTES = '---\n x | 2 +-\n 1 file changed\n\n';
const TEXT = `${HEAD}\n${BODY}${NOTES}`;

suite('parseMail', () => {
  test('an address at the top is no field', () => {
    const mail = parseMail('https://bugs.example.org/1\n\n---\n');
    assert.deepEqual([mail.fields, mail.body], [[], 'https://bugs.example.org/1\n\n']);
  });

  test('takes a preamble apart, and formatMail puts it together', () => {
    const mail = parseMail(TEXT);
    assert.equal(formatMail(mail), TEXT);
    assert.deepEqual([mail.separator.slice(0, 6), mail.blank, mail.body, mail.notes], ['From 1', '\n', BODY, NOTES]);
    assert.deepEqual(
      mail.fields.map(({ name }) => name),
      ['From', 'Date', 'Subject', 'Bug', 'X-odd', 'Content-Type'],
    );
    assert.deepEqual(getSubject(mail), {
      prefix: '[PATCH v2 1/3]',
      title: 'Keep the volume when the node is gone',
    });
    assert.equal(getField(mail, 'FROM'), 'Jürgen <j@example.org>');
    assert.equal(getField(mail, 'x-odd'), 'no space');
    assert.equal(getField(mail, 'Forwarded'), undefined);
  });

  const others: [string, string][] = [
    ['nothing', ''],
    ['only notes', '---\n x | 1 +\n'],
    ['DEP-3 fields without a message', 'Description: Fix it\n in two lines\n .\n and more\nForwarded: no\n---\n'],
    ['prose', 'Fix the thing.\n\nNot a field: here\n'],
    ['a log entry', `commit ${'2'.repeat(40)}\nAuthor: A\n\n    Fix\n`],
    ['fields that end in the middle of a text', 'From: a\nplain line\nSubject: no\n'],
    ['CRLF', 'From: a@x\r\nSubject: t\r\n\r\nbody\r\n---\r\nnotes\r\n'],
  ];
  for (const [what, text] of others)
    test(`keeps ${what} as it is`, () => {
      assert.equal(formatMail(parseMail(text)), text);
    });

  test('reads DEP-3 fields, and lines that are folded', () => {
    const mail = parseMail('Description: Fix it\n in two lines\nBug: a\nBug: b\n\nbody\n');
    assert.equal(getField(mail, 'Description'), 'Fix it in two lines');
    assert.deepEqual(getFields(mail, 'bug'), ['a', 'b']);
    assert.equal(parseMail('From: a\r\nSubject: t\r\n\r\nb\r\n').body, 'b\r\n');
  });

  const words: [string, string][] = [
    ['=?utf-8?b?w7xiZXI=?= =?UTF-8?Q?_=C3=BC?=', 'über ü'],
    ['=?ISO-8859-1?Q?Andr=E9?= Pirard', 'André Pirard'],
    ['=?UTF-8?q?=C3?= =?UTF-8?q?=BC?= end', 'ü end'],
    ['=?unknown-8bit?q?a=62?=', 'ab'],
    [encode('räw'), 'räw'],
    ['a =?x b', 'a =?x b'],
  ];
  for (const [written, text] of words)
    test(`reads ${JSON.stringify(written)}`, () => {
      assert.equal(getField(parseMail(`Subject: ${written}\n\n`), 'subject'), text);
    });
});

suite('changing a mail', () => {
  const mail = parseMail(TEXT);

  test('sets a field where it stands, in its own spelling, and nothing else', () => {
    assert.equal(
      formatMail(setField(mail, 'bug', 'https://b/2')),
      TEXT.replace('https://bugs.example.org/1', 'https://b/2'),
    );
  });

  test('adds a field last, and removes it again', () => {
    const added = setField(mail, 'Forwarded', 'https://review.example.org/c/nova/+/900000/1');
    assert.equal(
      formatMail(added),
      `${HEAD}Forwarded: https://review.example.org/c/nova/+/900000/1\n\n${BODY}${NOTES}`,
    );
  });

  test('cannot be made to begin another field or the body', () => {
    const added = setField(mail, 'Origin', 'a\nSubject: b\n\nbody\r\nc');
    assert.equal(parseMail(formatMail(added)).fields.length, mail.fields.length + 1);
    assert.equal(getField(parseMail(formatMail(added)), 'Origin'), 'a Subject: b body c');
  });

  test('changes the title and keeps the prefix', () => {
    const changed = setSubject(mail, { prefix: '[PATCH v2 1/3]', title: 'Größer' });
    assert.ok(formatMail(changed).includes('\nSubject: [PATCH v2 1/3] =?UTF-8?q?Gr=C3=B6=C3=9Fer?=\nBug: '));
    assert.deepEqual(getSubject(changed), { prefix: '[PATCH v2 1/3]', title: 'Größer' });
  });

  test('starts a head where there is none', () => {
    assert.equal(formatMail(setField(parseMail('body\n'), 'Subject', 't')), 'Subject: t\n\nbody\n');
    assert.equal(formatMail(setField(parseMail(''), 'Subject', 't')), 'Subject: t\n\n');
  });

  test('writes CRLF in a CRLF head', () => {
    const crlf = parseMail('From: a@x\r\n\r\nbody\r\n');
    assert.equal(formatMail(setField(crlf, 'Bug', '1')), 'From: a@x\r\nBug: 1\r\n\r\nbody\r\n');
  });

  test('quotes and encodes names as git does', () => {
    const from = (value: string) => setField(parseMail('From: x\n\n'), 'From', value).fields[0]?.raw;
    assert.equal(from('A. B. <a@x>'), 'From: "A. B." <a@x>\n');
    assert.equal(from('"A. B." <a@x>'), 'From: "A. B." <a@x>\n');
    assert.equal(from('Ü. B <a@x>'), 'From: =?UTF-8?q?=C3=9C=2E=20B?= <a@x>\n');
    assert.equal(from('Plain Name <a@x>'), 'From: Plain Name <a@x>\n');
  });

  test('a body’s lines are quoted only where a tool would take them for something else', () => {
    const mail = (line: string) => mailSafe(`Why.\n\n${line}\n`).slice('Why.\n\n'.length);
    for (const text of [
      'From the logs it is clear',
      'From 10:00 to 12:00 in 2020',
      'From x Mon Sep 17 00:00:00 80',
      'Index of',
    ])
      assert.equal(mail(text), `${text}\n`);
    for (const risky of [
      'From x Mon Sep 17 00:00:00 2001',
      'From a b at 10:20:30 2026 and later',
      '---',
      'diff -u a b',
    ])
      assert.equal(mail(risky), `> ${risky}\n`);
  });
});
