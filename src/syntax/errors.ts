// Where a text breaks the rules of its language.
import type { Node } from 'web-tree-sitter';

/** So many errors are told; a text with more is none of this language. */
const MOST = 200;

/** The lines (0-based, in order) from which on a tree could not be read, or where it misses something. */
export function errorLines(root: Node): number[] {
  const lines: number[] = [];
  const open = root.hasError ? [root] : [];
  for (let node = open.pop(); node && lines.length < MOST; node = open.pop()) {
    if (node.isError || node.isMissing) lines.push(node.startPosition.row);
    else {
      const odd = node.children.filter((child) => child?.hasError);
      open.push(...odd.slice(0, MOST).reverse());
    }
  }
  return lines;
}
