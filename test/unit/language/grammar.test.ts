// The grammars as VS Code runs them: the scopes of headers, fields, trailers and series, and that a diff keeps its own.
import assert from 'node:assert/strict';
import { assertColours } from './colours';
import { openGrammars } from './tokenize';

suite('grammars', () => {
  let scopes: Awaited<ReturnType<typeof openGrammars>>;
  suiteSetup(async () => {
    scopes = await openGrammars('.', 'test/fixtures/grammars/diff.tmLanguage.json');
  });

  test('mail headers, DEP-3 fields, trailers and picks; below them a diff keeps its own', () => assertColours(scopes));

  test('what the kernel’s stable tree and git leave in a message', async () => {
    const [linux, merge] = await scopes('source.diff', 'commit 0123456789ab upstream.\n# Conflicts:');
    assert.ok(linux?.includes('0123456789ab constant.other.commit.patch-header'), linux?.join());
    assert.ok(merge?.includes('Conflicts: markup.heading.conflicts.patch-header'), merge?.join());
  });

  test('a series: patches, options, comments', async () => {
    assert.deepEqual(await scopes('source.quilt-series', '# why\n  a/b.patch -p0 -R # note\n\n#gone.patch'), [
      ['# why comment.line.number-sign.quilt-series'],
      [
        'a/b.patch entity.name.filename.quilt-series',
        '-p0 constant.language.option.quilt-series',
        '-R constant.language.option.quilt-series',
        '# note comment.line.number-sign.quilt-series',
      ],
      [],
      ['#gone.patch comment.line.number-sign.quilt-series'],
    ]);
  });
});
