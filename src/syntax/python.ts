// Where a Python text breaks the rules of the language, its indentation among them, which the grammar lets pass.
import type { Node } from 'web-tree-sitter';
import { errorLines } from './errors';

/**
 * The lines (0-based, in order) of errors as `errorLines` tells them, of statements that do not stand at the column of the first one in
 * their block, and of those that open a block and have none (the language reference, 2.1.8 "Indentation").
 */
export function pythonErrors(root: Node): number[] {
  const odd = root.descendantsOfType(['module', 'block']).flatMap((block) => (block ? oddLines(block) : []));
  return [...new Set([...errorLines(root), ...odd])].sort((a, b) => a - b);
}

function oddLines(block: Node): number[] {
  const statements = block.namedChildren.filter((node) => node && node.type !== 'comment') as Node[];
  const [first] = statements;
  if (!first) return block.type === 'block' ? [block.startPosition.row] : [];
  return statements.flatMap(({ startPosition: { row, column } }, at) => {
    const isFurther = at > 0 && statements[at - 1]!.endPosition.row === row;
    return isFurther || column === first.startPosition.column ? [] : [row];
  });
}
