// Reads the tree of what stands around one line of a text.
import type { Node } from 'web-tree-sitter';
import type { Bytes } from '../base/bytes';
import { around } from './around';
import { languageOf } from './languages';
import { parserOf } from './parser';

/** Hands over the tree around a line (0-based) of a text, and the line's row in it. Undefined where there is no tree. */
export type ReadNear = <T>(text: Bytes, line: number, read: (root: Node, row: number) => T) => T | undefined;

/** So long one reader reads in all, in milliseconds. */
const LONGEST = 1000;

/** The reader for a path's language; undefined where there is no grammar for it. */
export async function readerFor(path: Bytes): Promise<ReadNear | undefined> {
  const language = languageOf(path);
  const parse = language && (await parserOf(language));
  if (!parse) return undefined;
  let left = LONGEST;
  return (text, line, read) => {
    const started = performance.now();
    if (left <= 0) return undefined;
    let at = 0;
    for (let number = 0; number < line; number++) at = text.indexOf('\n', at) + 1;
    const { start, end } = around(text, at, at + 1);
    let row = 0;
    for (let next = text.indexOf('\n', start); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) row++;
    const answer = parse(text.slice(start, end), (root) => read(root, row));
    left -= performance.now() - started;
    return answer;
  };
}
