// A patch with every kind of header line, and the scopes that its lines must have; shared by those who try the grammars.
import assert from 'node:assert/strict';

const ID = '0123456789abcdef0123456789abcdef01234567';
const header = (text: string) => `${text}.patch-header`;
const field = (name: string) => [header(`${name} entity.name.tag.field`), header(': punctuation.separator.field')];

/** Lines of a mail with DEP-3 fields, each with the parts that have a scope of their own. */
const HEADER_LINES: readonly [string, readonly string[]][] = [
  [
    `From ${ID} Mon Sep 17 00:00:00 2001`,
    [
      header('From keyword.control.separator'),
      header(`${ID} constant.other.commit`),
      header('Mon Sep 17 00:00:00 2001 comment.line.date'),
    ],
  ],
  ['From: Ann <ann@example.org>', [...field('From'), header('<ann@example.org> string.other.address')]],
  [
    'Subject: [PATCH 1/2] Fix it',
    [...field('Subject'), header('[PATCH 1/2] constant.other.prefix'), header('Fix it markup.heading.title')],
  ],
  ['Description: Fix it', [...field('Description'), header('Fix it markup.heading.title')]],
  ['Forwarded: not-needed', [...field('Forwarded'), header('not-needed constant.language.value')]],
  [
    `Origin: backport, https://example.org/${ID}`,
    [
      ...field('Origin'),
      header('backport constant.language.value'),
      header(`https://example.org/${ID} markup.underline.link`),
    ],
  ],
  ['Upstream-Status: Backport [x]', [...field('Upstream-Status'), header('Backport constant.language.value')]],
  ['Last-Update: 2026-11-21', [...field('Last-Update'), header('2026-11-21 constant.numeric.date')]],
  ['', []],
  ['Note that this is prose: nothing of it is a field.', []],
  ['Conflicts:', [header('Conflicts: markup.heading.conflicts')]],
  ['', []],
  ['Closes-Bug: #17', [...field('Closes-Bug'), header('#17 constant.numeric.bug')]],
  ['CVE: CVE-2026-12345', [...field('CVE'), header('CVE-2026-12345 constant.numeric.bug')]],
  [`Change-Id: I${ID}`, [...field('Change-Id'), header(`I${ID} constant.other.commit`)]],
  ['Signed-off-by: Ann <a@b.org>', [...field('Signed-off-by'), header('<a@b.org> string.other.address')]],
  [
    `(cherry picked from commit ${ID})`,
    [
      header('(cherry picked from commit  keyword.other.picked'),
      header(`${ID} constant.other.commit`),
      header(') keyword.other.picked'),
    ],
  ],
];

/** Lines of a diff; what looks like a field in them is not one. Each with the start of the scopes that a diff's grammar gives it. */
const DIFF_LINES: readonly [string, string | undefined][] = [
  ['diff --git a/a.py b/a.py', 'meta.diff.header.git'],
  ['index 0123456..89abcde 100644', 'meta.diff.index.git'],
  ['--- a/a.py', 'meta.diff.header.from-file'],
  ['+++ b/a.py', 'meta.diff.header.to-file'],
  ['@@ -1,4 +1,4 @@ Subject: x', 'meta.'],
  [' Closes-Bug: #17', undefined],
  ['-Signed-off-by: Ann <a@b.org>', 'markup.deleted.diff'],
  [`+(cherry picked from commit ${ID})`, 'markup.inserted.diff'],
  ['+# Conflicts:', 'markup.inserted.diff'],
  [' CVE-2026-12345 https://example.org', undefined],
];

/** Lets such a patch be tokenised, and asserts that its header has our scopes and its diff those of the grammar of diffs only. */
export async function assertColours(
  scopes: (scope: 'source.diff', text: string) => Promise<string[][]>,
): Promise<void> {
  const lines = [...HEADER_LINES, ['---'] as const, ...DIFF_LINES].map(([line]) => line);
  const found = await scopes('source.diff', lines.join('\n'));
  assert.deepEqual(
    found.slice(0, HEADER_LINES.length),
    HEADER_LINES.map(([, wanted]) => wanted),
  );
  const below = found.slice(HEADER_LINES.length + 1);
  for (const [at, [line, wanted]] of DIFF_LINES.entries()) {
    const own = below[at]?.join() ?? '';
    assert.ok(wanted === undefined ? own === '' : own.includes(` ${wanted}`), `${line}: ${own}`);
    assert.ok(!own.includes('.patch-header'), `${line}: ${own}`);
  }
}
