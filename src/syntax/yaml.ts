// What trees of YAML tell: how often a mapping has a key, where the text could not be read on, and its aliases.
import type { Node } from 'web-tree-sitter';
import { errorLines } from './errors';

/**
 * For each key, after those around it and joined to them by dots, how often the mapping that has it most often has it. Undefined for
 * a text with errors. A merge key (`<<`) may be there several times.
 */
export function keyCounts(root: Node): Map<string, number> | undefined {
  if (root.hasError) return undefined;
  const most = new Map<string, number>();
  for (const mapping of root.descendantsOfType(['block_mapping', 'flow_mapping'])) {
    const counts = new Map<string, number>();
    for (const pair of mapping.namedChildren) {
      const key = keyOf(pair);
      if (key !== undefined && key !== '<<') counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const outer = keysAround(mapping);
    for (const [key, count] of counts) {
      const chain = [...outer, key].join('.');
      most.set(chain, Math.max(count, most.get(chain) ?? 0));
    }
  }
  return most;
}

/** The lines (0-based, in order) at which a tree could not be read; where the reading ended before the text does, that is the last line read. */
export function yamlErrors(root: Node): number[] {
  return root.isError ? [root.endPosition.row] : errorLines(root);
}

/** The aliases in a tree, with their asterisk, each after its line (0-based) and a blank. */
export function aliasesIn(root: Node): Set<string> {
  return new Set(root.descendantsOfType('alias').map((node) => `${node.startPosition.row} ${node.text}`));
}

function keysAround(node: Node): string[] {
  const keys: string[] = [];
  for (let around = node.parent; around; around = around.parent) {
    const key = keyOf(around);
    if (key !== undefined) keys.unshift(key);
  }
  return keys;
}

/** The key of a pair, without its quotes. */
function keyOf(node: Node): string | undefined {
  return node.childForFieldName('key')?.text.replace(/^(['"])(.*)\1$/, '$2');
}
