// Decision trees, written as text and asked for their sum.

/** One question of a tree: `low` where the measure is at most `most`, else `high`; a number is an answer. */
export interface Split {
  measure: number;
  most: number;
  low: Tree;
  high: Tree;
}

/** A decision tree over measures by number. */
export type Tree = Split | number;

/** Trees as text: the measures that they ask for, by their numbers; the trees, one a line, as `writeTree` writes them. */
export interface Written {
  names: readonly string[];
  trees: string;
}

/** What a tree answers to these measures. */
export function answerOf(tree: Tree, measures: Float64Array): number {
  let at = tree;
  while (typeof at !== 'number') at = measures[at.measure]! <= at.most ? at.low : at.high;
  return at;
}

/** A tree as one line: an answer as a number, a question as `measure<most`, then its low and its high side. */
export function writeTree(tree: Tree): string {
  if (typeof tree === 'number') return short(tree);
  return `${tree.measure}<${short(tree.most)} ${writeTree(tree.low)} ${writeTree(tree.high)}`;
}

/** The tree of a line that `writeTree` made. */
export function readTree(line: string): Tree {
  const words = line.split(' ').values();
  const next = (): Tree => {
    const [first = '', most] = (words.next().value ?? '').split('<');
    if (most === undefined) return Number(first);
    return { measure: Number(first), most: Number(most), low: next(), high: next() };
  };
  return next();
}

function short(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
