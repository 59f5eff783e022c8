// What is loaded when the extension starts: its own surfaces, and none of the heavy parts that first use brings in.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files and packages that a file loads with itself; types and `import()` load nothing. */
function loadedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  for (const match of text.matchAll(/^import (?!type )([^;]*?from )?'([^']+)'/gm)) {
    const [, names = '', name = ''] = match;
    const isTypesOnly =
      /^\{/.test(names) &&
      names
        .replace(/[{}]|from/g, '')
        .split(',')
        .every((each) => /^\s*(type\s|$)/.test(each));
    if (!isTypesOnly) loadedBy(name.startsWith('.') ? `${join(dirname(path), name)}.ts` : name, seen);
  }
  return seen;
}

suite('start of the extension', () => {
  const loaded = [...loadedBy('src/extension.ts')];

  test('loads no git, no network, no schema, no server, and no command', () => {
    const heavy =
      /^(simple-git|zod|node:(crypto|child_process|zlib|http)|vscode-languageclient.*|src\/(git|port|release|profile|cli)\/.*|src\/language\/(?!protocol).*|src\/review\/(http|schema|store|gerrit\/.*)|src\/editor\/command\/.*)/;
    assert.deepEqual(
      loaded.filter((path) => heavy.test(path)),
      [],
    );
  });

  test('the search follows imports', () => {
    assert.ok(
      loaded.includes('src/editor/editor.ts') && loaded.includes('src/review/look.ts') && loaded.includes('vscode'),
    );
    const works = [...loadedBy('src/editor/session/works.ts')];
    assert.ok(works.includes('simple-git') || works.some((path) => path.startsWith('src/git/')));
  });
});
