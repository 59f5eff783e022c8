// A fix's patch file: what is composed reads back, DEP-3 stands in the header, and an edit breaks the seal.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { isUntouched } from '../../../src/fix/digest';
import { changeIdOf, composeFix, readFix } from '../../../src/fix/document';
import { createFilePatch } from '../../../src/patch/create';

const id = (digit: string) => digit.repeat(40);
const files = [
  createFilePatch({
    oldPath: 'a.py',
    newPath: 'a.py',
    before: { mode: '100644', id: id('1'), content: 'one\ntwo\n' },
    after: { mode: '100644', id: id('2'), content: 'one\n2\n' },
  }),
];
const message = encode(`Mend the größte leak

It leaked.

Closes-Bug: #12
Change-Id: I${id('a')}
Signed-off-by: Ölaf <o@example.org>
`);
const author = { name: 'Ölaf', email: 'o@example.org', epoch: 1_790_856_000, zone: '+0200' };
const life = {
  origin: 'other, made in 1.0',
  bugs: ['https://bugs.launchpad.net/bugs/12'],
  forwarded: 'no',
  lastUpdate: '2026-10-01',
};

suite('fix document', () => {
  const text = composeFix({ author, message, life, others: [], files });

  test('reads back what was composed', () => {
    const read = readFix(text, 'x.patch');
    assert.deepEqual({ ...read, files: read.files.length }, { author, message, life, others: [], files: 1 });
  });

  test('begins with the mail and DEP-3 fields, in DEP-3 spelling', () => {
    const head = text.slice(0, text.indexOf('\n\n'));
    assert.deepEqual(
      head.split('\n').map((line) => line.split(':')[0]),
      ['From', 'Date', 'Subject', 'Origin', 'Bug', 'Forwarded', 'Last-Update', 'X-Fishladder-Digest'],
    );
    assert.match(head, /^Date: Thu, 1 Oct 2026 14:00:00 \+0200$/m);
  });

  test('knows that nobody touched it, and sees any edit', () => {
    assert.ok(isUntouched(text));
    assert.ok(!isUntouched(text.replace('+2\n', '+3\n')));
    assert.ok(!isUntouched(text.replace('Forwarded: no', 'Forwarded: yes')));
    assert.ok(!isUntouched(text.replace(/^X-Fishladder-Digest.*\n/m, '')));
  });

  test('finds the Change-Id, and none in a malformed one', () => {
    assert.equal(changeIdOf(message), `I${id('a')}`);
    assert.equal(changeIdOf(message.replace(id('a'), 'xyz')), undefined);
  });

  test('keeps every field that it has no place for, as it is written', () => {
    const others = [
      'Author: somebody else\n',
      'Bug-Debian: https://bugs.debian.org/1012345\n',
      'Applied-Upstream: 2.0,\n https://example.org/2.0\n',
      'Reviewed-By: somebody\n',
      encode('Patch-mainline: Never, größer\n'),
      'Origin: vendor\n',
    ].map((raw) => ({ name: raw.slice(0, raw.indexOf(':')), raw }));
    const kept = composeFix({ author, message, life, others, files });
    const read = readFix(kept, 'x.patch');
    assert.deepEqual(read.others, others);
    assert.deepEqual([read.life, read.author], [life, author]);
    assert.ok(isUntouched(kept));
    assert.equal(composeFix(read), kept);
  });

  test('reads DEP-3 without a date or a mail, and says nothing that was not said', () => {
    const dep3 = `Description: Mend it\nAuthor: A <a@x>, B <b@y>\nForwarded: https://x (by mail)\n\n${text.slice(text.indexOf('diff --git'))}`;
    const read = readFix(dep3, 'x.patch');
    assert.deepEqual([read.author.name, read.author.email], ['A', 'a@x']);
    const head = composeFix(read).split('\n\n')[0] ?? '';
    assert.deepEqual(head.split('\n').slice(0, -1), [
      'From: A <a@x>',
      'Subject: [PATCH] Mend it',
      'Author: A <a@x>, B <b@y>',
      'Forwarded: https://x (by mail)',
    ]);
  });

  test('names the file and line of what is no patch', () => {
    assert.throws(() => readFix('Subject: x\n\nno diff here\n', 'q/x.patch'), {
      code: 'bad-patch',
      message: /^q\/x\.patch:1: /,
    });
    const broken = text.replace('-two\n', '');
    assert.throws(() => readFix(broken, 'q/x.patch'), { code: 'bad-patch', message: /^q\/x\.patch:\d+: / });
  });
});
