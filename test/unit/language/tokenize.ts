// Tokenises text as VS Code does: with our grammars, ours for headers injected into that of diffs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const HEADER = 'source.diff.fishladder-header';

/** Gives each line's parts with a scope of their own as `text scope` (the innermost); `diff` is the path of the grammar of diffs. */
export async function openGrammars(root: string, diff: string) {
  const wasm = readFileSync(join(require.resolve('vscode-oniguruma'), '../onig.wasm'));
  await loadWASM({ data: wasm });
  const paths: Record<string, string> = {
    'source.diff': diff,
    [HEADER]: join(root, 'syntaxes/patch-header.tmLanguage.json'),
    'source.quilt-series': join(root, 'syntaxes/quilt-series.tmLanguage.json'),
  };
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    getInjections: (scope) => (scope === 'source.diff' ? [HEADER] : undefined),
    loadGrammar: async (scope) => {
      const path = paths[scope];
      return path === undefined ? null : parseRawGrammar(readFileSync(path, 'utf8'), path);
    },
  });
  return async (scope: 'source.diff' | 'source.quilt-series', text: string): Promise<string[][]> => {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`There is no grammar for ${scope}.`);
    let state = INITIAL;
    return text.split('\n').map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
        const own = scopes.at(-1);
        return own === undefined || own === scope ? [] : [`${line.slice(startIndex, endIndex)} ${own}`];
      });
    });
  };
}
