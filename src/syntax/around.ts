// Cuts out of a text what surrounds a change, so that not all of it need be parsed.
import type { Bytes } from '../base/bytes';

/** A line that begins something of its own: at the margin, or a function or class of Python not deeper than a method. */
const BEGINS = /(?:[^\s})\]#"'*/]| {1,4}(?:async def|def|class)\b)/y;

/** The part of a text around `start` to `end`, in whole definitions or statements as far as lines tell; as places in the text. */
export function around(text: Bytes, start: number, end: number): { start: number; end: number } {
  let from = lineStart(text, start);
  while (from > 0 && !begins(text, from)) from = lineStart(text, from - 1);
  let to = nextLine(text, Math.max(start, end - 1));
  while (to < text.length && !begins(text, to)) to = nextLine(text, to);
  return { start: from, end: to };
}

function begins(text: Bytes, at: number): boolean {
  BEGINS.lastIndex = at;
  return BEGINS.test(text);
}

function lineStart(text: Bytes, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(text: Bytes, at: number): number {
  return text.indexOf('\n', at) + 1 || text.length;
}
