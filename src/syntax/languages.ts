// The languages whose grammar is shipped, and how their files are known.
import type { Bytes } from '../base/bytes';

/** A language: the wasm module of its grammar, as a file of an npm package, and the endings of its files. */
export interface Language {
  name: 'python' | 'go' | 'c' | 'javascript' | 'typescript' | 'yaml';
  grammar: string;
  endings: readonly string[];
  /** Its grammar takes bytes of UTF-8 that are read one by one for control signs, which it refuses. */
  decoded?: true;
}

const SHARED = '@vscode/tree-sitter-wasm/wasm/tree-sitter-';

/** The languages. A grammar reads no more than its own: C++ and TSX are text, as theirs would make the package half as large again. */
export const languages: readonly Language[] = [
  { name: 'python', grammar: `${SHARED}python.wasm`, endings: ['.py'] },
  { name: 'go', grammar: `${SHARED}go.wasm`, endings: ['.go'] },
  { name: 'c', grammar: 'tree-sitter-c/tree-sitter-c.wasm', endings: ['.c'] },
  { name: 'javascript', grammar: `${SHARED}javascript.wasm`, endings: ['.js', '.mjs', '.cjs', '.jsx'] },
  { name: 'typescript', grammar: `${SHARED}typescript.wasm`, endings: ['.ts', '.mts', '.cts'] },
  {
    name: 'yaml',
    grammar: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
    endings: ['.yaml', '.yml'],
    decoded: true,
  },
];

/** The language of a path, by its ending; undefined where no grammar is shipped for it. */
export function languageOf(path: Bytes): Language | undefined {
  return languages.find(({ endings }) => endings.some((ending) => path.endsWith(ending)));
}
