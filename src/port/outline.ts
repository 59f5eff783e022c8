// Which functions and classes a text defines, or for YAML which keys, and which of them a line stands in: by its tree or, for Python, by indentation.
import { type Bytes, splitLines } from '../base/bytes';
import { once } from '../base/once';
import { chainAt, definitionsOf } from '../syntax/definitions';
import type { Language } from '../syntax/languages';
import type { Parse } from '../syntax/parser';
import { keyCounts } from '../syntax/yaml';
import { chained, definedIn, headsIn, scopesOf } from './adapt/scope';

/** Names are chains: a name after those around it, joined by dots; '' is outside of all. */
export interface Outline {
  /** How often each chain is defined; of a key, in the mapping that has it most often. */
  counts(): ReadonlyMap<string, number>;
  /** The chain that a line (0-based) stands in. */
  chainAt(line: number): string;
}

/** The outline of a text; undefined where its tree could not be read. */
export function outlineOf(text: Bytes, language: Language['name'], parse: Parse): Outline | undefined {
  if (language === 'python') return outlineByIndentation(text);
  return parse(text, (root) => {
    const definitions = definitionsOf(root, language);
    const counts = language === 'yaml' ? keyCounts(root) : countsOf(definitions.map(({ chain }) => chain));
    return counts && { counts: () => counts, chainAt: (line) => chainAt(definitions, line) };
  });
}

/** Reads all lines for the counts only. */
function outlineByIndentation(text: Bytes): Outline {
  const lines = once(() => splitLines(text));
  const chains = () => {
    const scopes = scopesOf(lines());
    return lines().flatMap((line, at) => {
      const name = definedIn(line);
      return name === undefined ? [] : [chained(scopes[at] ?? '', name)];
    });
  };
  const heads = once(() => headsIn(lines()));
  return {
    counts: once(() => countsOf(chains())),
    chainAt: (line) => scopesOf([...heads()(line), lines()[line] ?? '']).at(-1)!,
  };
}

function countsOf(chains: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const chain of chains) counts.set(chain, (counts.get(chain) ?? 0) + 1);
  return counts;
}
