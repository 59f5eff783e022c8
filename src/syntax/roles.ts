// What a word in source code is there for: a name that is used, one that is brought in, a member, a keyword, or mere text.
import type { Node } from 'web-tree-sitter';

/** The role of a word: `binding` is where a name is declared or set, `keyword` names an argument, `text` is in a comment or quotes. */
export type Role = 'name' | 'member' | 'binding' | 'keyword' | 'text';

/** By the type of the node around it, the fields in which a word is a member of something else. */
const MEMBERS: Record<string, readonly string[]> = {
  attribute: ['attribute'],
  selector_expression: ['field'],
  field_expression: ['field'],
  member_expression: ['property'],
  qualified_type: ['name'],
};

const KEYWORDS: Record<string, readonly string[]> = {
  keyword_argument: ['name'],
  keyed_element: ['key'],
  field_designator: [],
  pair: ['key'],
};

/** The fields in which a word is declared or set; all children where none is named. */
const BINDINGS: Record<string, readonly string[]> = {
  parameters: [],
  lambda_parameters: [],
  typed_parameter: [],
  default_parameter: ['name'],
  typed_default_parameter: ['name'],
  function_definition: ['name', 'declarator'],
  class_definition: ['name'],
  assignment: ['left'],
  named_expression: ['name'],
  for_statement: ['left'],
  for_in_clause: ['left'],
  as_pattern_target: [],
  aliased_import: [],
  import_from_statement: [],
  import_statement: [],
  global_statement: [],
  function_declaration: ['name'],
  generator_function_declaration: ['name'],
  method_declaration: ['name'],
  method_definition: ['name'],
  class_declaration: ['name'],
  interface_declaration: ['name'],
  type_alias_declaration: ['name'],
  enum_declaration: ['name'],
  type_spec: ['name'],
  var_spec: ['name'],
  const_spec: ['name'],
  short_var_declaration: ['left'],
  range_clause: ['left'],
  parameter_declaration: ['name', 'declarator'],
  variadic_parameter_declaration: ['name'],
  field_declaration: ['name', 'declarator'],
  declaration: ['declarator'],
  init_declarator: ['declarator'],
  function_declarator: ['declarator'],
  enumerator: ['name'],
  preproc_def: ['name'],
  preproc_function_def: ['name'],
  preproc_params: [],
  variable_declarator: ['name'],
  formal_parameters: [],
  required_parameter: ['pattern'],
  optional_parameter: ['pattern'],
  arrow_function: ['parameter'],
  import_specifier: [],
  import_clause: [],
  namespace_import: [],
  catch_clause: ['parameter'],
  labeled_statement: ['label'],
};

/** Nodes through which a word is declared by what is around them. */
const THROUGH =
  /^(?:dotted_name|.*_pattern|pattern_list|expression_list|literal_element|pointer_declarator|array_declarator)$/;

/** The role of the word that begins at a place of a tree (both 0-based). */
export function roleAt(root: Node, row: number, column: number): Role {
  const place = { row, column };
  const leaf = root.descendantForPosition(place, place);
  return leaf && /identifier/.test(leaf.type) && leaf.childCount === 0 ? roleOf(leaf) : 'text';
}

/** True when a tree declares or sets a name anywhere. */
export function binds(root: Node, name: string): boolean {
  return root
    .descendantsOfType(['identifier', 'type_identifier', 'shorthand_property_identifier_pattern'])
    .some((node) => node.text === name && roleOf(node) === 'binding');
}

function roleOf(leaf: Node): Role {
  let node = leaf;
  for (let around = node.parent; around; around = node.parent) {
    if (stands(node, around, KEYWORDS)) return 'keyword';
    if (stands(node, around, MEMBERS)) return 'member';
    if (stands(node, around, BINDINGS)) return 'binding';
    if (!THROUGH.test(around.type)) break;
    node = around;
  }
  return leaf.type === 'shorthand_property_identifier_pattern' ? 'binding' : 'name';
}

function stands(node: Node, around: Node, table: Record<string, readonly string[]>): boolean {
  const fields = Object.hasOwn(table, around.type) ? table[around.type] : undefined;
  if (!fields) return false;
  return (
    fields.length === 0 ||
    fields.some((field) => around.childrenForFieldName(field).some((child) => child?.id === node.id))
  );
}
