// Semantic tokens: what each word of a header and a series stands for, by what is known, and that a hunk's lines have none.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode, splitLines } from '../../../src/base/bytes';
import { readPatchText } from '../../../src/language/patch-text';
import { seriesTokens } from '../../../src/language/series-tokens';
import type { Token } from '../../../src/language/token';
import { patchTokens } from '../../../src/language/tokens';
import { countLines } from '../../../src/patch/rows';
import type { CommitFacts, Facts } from '../../../src/profile/check';
import { communityProfile } from '../../../src/profile/detect';

const [PICKED, LOST] = ['0123456789abcdef0123456789abcdef01234567', '89abcdef0123456789abcdef0123456789abcdef'];
const PATCH = `From ${PICKED} Mon Sep 17 00:00:00 2001
From: Jörg Müller <j@example.org>
Subject: [PATCH stable/2025.1 1/2] Fix CVE-2026-12345
Forwarded: not-needed
Upstream-Status: Backport [x]
Made-Up: yes
Bug-Ubuntu: https://bugs.launchpad.net/bugs/17

Words about #4 and CVE-2026-12346.

Closes-Bug: #17
Related-Bug: #18
Change-Id: I${PICKED}
Signed-off-by: Ann <ann@example.org>
(cherry picked from commit ${PICKED})
(cherry picked from commit ${LOST})
---
diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1,2 +1,3 @@ def run(self):
 Closes-Bug: #17
+Signed-off-by: Ann <ann@example.org>
 (cherry picked from commit ${PICKED})
@@ -11,2 +12,9 @@
 a
+b
 c
`;
const FACTS: Facts = {
  branches: ['master', 'stable/2025.1'],
  commits: new Map<string, CommitFacts | 'absent'>([
    [PICKED, { id: '', title: 'x', branches: [], tags: [] }],
    [LOST, 'absent'],
  ]),
  bugs: new Map([['Closes-Bug: #17', 'Bug 17 is open.']]),
};

/** Lines that are not as they should be. */
const ODD = [
  'From: 😀 <a@b> <c@d>, <e@f>',
  'Cc: a\rCc: b',
  'Bug: #1 #2 x#3',
  ' 17',
  'Subject: [PATCH',
  '(cherry picked from commit )',
];

/** Each token as `text type` or `text type.modifier`, a line of the document each. */
function shown(text: string, tokens: readonly Token[]): string[] {
  const lines = splitLines(encode(text)).map(decode);
  const words = lines.map((): string[] => []);
  for (const { line, from, to, type, modifier } of tokens)
    words[line]?.push(`${lines[line]?.slice(from, to)} ${type}${modifier ? `.${modifier}` : ''}`);
  return words.map((line) => line.join(', '));
}

function tokensOf(text: string, community: Parameters<typeof communityProfile>[0] = 'openstack', facts: Facts = {}) {
  const { fields, bugAddresses } = communityProfile(community);
  const document = readPatchText(encode(text));
  return patchTokens(document, { facts, fields, bugAddresses }, { start: 0, end: document.lines.length });
}

suite('semantic tokens', () => {
  test('a header, by what is known of its names, commits, branches and bugs', () => {
    const lines = shown(PATCH, tokensOf(PATCH, 'openstack', FACTS)).map((line) =>
      line.replaceAll(PICKED, 'PICKED').replaceAll(LOST, 'LOST'),
    );
    assert.deepEqual(lines, [
      'PICKED label',
      'From property.defaultLibrary, Jörg Müller variable, <j@example.org> string',
      'Subject property.defaultLibrary, stable/2025.1 namespace.definition, CVE-2026-12345 number',
      'Forwarded property.defaultLibrary, not-needed enumMember',
      'Upstream-Status property, Backport enumMember',
      'Made-Up property',
      'Bug-Ubuntu property.defaultLibrary',
      '',
      'CVE-2026-12346 number',
      '',
      'Closes-Bug property.defaultLibrary, #17 number.definition',
      'Related-Bug property.defaultLibrary, #18 number',
      'Change-Id property.defaultLibrary, IPICKED label',
      'Signed-off-by property.defaultLibrary, Ann variable, <ann@example.org> string',
      'cherry picked from commit keyword, PICKED label.definition',
      'cherry picked from commit keyword, LOST label.deprecated',
      '',
      '',
      '',
      '',
      '-1,2 number, +1,3 number, def run(self): function',
      '',
      '',
      '',
      '-11,2 number.deprecated, +12,9 number.deprecated',
      '',
      '',
      '',
    ]);
  });

  test('names are what the community makes of them', () => {
    const named = (community: Parameters<typeof communityProfile>[0]) => {
      const lines = shown(PATCH, tokensOf(PATCH, community));
      return [4, 10, 12].map((line) => lines[line]?.split(',')[0]);
    };
    assert.deepEqual(named('yocto'), [
      'Upstream-Status property.defaultLibrary',
      'Closes-Bug property',
      'Change-Id property',
    ]);
    assert.deepEqual(named('linux'), [
      'Upstream-Status property',
      'Closes-Bug property',
      'Change-Id property.deprecated',
    ]);
  });

  test('a branch that upstream does not have is marked where its branches are known', () => {
    const text = PATCH.replace('stable/2025.1', 'stable/2099.1');
    assert.match(shown(text, tokensOf(text, 'openstack', FACTS))[2] ?? '', /stable\/2099\.1 namespace\.deprecated/);
    assert.match(shown(text, tokensOf(text))[2] ?? '', /stable\/2099\.1 namespace,/);
  });

  test('a series, with what lies beside it', () => {
    const text = '# why\nhere.patch -p1 # note\n  gone.patch -z\n\n#late.patch\n';
    const folder = { has: (file: string) => file === 'here.patch', patches: [] };
    assert.deepEqual(shown(text, seriesTokens(text, folder)), [
      '# why comment',
      'here.patch function.definition, -p1 parameter, # note comment',
      'gone.patch function.deprecated, -z parameter.deprecated',
      '',
      '#late.patch comment',
    ]);
    assert.equal(shown(text, seriesTokens(text, undefined))[2], 'gone.patch function, -z parameter.deprecated');
  });

  test('whatever the text is, tokens are in order, apart, inside their lines and never on a line of a hunk', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...PATCH.split('\n'), ...ODD), fc.string())), (parts) => {
        const text = encode(parts.join('\n'));
        const lines = splitLines(text).map(decode);
        const header = countLines(readPatchText(text).reading.patch.preamble);
        let [line, end] = [0, 0];
        for (const token of tokensOf(decode(text), 'openstack', FACTS)) {
          assert.ok(token.line > line || (token.line === line && token.from >= end), JSON.stringify(token));
          assert.ok(token.to > token.from && token.to <= (lines[token.line]?.length ?? 0), JSON.stringify(token));
          assert.ok(token.line < header || lines[token.line]?.startsWith('@@'), JSON.stringify(token));
          [line, end] = [token.line, token.to];
        }
      }),
    );
  });
});
