// The package as a person installs it: exactly these files, without tests, sources and source maps.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { languages } from '../../src/syntax/languages';
import { referencedFiles } from '../manifest/manifest';
import { packageExtension } from './vsix';
import { type ZipEntry, zipEntries } from './zip';

const files = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/client.js',
  'dist/extension.js',
  ...languages.map(({ grammar }) => `dist/grammar/${basename(grammar)}`),
  'dist/grammar/web-tree-sitter.cjs',
  'dist/grammar/web-tree-sitter.wasm',
  'dist/serve.js',
  'dist/server.js',
  'media/fishladder.svg',
  'media/icon.png',
  'package.json',
  'schemas/profile.json',
  'syntaxes/patch-header.tmLanguage.json',
  'syntaxes/quilt-series.language.json',
  'syntaxes/quilt-series.tmLanguage.json',
];

/** The parts of the extension that first use brings in; their names hold a digest. */
const partFiles = () => readdirSync('dist/part').map((name) => `dist/part/${name}`);

/** vsce adds two files of its own and gives three of ours its own names. */
const packaged: Record<string, string> = {
  'CHANGELOG.md': 'changelog.md',
  LICENSE: 'LICENSE.txt',
  'README.md': 'readme.md',
};

suite('package', () => {
  let folder: string;
  let entries: ZipEntry[];
  let manifest: object;

  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-package-'));
    const path = join(folder, 'fishladder.vsix');
    packageExtension(path);
    const vsix = readFileSync(path);
    entries = zipEntries(vsix);
    manifest = JSON.parse(readFileSync('package.json', 'utf8')) as object;
    for (const { name, size } of entries) console.log(`    ${`${size}`.padStart(9)}  ${name}`);
    console.log(`    ${`${vsix.length}`.padStart(9)}  the whole package, compressed`);
  });

  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('has exactly the files that are listed here', () => {
    const expected = [...files, ...partFiles()].map((file) => `extension/${packaged[file] ?? file}`);
    const names = entries.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['[Content_Types].xml', 'extension.vsixmanifest', ...expected].sort());
  });

  test('has every file that the manifest names', () => {
    const names = new Set(entries.map(({ name }) => name));
    const missing = referencedFiles(manifest).filter((file) => !names.has(`extension/${file}`));
    assert.deepEqual(missing, []);
  });

  test('has parts of extension and language server, each needed, and git in none that a start reads', () => {
    const required = new Map(
      ['dist/extension.js', 'dist/serve.js', ...partFiles()].map((file) => [
        basename(file),
        requiredParts(readFileSync(file, 'utf8')),
      ]),
    );
    const needed = [...required.values()].flatMap(({ atOnce, later }) => [...atOnce, ...later]);
    assert.deepEqual(
      [...new Set(needed)].sort(),
      partFiles()
        .map((file) => basename(file))
        .sort(),
    );
    const start = new Set(['extension.js', 'serve.js']);
    for (const name of start) for (const part of required.get(name)?.atOnce ?? []) start.add(part);
    assert.ok(start.size < required.size);
    for (const name of start) {
      const file = partFiles().includes(`dist/part/${name}`) ? `dist/part/${name}` : `dist/${name}`;
      assert.doesNotMatch(readFileSync(file, 'utf8'), /cat-file/, name);
    }
  });

  test('has bundles without source maps', () => {
    for (const file of [...files, ...partFiles()].filter((name) => name.endsWith('.js'))) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), /sourceMappingURL/, file);
    }
  });

  test('something that is no zip file is refused', () => {
    assert.throws(() => zipEntries(Buffer.from('plain text')), /Not a zip file/);
  });
});

/** The parts that a bundle's text requires: as it is loaded, or by an `import()` that runs later. */
function requiredParts(text: string): { atOnce: string[]; later: string[] } {
  const later = [...text.matchAll(/\.then\(\(\)=>[\w$]+\(require\("([^"]+)"\)/g)].map(([, path]) => path ?? '');
  const all = [...text.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, path]) => path ?? '');
  const names = (paths: string[]) => paths.map((path) => basename(path)).filter((name) => name !== 'client');
  return { atOnce: names(all.filter((path) => !later.includes(path))), later: names(later) };
}
