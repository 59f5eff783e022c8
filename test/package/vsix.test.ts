// The package as a person installs it: exactly these files, without tests, sources and source maps.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { languages } from '../../src/syntax/languages';
import { git, gitEnv } from '../demo/repository';
import { referencedFiles } from '../manifest/manifest';
import { packageExtension } from './vsix';
import { contentOf, type ZipEntry, zipEntries } from './zip';

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
  'dist/thread.js',
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
  let vsix: Buffer;
  let entries: ZipEntry[];
  let manifest: object;

  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-package-'));
    const path = join(folder, 'fishladder.vsix');
    packageExtension(path);
    vsix = readFileSync(path);
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

  test('has the grammars where its terminal program finds them, and its other parts look in the same place', () => {
    const own = join(folder, 'installed');
    for (const entry of entries.filter(({ name }) =>
      /^extension\/(?:package\.json|dist\/(?:cli|thread|grammar))/.test(name),
    )) {
      mkdirSync(join(own, dirname(entry.name)), { recursive: true });
      writeFileSync(join(own, entry.name), contentOf(vsix, entry));
    }
    const pair = callsThatDoNotFit(join(folder, 'reef'));
    const cli = join(own, 'extension/dist/cli.js');
    const answer = execFileSync(process.execPath, [cli, 'port', '--batch'], {
      cwd: join(folder, 'reef'),
      env: gitEnv(),
      input: pair,
      encoding: 'utf8',
    });
    const { outcome, warnings } = JSON.parse(answer) as { outcome: string; warnings: string[] };
    assert.equal(outcome, 'clean');
    assert.deepEqual(warnings, ["a.py line 8 calls find with arguments that do not fit the branch's function"]);
    const loaders = partFiles().filter((file) => readFileSync(file, 'utf8').includes('web-tree-sitter.wasm'));
    assert.ok(loaders.length > 0);
    for (const file of loaders) assert.match(readFileSync(file, 'utf8'), /\[__dirname,[^\]]*\(__dirname\)\]/);
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

/** Makes a repository in a folder, and gives a commit whose call fits its own branch alone, and the other branch: a line for `port --batch`. */
function callsThatDoNotFit(repository: string): string {
  const code = (parameters: string, ...body: string[]) =>
    [
      `def find(${parameters}):`,
      '    pass',
      '',
      '',
      'def go():',
      '    one()',
      '    two()',
      ...body,
      '    end()',
      '',
    ].join('\n');
  const commit = (text: string) => {
    writeFileSync(join(repository, 'a.py'), text);
    git(repository, 'add', 'a.py');
    git(repository, 'commit', '--quiet', '-m', 'Change it');
    return git(repository, 'rev-parse', 'HEAD').trim();
  };
  mkdirSync(repository);
  git(repository, 'init', '--quiet');
  const base = commit(code('a, b=None'));
  const fix = commit(code('a, b=None', '    find(1, b=2)'));
  git(repository, 'checkout', '--quiet', base);
  return `${JSON.stringify({ commit: fix, onto: commit(code('a')) })}\n`;
}

/** The parts that a bundle's text requires: as it is loaded, or by an `import()` that runs later. */
function requiredParts(text: string): { atOnce: string[]; later: string[] } {
  const later = [...text.matchAll(/\.then\(\(\)=>[\w$]+\(require\("([^"]+)"\)/g)].map(([, path]) => path ?? '');
  const all = [...text.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, path]) => path ?? '');
  const names = (paths: string[]) => paths.map((path) => basename(path)).filter((name) => name !== 'client');
  return { atOnce: names(all.filter((path) => !later.includes(path))), later: names(later) };
}
