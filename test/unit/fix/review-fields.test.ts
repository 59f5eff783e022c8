// What became of a review is written into the header, and everything else stays.
import assert from 'node:assert/strict';
import { isAdopted, isUntouched, sealAdopted } from '../../../src/fix/digest';
import { composeFix, readFix } from '../../../src/fix/document';
import { withReview } from '../../../src/fix/review-fields';
import { createFilePatch } from '../../../src/patch/create';

const URL = 'https://review.example.org/c/p/+/7';
const APPLIED = `commit:${'b'.repeat(40)}`;
const file = (content: string) => ({ mode: '100644', id: content.length.toString().repeat(40), content });
const document = {
  author: { name: 'Maya', email: 'm@example.org', epoch: 1_790_856_000, zone: '+0200' },
  message: `Mend it\n\nClose the file.\n\nChange-Id: I${'a'.repeat(40)}\n`,
  life: { origin: 'other, made in 1.0', bugs: [], forwarded: 'no', lastUpdate: '2026-10-01' },
  others: [],
  files: [createFilePatch({ oldPath: 'a', newPath: 'a', before: file('1\n'), after: file('22\n') })],
};
const text = composeFix(document);
const fields = { forwarded: URL, appliedUpstream: APPLIED, lastUpdate: '2026-11-21' };

suite('withReview', () => {
  test('a patch of ours says what was found, and stays ours', () => {
    const changed = withReview(text, 'x.patch', fields);
    assert.ok(isUntouched(changed));
    const { life, others, ...rest } = readFix(changed, 'x.patch');
    assert.deepEqual(life, { ...document.life, forwarded: URL, lastUpdate: '2026-11-21' });
    assert.deepEqual(others, [{ name: 'Applied-Upstream', raw: `Applied-Upstream: ${APPLIED}\n` }]);
    assert.deepEqual([rest.author, rest.message], [document.author, document.message]);
    assert.equal(composeFix(readFix(changed, 'x.patch')), changed);
  });

  test('what is said already changes nothing, the day neither', () => {
    const changed = withReview(text, 'x.patch', fields);
    assert.equal(withReview(changed, 'x.patch', { ...fields, lastUpdate: '2027-01-01' }), changed);
    assert.equal(withReview(text, 'x.patch', { lastUpdate: '2027-01-01' }), text);
  });

  test("a person's patch keeps every other byte, and stays that person's", () => {
    const edited = text.replace('Close the file.', 'Close  the file. ');
    const changed = withReview(edited, 'x.patch', fields);
    assert.ok(!isUntouched(changed));
    const lines = (all: string) => all.split('\n').filter((line) => !/^(?:Forwarded|Last-Update|Applied-)/.test(line));
    assert.deepEqual(lines(changed), lines(edited));
    const bare = text.slice(text.indexOf('diff --git'));
    assert.ok(withReview(bare, 'x.patch', fields).endsWith(bare));
  });

  test('a patch that was taken from a review stays one', () => {
    const changed = withReview(sealAdopted(text), 'x.patch', fields);
    assert.deepEqual([isAdopted(changed), isUntouched(changed)], [true, false]);
    assert.ok(!isAdopted(changed.replace('Close', 'Open')));
  });
});
