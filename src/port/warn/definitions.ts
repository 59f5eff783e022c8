// Where a Python text defines functions of a name, and with which parameters, told from the words alone.
import type { Bytes } from '../../base/bytes';

/** A definition: where its parameters begin, in bytes, and they as they are written, with single blanks. */
export interface Definition {
  at: number;
  parameters: Bytes;
}

/** The definitions of a name, from top to bottom. */
export function definitionsOf(text: Bytes, name: Bytes): Definition[] {
  const found: Definition[] = [];
  for (let at = text.indexOf(`def ${name}(`); at >= 0; at = text.indexOf(`def ${name}(`, at + 1)) {
    const start = at + name.length + 5;
    found.push({ at: start, parameters: text.slice(start, closing(text, start)).replace(/\s+/g, ' ').trim() });
  }
  return found;
}

/** The names of parameters, those that take all the rest with their stars. */
export function parameterNames(parameters: Bytes): Bytes[] {
  let flat = parameters;
  for (let inner = ''; inner !== flat; ) {
    inner = flat;
    flat = inner.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '');
  }
  return flat.split(',').flatMap((part) => /^\s*(\*{0,2}\w+)/.exec(part)?.[1] ?? []);
}

/** Where the bracket closes that was opened before a place; not far beyond it. */
function closing(text: Bytes, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length && at < start + 2000; at++) {
    if (text[at] === '(' || text[at] === '[') depth++;
    else if ((text[at] === ')' || text[at] === ']') && --depth === 0) return at;
  }
  return start;
}
