// Applying hunks in memory: where they go, and what is refused.
import assert from 'node:assert/strict';
import { applyFile } from '../../../src/patch/apply';
import { createFilePatch } from '../../../src/patch/create';
import { formatPatch } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import { reverseFile, reversePatch } from '../../../src/patch/reverse';
import type { Applied, FilePatch } from '../../../src/patch/types';
import { randomEdit, randomText, seeded } from './random';

const TEXT = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join('');

function patchOf(before: string, after: string, context = 3): FilePatch {
  const version = (content: string) => ({ mode: '100644', id: content === before ? 'a' : 'b', content });
  return createFilePatch({ oldPath: 'f', newPath: 'f', before: version(before), after: version(after) }, context);
}

function textOf(applied: Applied): string | undefined {
  return applied.kind === 'applied' ? applied.text : undefined;
}

suite('applyFile', () => {
  const fixed = TEXT.replace('line 9\n', 'line nine\nmore\n').replace('line 20\n', '');
  const patch = patchOf(TEXT, fixed);

  test('applies where the hunks say, and tells which lines of the result they changed', () => {
    assert.deepEqual(applyFile(patch, TEXT), {
      kind: 'applied',
      text: fixed,
      places: [
        { kind: 'exact', hunk: 0, line: 6, ranges: [{ start: 9, end: 11 }] },
        { kind: 'exact', hunk: 1, line: 17, ranges: [{ start: 20, end: 22 }] },
      ],
    });
  });

  test('follows a text that has drifted, and carries the offset on', () => {
    const applied = applyFile(patch, `new 1\nnew 2\n${TEXT}`);
    assert.equal(textOf(applied), `new 1\nnew 2\n${fixed}`);
    assert.deepEqual(
      applied.places.map((place) => (place.kind === 'shifted' ? [place.line, place.offset, place.ranges] : place.kind)),
      [
        [8, 2, [{ start: 11, end: 13 }]],
        [19, 2, [{ start: 22, end: 24 }]],
      ],
    );
  });

  test('takes the place nearest to where the hunk before it went', () => {
    const block = 'x\ny\nz\nold\nx\ny\nz\n';
    const filler = Array.from({ length: 12 }, (_, at) => `${at}\n`).join('');
    const before = `${TEXT}${block}${filler}${block}`;
    const both = patchOf(
      before,
      `${TEXT}${block}${filler}${block.replace('old', 'new')}`.replace('line 9\n', 'nine\n'),
    );
    const drift = 'd\n'.repeat(19);
    const applied = applyFile(both, drift + before);
    assert.equal(
      textOf(applied),
      `${drift}${TEXT.replace('line 9\n', 'nine\n')}${block}${filler}${block.replace('old', 'new')}`,
    );
  });

  test('is all or nothing, and says which hunk is missing', () => {
    const applied = applyFile(patch, TEXT.replace('line 21\n', 'other\n'));
    assert.equal(applied.kind, 'rejected');
    assert.deepEqual(
      applied.places.map(({ kind }) => kind),
      ['exact', 'missing'],
    );
  });

  test('ignores context only as far as fuzz allows', () => {
    const drifted = TEXT.replace('line 6\n', 'other\n');
    assert.equal(applyFile(patch, drifted).kind, 'rejected');
    const applied = applyFile(patch, drifted, { fuzz: 1 });
    assert.equal(textOf(applied), fixed.replace('line 6\n', 'other\n'));
    assert.deepEqual(applied.places[0], {
      kind: 'fuzzy',
      hunk: 0,
      line: 6,
      offset: 0,
      fuzz: 1,
      ranges: [{ start: 9, end: 11 }],
    });
  });

  test('keeps the order of the hunks', () => {
    const lines = TEXT.split('\n');
    const swapped = [...lines.slice(15), ...lines.slice(0, 15)].join('\n');
    assert.deepEqual(
      applyFile(patch, swapped).places.map(({ kind }) => kind),
      ['shifted', 'missing'],
    );
  });

  test('takes the later of two equally near places, as GNU patch does', () => {
    const block = 'x\ny\nz\nold\nx\ny\nz\n';
    const between = '1\n2\n3\n';
    const file = patchOf(`${TEXT}${block}${TEXT}`, `${TEXT}${block.replace('old', 'new')}${TEXT}`);
    const text = `${TEXT.slice(0, TEXT.indexOf('line 25'))}${block}${between}${block}${TEXT}`;
    const applied = applyFile(file, text);
    assert.equal(
      textOf(applied),
      `${TEXT.slice(0, TEXT.indexOf('line 25'))}${block}${between}${block.replace('old', 'new')}${TEXT}`,
    );
  });

  test('keeps a hunk at the end of the file there', () => {
    const end = patchOf(TEXT, `${TEXT}last\n`);
    assert.equal(textOf(applyFile(end, `${TEXT}last\n`)), undefined);
    assert.equal(textOf(applyFile(end, `top\n${TEXT}`)), `top\n${TEXT}last\n`);
  });

  test('is strict about the newline at the end of the file', () => {
    const open = TEXT.trimEnd();
    const add = patchOf(open, `${open}\nlast`);
    assert.equal(textOf(applyFile(add, open)), `${open}\nlast`);
    assert.equal(applyFile(add, TEXT).kind, 'rejected');
    assert.equal(applyFile(patchOf(TEXT, `${TEXT}last`, 0), `${TEXT}more\n`).kind, 'rejected');
    assert.equal(applyFile(patchOf(TEXT, `${TEXT}last\n`, 0), open).kind, 'rejected');
  });

  test('matches CRLF texts byte for byte, and takes the CRs of a mailed patch off when they do not fit', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    assert.equal(textOf(applyFile(patchOf(crlf(TEXT), crlf(fixed)), crlf(TEXT))), crlf(fixed));
    assert.equal(applyFile(patch, crlf(TEXT)).kind, 'rejected');
    const mailed = parsePatch(crlf(formatPatch({ preamble: '', files: [patch], trailer: '' }))).files[0] as FilePatch;
    assert.equal(textOf(applyFile(mailed, TEXT)), fixed);
    assert.equal(textOf(applyFile(mailed, crlf(TEXT))), crlf(fixed));
  });

  test('adds a file only where there is none, and deletes only the whole of it', () => {
    const add = createFilePatch({ newPath: 'n', after: { mode: '100644', id: 'a', content: TEXT } });
    assert.equal(textOf(applyFile(add, '')), TEXT);
    assert.equal(applyFile(add, TEXT).kind, 'rejected');
    assert.equal(textOf(applyFile(reverseFile(add), TEXT)), '');
    assert.equal(applyFile(reverseFile(add), `${TEXT}more\n`).kind, 'rejected');
  });

  test('does not try a binary patch', () => {
    assert.throws(() => applyFile({ ...patch, hunks: [], binary: 'Binary files differ\n' }, TEXT), {
      code: 'binary-file',
    });
  });

  test('leads from one random text to the other and back, from the patch as written', () => {
    const random = seeded(5);
    for (let count = 0; count < 300; count++) {
      const before = randomText(random, 40, 30);
      const after = randomEdit(random, before, 1 + random(4), 30);
      if (before === after) continue;
      const text = formatPatch({ preamble: 'p\n', files: [patchOf(before, after, random(4))], trailer: '-- \n2\n' });
      const read = parsePatch(text);
      assert.equal(formatPatch(read), text);
      assert.equal(textOf(applyFile(read.files[0] as FilePatch, before)), after);
      const back = reversePatch(read);
      assert.equal(textOf(applyFile(back.files[0] as FilePatch, after)), before);
      assert.equal(formatPatch(reversePatch(back)), text);
      assert.deepEqual(parsePatch(formatPatch(back)), back);
    }
  });
});
