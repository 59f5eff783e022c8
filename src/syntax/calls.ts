// Calls in Python code, and what a function takes: whether the one fits the other.
import type { Node } from 'web-tree-sitter';

/** A call. Rows are 0-based in its tree; `open` when it passes on a list or a mapping, so that more may come. */
export interface Call {
  callee: string;
  start: number;
  end: number;
  positional: number;
  keywords: readonly string[];
  open: boolean;
}

/** What a function takes, without `self` and `cls`. */
export interface Signature {
  /** Parameters that a position fills, in order, and those that only a keyword does. */
  places: readonly string[];
  named: readonly string[];
  /** Parameters that have no default. */
  needed: readonly string[];
  /** It takes any number of places, or any keyword. */
  anyPlace: boolean;
  anyName: boolean;
}

/** All calls in a tree, the outer before the inner. */
export function callsIn(root: Node): Call[] {
  return root.descendantsOfType('call').map((node) => {
    const given = (node.childForFieldName('arguments')?.namedChildren ?? []).filter((one) => one?.type !== 'comment');
    const keywords = given.flatMap((one) => one.childForFieldName('name')?.text ?? []);
    const isOpen = given.some((one) => /splat|generator/.test(one.type));
    return {
      callee: node.childForFieldName('function')?.text ?? '',
      start: node.startPosition.row,
      end: node.endPosition.row,
      positional: given.filter(({ type }) => !/splat|keyword_argument/.test(type)).length,
      keywords,
      open: isOpen,
    };
  });
}

/** What the first function that a tree defines takes; undefined where there is none, or where it is not read with certainty. */
export function signatureOf(root: Node): Signature | undefined {
  const [parameters] = root.descendantsOfType('parameters');
  if (!parameters || root.hasError) return undefined;
  const [places, named, needed]: [string[], string[], string[]] = [[], [], []];
  let [anyPlace, anyName, isNamed] = [false, false, false];
  for (const one of parameters.namedChildren) {
    const text = one.text;
    const name = /^\w+/.exec(text)?.[0];
    if (text.startsWith('**')) anyName = true;
    else if (text.startsWith('*')) {
      isNamed = true;
      anyPlace ||= text.length > 1;
    } else if (name !== undefined) {
      (isNamed ? named : places).push(name);
      if (!/default/.test(one.type)) needed.push(name);
    }
  }
  const isOwn = (name: string) => name === 'self' || name === 'cls';
  const without = (names: string[]) => names.filter((name) => !isOwn(name));
  return { places: without(places), named, needed: without(needed), anyPlace, anyName };
}

/** True when a function that takes this can be called so. */
export function fits({ positional, keywords, open }: Call, signature: Signature): boolean {
  const { places, named, needed, anyPlace, anyName } = signature;
  const filled = new Set([...places.slice(0, positional), ...keywords]);
  return (
    (anyPlace || positional <= places.length) &&
    (anyName || keywords.every((name) => places.includes(name) || named.includes(name))) &&
    (open || needed.every((name) => filled.has(name)))
  );
}
