// Headers between git's form and DEP-3's: nothing is lost on the way there and back.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { headerForm, inUsualOrder, toDep3, toGit } from '../../../src/patch/header-form';
import { formatMail, parseMail } from '../../../src/patch/mail';

const GIT = encode(`From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
From: =?UTF-8?q?J=C3=B6rg?= <j@example.org>
Date: Sat, 21 Nov 2026 10:00:00 +0100
Subject: [PATCH v2 1/3] Fix the leak of volumes
Bug: https://bugs.example.org/1
Forwarded: no

First words.

  indented
.
..
	....

Closes-Bug: #1
Change-Id: I0123456789012345678901234567890123456789
---
 a.py | 2 +-

`);

suite('header forms', () => {
  test('a mail becomes fields that dpkg and lintian read', () => {
    const lines = formatMail(toDep3(parseMail(GIT))).split('\n');
    assert.deepEqual(lines.slice(0, 6), [
      'Description: [PATCH v2 1/3] Fix the leak of volumes',
      ' First words.',
      ' .',
      '   indented',
      ' ..',
      ' ...',
    ]);
    assert.equal(lines[7], encode('Author: Jörg <j@example.org>'));
    assert.ok(!/^From /m.test(lines.join('\n')));
    assert.equal(headerForm(parseMail(lines.join('\n'))), 'dep3');
  });

  test('the trailers stay where git finds them', () => {
    const { body } = toDep3(parseMail(GIT));
    assert.deepEqual(body.split('\n').slice(0, 2), [
      'Closes-Bug: #1',
      'Change-Id: I0123456789012345678901234567890123456789',
    ]);
  });

  test('git, DEP-3 and back gives the same bytes', () => {
    assert.equal(formatMail(toGit(parseMail(formatMail(toDep3(parseMail(GIT)))))), GIT);
  });

  test('an author whose name was encoded twice keeps the one that is left', () => {
    const git = GIT.replace(/^From: .*$/m, 'From: =?UTF-8?q?=3D=3FUTF-8=3Fq=3FJ=3DC3=3DB6rg=3F=3D?= <jm@example.org>');
    assert.equal(formatMail(toGit(parseMail(formatMail(toDep3(parseMail(git)))))), git);
  });

  test('DEP-3, git and back gives the same bytes', () => {
    const dep3 = encode(`Description: Fix it
 Words
 .
 about it.
Author: Jörg <j@example.org>
Origin: backport, https://example.org/1
Bug-Debian: https://bugs.debian.org/1
Forwarded: not-needed
Last-Update: 2026-11-21

---
`);
    assert.equal(formatMail(toDep3(toGit(parseMail(dep3)))), dep3);
    assert.match(formatMail(toGit(parseMail(dep3))), /^From: [\s\S]*\nSubject: \[PATCH\] Fix it\n/);
  });

  test('several authors, and a Subject that is used like a Description', () => {
    const dep3 = 'Subject: Fix it\n Words.\n .\n More.\nFrom: A <a@example.org>\nFrom: B <b@example.org>\n\n';
    const mail = toGit(parseMail(dep3));
    assert.equal(
      formatMail(mail),
      'From: A <a@example.org>\nSubject: [PATCH] Fix it\nAuthor: B <b@example.org>\n\nWords.\n\nMore.\n---\n',
    );
    assert.match(
      formatMail(toDep3(mail)),
      /^Description: Fix it\n Words\.\n \.\n More\.\nAuthor: A .*\nAuthor: B .*\n/,
    );
  });

  test('a title alone, and a text without any field', () => {
    const mail = parseMail('Subject: [PATCH] x\n\n---\n');
    assert.equal(formatMail(toGit(toDep3(mail))), formatMail(mail));
    assert.equal(headerForm(parseMail('only words\n')), undefined);
  });

  test('the usual order keeps unknown fields and fields of one name as they stand', () => {
    const mail = parseMail('X-A: 1\nLast-Update: 2026-01-01\nBug: b\nBug: a\nSubject: x\nX-B: 2\n\n');
    assert.equal(
      formatMail(inUsualOrder(mail)),
      'Subject: x\nBug: b\nBug: a\nLast-Update: 2026-01-01\nX-A: 1\nX-B: 2\n\n',
    );
  });
});
