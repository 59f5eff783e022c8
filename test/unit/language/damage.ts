// Damage done to patches, and what must hold for every feature of the language all the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitLines } from '../../../src/base/bytes';
import { complete } from '../../../src/language/complete';
import { placeOf } from '../../../src/language/definition';
import { hover } from '../../../src/language/hover';
import { patchLinks, seriesLinks } from '../../../src/language/links';
import { lintPatch, lintSeries, mendingEdits } from '../../../src/language/lint';
import { outline } from '../../../src/language/outline';
import { readPatchText } from '../../../src/language/patch-text';
import { applyEdits, editsApart } from '../../../src/language/problem';
import { formattingEdits, headerRewrites } from '../../../src/language/rewrite';
import { seriesTokens } from '../../../src/language/series-tokens';
import { patchTokens } from '../../../src/language/tokens';
import { formatPatch } from '../../../src/patch/format';
import type { Edit } from '../../../src/profile/check';
import { COMMUNITIES, communityProfile } from '../../../src/profile/detect';

const ROUNDS = 10;
const known = {
  people: [{ name: 'Ann', email: 'ann@example.org' }],
  branches: ['master'],
  today: '2026-11-21',
  bugs: [],
  bugAddresses: () => [],
};

/** One kind of damage: where (a share of the text's lines), what, and with which text. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  what: fc.constantFrom(
    'drop',
    'double',
    'swap',
    'unmark',
    'insert',
    'replace',
    'cut',
    'crlf',
    'wrap',
    'count',
    'join',
  ),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => Buffer.from(text).toString('latin1')),
    fc.constantFrom(
      '@@ -1,2 +3 @@',
      '--- a/x',
      '+++ b/x',
      '-- ',
      '',
      '\\ No newline',
      'diff --git a/x b/x',
      '<<<<<<< x',
      'Subject: x',
    ),
  ),
});

function damaged(text: string, { at, what, text: fresh }: { at: number; what: string; text: string }): string {
  const lines = splitLines(text);
  const line = Math.min(lines.length - 1, Math.floor(at * lines.length));
  const old = lines[line] ?? '';
  if (what === 'drop') lines.splice(line, 1);
  if (what === 'double') lines.splice(line, 0, old);
  if (what === 'swap') lines.splice(line, 2, lines[line + 1] ?? '', old);
  if (what === 'unmark') lines[line] = old.slice(1);
  if (what === 'insert') lines.splice(line, 0, `${fresh}\n`);
  if (what === 'replace') lines[line] = fresh;
  if (what === 'cut') return text.slice(0, Math.floor(at * text.length));
  if (what === 'crlf') lines[line] = old.replace('\n', '\r\n');
  if (what === 'wrap') lines[line] = old.replace(/ /, '\n');
  if (what === 'count') lines[line] = old.replace(/\d+/, (number) => `${Number(number) + fresh.length}`);
  if (what === 'join') return text + text;
  return lines.join('');
}

function isInside({ start, end }: { start: number; end: number }, lines: number): boolean {
  return 0 <= start && start <= end && end <= Math.max(1, lines);
}

/** Asks every feature of the language about a text; fails where one throws, points outside of the text, or comes to no end. */
function examine(text: string, community: (typeof COMMUNITIES)[number], line: number): void {
  const profile = communityProfile(community);
  const lint = (bytes: string) =>
    lintPatch(readPatchText(bytes), { checks: profile.checks, facts: { branch: 'stable/2025.1' }, ground: {} });
  const document = readPatchText(text);
  const count = document.lines.length;
  const problems = lint(text);
  const edits: Edit[] = [
    ...problems.flatMap(({ remedy }) => remedy?.edits ?? []),
    ...formattingEdits(document, problems),
  ];
  for (const { edit } of headerRewrites(document)) edits.push(edit);
  for (const range of [...problems, ...edits]) assert.ok(isInside(range, count), JSON.stringify({ range, count }));
  for (const edit of edits) readPatchText(applyEdits(text, [edit]));
  const format = formattingEdits(document, problems);
  assert.deepEqual(editsApart(format), format);
  let mended = text;
  for (let round = 0; round <= ROUNDS; round++) {
    const next = applyEdits(mended, mendingEdits(lint(mended), []));
    if (next === mended) break;
    assert.ok(round < ROUNDS, 'the repairs come to no end');
    mended = next;
  }
  if (document.patch && document.wrong.length === 0) assert.equal(formatPatch(document.patch), text);
  for (const file of document.patch ? outline(document.patch) : []) assert.ok(isInside(file, count));
  placeOf(document, line);
  hover(document, line, {}, problems);
  complete(document, line, 5, known);
  for (const link of patchLinks(document, profile)) assert.ok(link.line < count);
  const backdrop = { facts: {}, fields: profile.fields, bugAddresses: profile.bugAddresses };
  const tokens = [
    ...patchTokens(document, backdrop, { start: 0, end: count }),
    ...seriesTokens(text, { has: () => true, patches: [] }),
  ];
  for (const token of tokens) assert.ok(token.line < count && token.from < token.to, JSON.stringify(token));
  seriesLinks(text);
  lintSeries(text, { has: () => true, patches: [] });
}

/** Damages texts in `runs` ways, one to four at a time, and examines each; the seed is fixed, so a run can be repeated. */
export function examineDamaged(texts: readonly string[], runs: number): void {
  const property = fc.property(
    fc.constantFrom(...texts),
    fc.array(damage, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(...COMMUNITIES),
    fc.nat(200),
    (text, damages, community, line) => examine(damages.reduce(damaged, text), community, line),
  );
  fc.assert(property, { numRuns: runs, seed: 4, verbose: 1 });
}
