// The functions, methods and classes that a text defines, or for YAML the keys, and which of them a line stands in.
import type { Node } from 'web-tree-sitter';
import type { Language } from './languages';

/** A function, method, class or key. `chain` is its name after those around it, joined by dots; lines are 0-based, `end` inclusive. */
export interface Definition {
  chain: string;
  start: number;
  end: number;
}

const KINDS: Record<Language['name'], string[]> = {
  python: ['function_definition', 'class_definition'],
  go: ['function_declaration', 'method_declaration'],
  c: ['function_definition'],
  javascript: ['function_declaration', 'generator_function_declaration', 'class_declaration', 'method_definition'],
  typescript: ['function_declaration', 'generator_function_declaration', 'class_declaration', 'method_definition'],
  yaml: ['block_mapping_pair', 'flow_pair'],
};

/** The definitions of a text, in order; what has no name is left out. */
export function definitionsOf(root: Node, language: Language['name']): Definition[] {
  const around: { end: number; chain: string }[] = [];
  return root.descendantsOfType(KINDS[language]).flatMap((node) => {
    const name = nameOf(node);
    if (name === undefined) return [];
    while (around.length > 0 && around.at(-1)!.end <= node.startIndex) around.pop();
    const outer = around.at(-1)?.chain;
    const chain = outer === undefined ? name : `${outer}.${name}`;
    around.push({ end: node.endIndex, chain });
    const { row, column } = node.endPosition;
    return [{ chain, start: node.startPosition.row, end: column === 0 ? row - 1 : row }];
  });
}

/** The chain of the innermost definition that a line stands in; '' outside of all. */
export function chainAt(definitions: readonly Definition[], line: number): string {
  return definitions.findLast(({ start, end }) => start <= line && line <= end)?.chain ?? '';
}

/** A definition's name; a Go method's is behind its receiver's type, and C's is what stands before the first parenthesis. */
function nameOf(node: Node): string | undefined {
  const name = (node.childForFieldName('name') ?? node.childForFieldName('key'))?.text;
  if (name === undefined) return /(\w+)\s*\(/.exec(node.childForFieldName('declarator')?.text ?? '')?.[1];
  const receiver = node.childForFieldName('receiver')?.text;
  return receiver === undefined ? name : `${/(\w+)(?:\[.*\])?\s*\)$/.exec(receiver)?.[1] ?? ''}.${name}`;
}
