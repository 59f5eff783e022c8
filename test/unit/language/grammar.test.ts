// The grammars, pattern by pattern: what a line of a header or a series is taken for, and that a hunk's lines are let be.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Pattern {
  match: string;
  name?: string;
  captures?: Record<string, { name?: string }>;
}

suite('grammars', () => {
  /** What the first matching pattern names in a line: scope (its first two parts) and text. */
  const scopes = (grammar: string, line: string): string[] => {
    const { patterns } = JSON.parse(readFileSync(`syntaxes/${grammar}.tmLanguage.json`, 'utf8')) as {
      patterns: Pattern[];
    };
    for (const { match, name, captures = {} } of patterns) {
      const found = new RegExp(match, 'm').exec(line);
      if (!found) continue;
      const parts = name
        ? [[name, found[0]]]
        : Object.entries(captures).map(([at, scope]) => [scope.name, found[Number(at)]]);
      return parts.flatMap(([scope, text]) =>
        scope && text ? `${scope.split('.').slice(0, 2).join('.')} ${text}` : [],
      );
    }
    return [];
  };
  const header = (line: string) => scopes('patch-header', line);

  test('headers, trailers and picks', () => {
    const id = '0123456789abcdef0123456789abcdef01234567';
    assert.deepEqual(header(`From ${id} Mon Sep 17 00:00:00 2001`)[1], `constant.other ${id}`);
    assert.deepEqual(header('Subject: [PATCH 1/2] Fix it').slice(2), [
      'constant.other [PATCH 1/2]',
      'markup.heading Fix it',
    ]);
    assert.deepEqual(header('Forwarded: not-needed')[2], 'constant.language not-needed');
    assert.deepEqual(header('Upstream-Status: Backport [x]')[2], 'constant.language Backport');
    assert.deepEqual(header('Signed-off-by: A <a@b>')[0], 'entity.name Signed-off-by');
    assert.deepEqual(header(`(cherry picked from commit ${id})`)[1], `constant.other ${id}`);
    assert.deepEqual(header('# Conflicts:'), ['markup.heading Conflicts:']);
  });

  test('a diff and prose keep their own', () => {
    for (const line of [
      '+Subject: x',
      '-From: x',
      ' Bug: x',
      '@@ -1 +1 @@',
      'Index: x',
      '+++ b/x',
      'and so: this',
      'Note that',
    ])
      assert.deepEqual(header(line), [], line);
  });

  test('a series', () => {
    assert.deepEqual(scopes('quilt-series', 'a.patch -p0'), ['entity.name a.patch']);
    assert.deepEqual(scopes('quilt-series', '# why'), ['comment.line # why']);
  });
});
