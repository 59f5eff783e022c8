// Loads tree-sitter and its grammars on first use, from the files that are shipped beside the bundles.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Node } from 'web-tree-sitter';
import { type Bytes, decode } from '../base/bytes';
import type { Language } from './languages';

/** Reads a text as a tree and hands its root over, which lives for that call only. Undefined where no tree came in time. */
export type Parse = <T>(text: Bytes, read: (root: Node) => T) => T | undefined;

/** Finds a shipped file by the package and path that it comes from. */
export type Locate = (file: string) => string;

/** What is longer, in bytes, is not parsed; nor is anything for longer than this, in milliseconds. */
const [LONGEST, SLOWEST] = [2_000_000, 1000];
const RUNTIME = 'web-tree-sitter/web-tree-sitter.wasm';

/** The loader of grammars from where `locate` says; each is loaded once. What cannot be loaded is undefined, and so is a text then. */
export function grammarsFrom(locate: Locate): (language: Language) => Promise<Parse | undefined> {
  let runtime: Promise<typeof import('web-tree-sitter')> | undefined;
  const loaded = new Map<string, Promise<Parse | undefined>>();
  return (language) => {
    let parse = loaded.get(language.name);
    if (!parse) {
      runtime ??= startRuntime(locate);
      parse = loadGrammar(runtime, locate, language).catch(() => undefined);
      loaded.set(language.name, parse);
    }
    return parse;
  };
}

/** The parser of a language, from the shipped files; undefined where these cannot be loaded. */
export const parserOf: (language: Language) => Promise<Parse | undefined> = grammarsFrom(shipped);

async function startRuntime(locate: Locate): Promise<typeof import('web-tree-sitter')> {
  const wasm = locate(RUNTIME);
  const tools = createRequire(wasm)(wasm.replace(/wasm$/, 'cjs')) as typeof import('web-tree-sitter');
  await tools.Parser.init({ locateFile: () => wasm });
  return tools;
}

async function loadGrammar(
  runtime: Promise<typeof import('web-tree-sitter')>,
  locate: Locate,
  { grammar, decoded }: Language,
): Promise<Parse> {
  const { Parser, Language: Grammar } = await runtime;
  const parser = new Parser().setLanguage(await Grammar.load(locate(grammar)));
  return (text, read) => {
    if (text.length > LONGEST) return undefined;
    const end = performance.now() + SLOWEST;
    const tree = parser.parse(decoded ? decode(text) : text, null, { progressCallback: () => performance.now() > end });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    try {
      return read(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}

/** Beside the bundle or, for a part of it, above; else, from sources, in the package itself. */
function shipped(file: string): string {
  const near = [__dirname, dirname(__dirname)].map((folder) => join(folder, 'grammar', basename(file)));
  return near.find((path) => existsSync(path)) ?? createRequire(__filename).resolve(file);
}
