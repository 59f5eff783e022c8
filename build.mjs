// Makes the bundles in dist/. The extension and the language server come in parts, so that only what they need is read when they start.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, transform } from 'esbuild';

const node = { platform: 'node', target: 'node20', minify: true, legalComments: 'none', logLevel: 'warning' };
const commonjs = { ...node, format: 'cjs', supported: { 'dynamic-import': false } };
const bundle = { bundle: true, outdir: 'dist', external: ['vscode', './client', './serve'] };
const PARTS = 'dist/part';

await build({
  ...commonjs,
  ...bundle,
  entryPoints: ['client', 'server', 'cli', 'thread'].map((name) => `src/${name}.ts`),
});

// esbuild splits ES modules only, and VS Code before 1.100 loads CommonJS only: hence two steps.
const split = async (name) => {
  const esm = { format: 'esm', splitting: true, chunkNames: 'part/[name]-[hash]', write: false };
  return (await build({ ...node, ...bundle, ...esm, entryPoints: [`src/${name}.ts`] })).outputFiles;
};
const outputFiles = [...(await split('extension')), ...(await split('serve'))];
mkdirSync(PARTS, { recursive: true });
for (const { path, text } of outputFiles) writeFileSync(path, (await transform(text, commonjs)).code);
const parts = outputFiles.filter(({ path }) => dirname(path).endsWith(PARTS)).map(({ path }) => basename(path));
for (const name of readdirSync(PARTS)) if (!parts.includes(name)) rmSync(join(PARTS, name));

// tree-sitter and its grammars are read where they are first needed, so they stay files of their own.
const GRAMMARS = 'dist/grammar';
const shared = ['python', 'go', 'javascript', 'typescript'].map(
  (name) => `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
);
const others = ['tree-sitter-c/tree-sitter-c.wasm', '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm'];
const runtime = ['cjs', 'wasm'].map((ending) => `web-tree-sitter/web-tree-sitter.${ending}`);
rmSync(GRAMMARS, { recursive: true, force: true });
mkdirSync(GRAMMARS, { recursive: true });
for (const file of [...runtime, ...shared, ...others])
  copyFileSync(join('node_modules', file), join(GRAMMARS, basename(file)));
