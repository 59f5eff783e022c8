// What is remembered of reviews, beside the fields that name them, and shown over them as text.
import assert from 'node:assert/strict';
import { reviewFacts } from '../../../src/flow/review-facts';
import { hover } from '../../../src/language/hover';
import { readPatchText } from '../../../src/language/patch-text';
import type { Review } from '../../../src/review/types';
import { aReview } from '../review/reviews';

const ID = `I${'0123456789'.repeat(4)}`;
const URL = 'https://review.example.org/c/p/+/17';
const PATCH = `From: A <a@b>\nSubject: x\nForwarded: ${URL}\n\nChange-Id: ${ID}\nSigned-off-by: A <a@b>\n---\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`;

const review = (branch: string, number: number): Review =>
  aReview({
    key: { host: 'review.example.org', project: 'p', number },
    url: `https://review.example.org/c/p/+/${number}`,
    branch,
    votes: [{ label: 'Code-Review', value: 1, text: '', by: [] }],
    ci: { state: 'passed', pipeline: 'check', failing: [], reports: [] },
    next: { who: 'reviewers', why: 'read *it*' },
  });

suite('remembered reviews', () => {
  const known = { id: ID, asOf: 0, reviews: [review('master', 17), review('stable/2025.1', 18)] };
  const document = readPatchText(PATCH);
  const facts = (id: string) =>
    reviewFacts(
      { get: (wanted) => (wanted === id ? { ...known, id } : undefined) },
      document.reading,
      'mend.patch',
      7_200_000,
    );

  test('a Change-Id has those of all branches, an address its own', () => {
    const { reviews } = facts(ID);
    assert.deepEqual(reviews?.get(`Forwarded: ${URL}`)?.split('\n').length, 1);
    assert.match(
      reviews?.get(`Change-Id: ${ID}`) ?? '',
      /^master: .*Code-Review \+1, check passed \(2 hours ago\)\nstable\/2025\.1: /,
    );
    assert.equal(reviews?.has('Signed-off-by: A <a@b>'), false);
  });

  test('without a Change-Id they are known by the name of the fix; of what nobody asked, nothing', () => {
    assert.equal(facts('mend').reviews?.size, 1);
    assert.deepEqual(facts('other'), {});
  });

  test('they are shown over the line, with their signs as text', () => {
    const line = document.lines.findIndex((text) => text.startsWith('Change-Id'));
    const words = hover(document, line, facts(ID), []).join('\n');
    assert.match(words, /read \\\*it\\\*/);
    assert.match(words, /\n\nstable\/2025/);
  });
});
