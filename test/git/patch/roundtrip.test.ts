// What git itself writes is read, and comes back byte for byte.
import assert from 'node:assert/strict';
import { decode, encode } from '../../../src/base/bytes';
import { formatPatch } from '../../../src/patch/format';
import { formatMail, getField, getSubject, parseMail, setField, setSubject } from '../../../src/patch/mail';
import { parsePatch } from '../../../src/patch/parse';
import { reversePatch } from '../../../src/patch/reverse';
import { makeRepository, type Repository } from './repository';

const LINES = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join('');
const SUBJECTS = [
  'Plain',
  '[stable-only] Fix it',
  `F\u00fcr alle F\u00e4lle: ${'sehr lange \u00dcberschrift '.repeat(6)}end`,
  `A long subject in plain words ${'that goes on and on '.repeat(5)}until here`,
  'Odd = signs? (and) "quotes" _under_ \u2192 arrows',
  'literal =?UTF-8?q?nothing?=',
];

suite('patches of git', () => {
  let repository: Repository;
  const texts: string[] = [];

  suiteSetup(() => {
    repository = makeRepository();
    repository.write('kept', LINES);
    repository.write('moved', LINES.replaceAll('line', 'row'));
    repository.write('image', '\x89PNG\0\x01\x02');
    repository.write('gone', 'x');
    repository.write('crlf', LINES.replaceAll('\n', '\r\n'));
    const first = repository.commit('First\n');
    const edits: (() => void)[] = [
      () => repository.git(['mv', 'moved', 'f\xfcr "t\to"']),
      () => repository.write('copy of kept', LINES.replace('line 7', 'LINE 7')),
      () => repository.write('image', '\x89PNG\0\x01\x02\x03'.repeat(40)),
      () => repository.git(['update-index', '--chmod=+x', 'kept']),
      () => repository.write('crlf', LINES.replaceAll('\n', '\r\n').replace('line 3', '-- line\xff 3')),
      () => {
        repository.git(['rm', '--quiet', 'gone']);
        repository.write('empty', '');
        repository.write('-- ', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-- \n');
      },
    ];
    for (const [at, edit] of edits.entries()) {
      edit();
      repository.git(['config', 'core.fileMode', 'false']);
      repository.commit(encode(`${SUBJECTS[at]}\n\nBody of \u00fc ${at}\n\nSigned-off-by: Ops <ops@example.org>\n`));
      texts.push(repository.git(['format-patch', '--stdout', '--find-copies-harder', '-C', '--binary', '-1']));
    }
    texts.push(
      repository.git(['diff', '--find-copies-harder', '-C', first, 'HEAD']),
      repository.git(['log', '-p', '--stat']),
    );
  });
  suiteTeardown(() => repository.remove());

  test('come back byte for byte, with every kind of change in them', () => {
    for (const text of texts) assert.equal(formatPatch(parsePatch(text)), text);
    const files = texts.slice(0, 6).flatMap((text) => parsePatch(text).files);
    assert.deepEqual(
      new Set(files.map(({ change }) => change)),
      new Set(['rename', 'copy', 'modify', 'delete', 'add']),
    );
    assert.ok(files.some(({ binary }) => binary?.startsWith('GIT binary patch')));
    assert.ok(files.some(({ newPath }) => newPath === encode('f\u00fcr "t\to"')));
    assert.ok(files.some(({ newPath, hunks }) => newPath === '-- ' && hunks[0]?.lines.length === 4));
  });

  test('can be turned round, and git takes them so', () => {
    const head = repository.git(['rev-parse', 'HEAD']).trim();
    for (const text of texts.slice(0, 6).reverse()) {
      const patch = parsePatch(text);
      if (patch.files.some(({ change }) => change === 'copy')) {
        assert.throws(() => reversePatch(patch), { code: 'cannot-reverse' });
        repository.git(['rm', '--quiet', '--cached', 'copy of kept']);
        continue;
      }
      repository.git(['apply', '--cached', '--whitespace=nowarn', '-'], formatPatch(reversePatch(patch)));
      assert.equal(formatPatch(reversePatch(reversePatch(patch))), text);
    }
    assert.equal(repository.git(['write-tree']), repository.git(['rev-parse', `${head}~6^{tree}`]));
    repository.git(['read-tree', head]);
  });

  test('have a head that reads as unicode, and is written as git writes it', () => {
    for (const [at, text] of texts.slice(0, 6).entries()) {
      const { preamble } = parsePatch(text);
      const mail = parseMail(preamble);
      assert.equal(formatMail(mail), preamble);
      assert.deepEqual(getSubject(mail), { prefix: '[PATCH]', title: SUBJECTS[at] });
      assert.equal(decode(mail.body).split('\n')[0], `Body of \u00fc ${at}`);
      assert.equal(getField(mail, 'from'), 'J\u00fcrgen Q. Operator <ops@example.org>');
      const written = setField(
        setSubject(mail, { prefix: '[PATCH]', title: SUBJECTS[at] as string }),
        'From',
        'J\u00fcrgen Q. Operator <ops@example.org>',
      );
      assert.equal(formatMail(written), preamble);
    }
  });
});
