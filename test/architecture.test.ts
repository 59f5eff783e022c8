// The design's rules about src/, each on the real files and on a small sample that breaks it.
import assert from 'node:assert/strict';
import { cycleViolations } from './architecture/cycles';
import { homeViolations } from './architecture/homes';
import { importedNames } from './architecture/imports';
import { layerViolations } from './architecture/layers';
import { sizeViolations } from './architecture/sizes';
import { readSources, type Source, type Violation } from './architecture/sources';
import { constructViolations, docViolations, headerViolations, nameViolations } from './architecture/style';

const problems = (found: Violation[]) => found.map(({ path, problem }) => `${path}: ${problem}`);

suite('architecture of src', () => {
  const sources = readSources('src');

  const eachFile: [rule: string, check: (source: Source) => Violation[]][] = [
    ['folders import only what the layer table allows', layerViolations],
    ['packages and globals are used in their homes only', homeViolations],
    ['every file begins with a sentence about itself', headerViolations],
    ['every export has a JSDoc comment', docViolations],
    ['there are no default exports, enums, barrels and namespaces', constructViolations],
    ['folders and files are named after concepts', nameViolations],
  ];
  for (const [rule, check] of eachFile) {
    test(rule, () => assert.deepEqual(problems(sources.flatMap(check)), []));
  }

  test('no files import each other in a circle', () => assert.deepEqual(problems(cycleViolations(sources)), []));

  test('files are small', () => assert.deepEqual(problems(sizeViolations(sources)), []));
});

suite('architecture rules', () => {
  const file = (path: string, ...lines: string[]): Source => ({ path, text: `${lines.join('\n')}\n` });
  const count = (found: Violation[]) => found.length;

  test('imports are found in every form', () => {
    const text = `
import a from 'a';
import type { B } from "./b";
import {
  c,
} from './c';
import './d';
export { e } from './e';
export * from './f';
const g = await import('./g');
const h = require('node:h');
import i = require('i');
// import j from 'j';
/* import k from 'k'; */
const text = 'import';
const l = \`import l from 'l'\`;
`;
    const expected = ['./b', './c', './d', './e', './f', './g', 'a', 'i', 'node:h'];
    assert.deepEqual(importedNames(text).sort(), expected);
  });

  test('a folder that imports upwards is seen', () => {
    const bad = file('src/base/x.ts', "import type { Patch } from '../patch/types';");
    assert.deepEqual(problems(layerViolations(bad)), ['src/base/x.ts: base/ may not import src/patch/types']);
    assert.equal(count(layerViolations(file('src/patch/x.ts', "import { y } from '../base/y';"))), 0);
    assert.equal(count(layerViolations(file('src/gerrit/x.ts', ''))), 1);
    assert.equal(count(layerViolations(file('src/git/x.ts', "import { main } from '../cli';"))), 1);
  });

  test('the editor sees only the protocol of the language server', () => {
    assert.equal(count(layerViolations(file('src/editor/x.ts', "import { y } from '../language/protocol';"))), 0);
    assert.equal(count(layerViolations(file('src/editor/x.ts', "import { y } from '../language/hover';"))), 1);
    assert.equal(count(layerViolations(file('src/flow/x.ts', "import { y } from '../language/protocol';"))), 1);
  });

  test('a package away from its home is seen', () => {
    for (const name of ['vscode', 'vscode-languageclient/node', 'simple-git', 'node:child_process', 'diff', 'zod']) {
      assert.equal(count(homeViolations(file('src/fix/x.ts', `import { y } from '${name}';`))), 1, name);
    }
    assert.equal(count(homeViolations(file('src/editor/x.ts', "import * as vscode from 'vscode';"))), 0);
    assert.equal(count(homeViolations(file('src/review/gerrit/schema.ts', "import { z } from 'zod';"))), 0);
    assert.equal(count(homeViolations(file('src/fix/x.ts', "import { y } from 'vscode-uri';"))), 0);
  });

  test('fetch and process.env away from their homes are seen', () => {
    assert.equal(count(homeViolations(file('src/review/store.ts', 'await fetch(url);'))), 1);
    assert.equal(count(homeViolations(file('src/review/http.ts', 'await fetch(url);'))), 0);
    assert.equal(count(homeViolations(file('src/git/open.ts', 'const env = process.env;'))), 1);
    assert.equal(count(homeViolations(file('src/cli.ts', 'const env = process.env;'))), 0);
    assert.equal(
      count(homeViolations(file('src/git/open.ts', "// fetch(x)\nconst help = 'fetch(x) process.env';"))),
      0,
    );
  });

  test('a circle of imports is seen once', () => {
    const a = file('src/fix/a.ts', "import { b } from './b';");
    const b = file('src/fix/b.ts', "import { c } from './c';");
    const c = file('src/fix/c.ts', "import type { A } from './a';");
    const circle = 'src/fix/a -> src/fix/b -> src/fix/c -> src/fix/a';
    assert.deepEqual(problems(cycleViolations([a, b, c])), [`src/fix/a.ts: ${circle}`]);
    assert.deepEqual(cycleViolations([a, b, file('src/fix/c.ts', '')]), []);
  });

  test('long files are seen, and too many middling ones', () => {
    const long = (path: string, size: number) => file(path, ...Array.from({ length: size }, () => '//'));
    const small = Array.from({ length: 19 }, (_, i) => long(`src/fix/${i}.ts`, 20));
    assert.deepEqual(sizeViolations([...small, long('src/fix/x.ts', 300), long('src/cli.ts', 60)]), []);
    assert.equal(count(sizeViolations([...small, long('src/fix/x.ts', 301)])), 1);
    assert.equal(count(sizeViolations([...small, long('src/cli.ts', 61)])), 1);
    assert.equal(count(sizeViolations(small.map(({ path }) => long(path, 90)))), 1);
    assert.equal(count(sizeViolations(small.map(({ path }, i) => long(path, i > 15 ? 200 : 20)))), 1);
  });

  test('a file without a first sentence is seen', () => {
    assert.equal(count(headerViolations(file('src/fix/x.ts', '// What a fix is.', 'export {};'))), 0);
    assert.equal(count(headerViolations(file('src/fix/x.ts', '// What a fix is,', '// and why.', 'export {};'))), 0);
    assert.equal(count(headerViolations(file('src/fix/x.ts', "import { y } from './y';"))), 1);
    assert.equal(count(headerViolations(file('src/fix/x.ts', '// no sentence', 'export {};'))), 1);
  });

  test('an export without JSDoc is seen', () => {
    assert.equal(count(docViolations(file('src/fix/x.ts', '/** A name. */', 'export type Name = string;'))), 0);
    assert.equal(count(docViolations(file('src/fix/x.ts', '', 'export async function f() {}'))), 1);
    assert.equal(count(docViolations(file('src/fix/x.ts', '// A name.', 'export const name = 1;'))), 1);
  });

  test('unwanted constructs are seen, and words about them are not', () => {
    for (const line of ['export default 1;', 'export enum A {}', 'const enum A {}', "export * from './a';"]) {
      assert.equal(count(constructViolations(file('src/fix/x.ts', line))), 1, line);
    }
    assert.equal(count(constructViolations(file('src/fix/x.ts', "export type { A } from './a';"))), 1);
    assert.equal(count(constructViolations(file('src/fix/x.ts', '// export default, enum A {', 'export {};'))), 0);
  });

  test('a name that says nothing is seen', () => {
    assert.equal(count(nameViolations(file('src/fix/utils.ts', ''))), 1);
    assert.equal(count(nameViolations(file('src/fix/names.ts', ''))), 0);
  });
});
