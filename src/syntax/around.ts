// Cuts out of a text what surrounds a change, so that not all of it need be parsed.
import type { Bytes } from '../base/bytes';

/** A line that begins something of its own: at the margin, or a function or class of Python not deeper than a method, or its decorator. */
const BEGINS = /(?!(?:else|elif|except|finally)\b)[^\s})\]#"'*/]| {1,4}(?:@|(?:async def|def|class)\b)/y;
const DECORATES = / {0,4}@/y;

/** The part of a text around `start` to `end`, in whole definitions or statements as far as lines tell; as places in the text. */
export function around(text: Bytes, start: number, end: number): { start: number; end: number } {
  const from = beginningOf(text, start);
  let isOpen = is(DECORATES, text, beginningOf(text, Math.max(start, end - 1)));
  let to = nextLine(text, Math.max(start, end - 1));
  for (; to < text.length && (isOpen || !is(BEGINS, text, to)); to = nextLine(text, to))
    isOpen &&= !is(BEGINS, text, to) || is(DECORATES, text, to);
  return { start: from, end: to };
}

/** Where the last line begins, at or above a place, that begins something; 0 where none does. */
function beginningOf(text: Bytes, at: number): number {
  let from = lineStart(text, at);
  while (from > 0 && !is(BEGINS, text, from)) from = lineStart(text, from - 1);
  return from;
}

function is(pattern: RegExp, text: Bytes, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function lineStart(text: Bytes, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(text: Bytes, at: number): number {
  return text.indexOf('\n', at) + 1 || text.length;
}
