// Breaks the long lines of a commit message between words.
import { decode, encode } from '../base/bytes';
import { parseMessage } from './message';

/** How long a line may be (OpenStack's guide to commit messages, and what git's own manual shows). */
const WIDTH = 72;

/** Lines whose form says something: indented, quoted, of a list or a table, a footnote, a heading. */
const FORMED = /^(?:[ \t>|#]|[-*+\u2022] |\(?\w{1,3}[.)] |\[\w+\][ :]|\.\. )/;

const FENCE = /^(?:```|~~~)/;

/** A text on lines of 72 characters, where its words are not longer; `indent` stands before all but the first. */
export function wrapLine(text: string, indent: string): string {
  const lines: string[] = [];
  const start = /^\s*/.exec(text)?.[0] ?? '';
  let line = start;
  for (const word of text.trim().split(/\s+/)) {
    const isFirst = line === start || line === indent;
    if (!isFirst && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line += `${isFirst ? '' : ' '}${word}`;
  }
  return [...lines, line].join('\n');
}

/**
 * What stands below a message's title with its long lines broken; lists, quotes, tables, indented and fenced blocks and trailers stay as
 * they are, and so does a line that is not too long. Said twice it stays the same.
 */
export function wrapBody(body: string): string {
  if (body.trim() === '') return body;
  const title = 'x\n\n';
  const { text, trailers, tail } = parseMessage(encode(title + body));
  let isFenced = false;
  const lines = decode(text.slice(title.length))
    .split('\n')
    .map((line) => {
      if (FENCE.test(line)) isFenced = !isFenced;
      return isFenced || line.length <= WIDTH || FORMED.test(line) ? line : wrapLine(line, '');
    });
  return lines.join('\n') + decode(trailers.map(({ raw }) => raw).join('') + tail);
}
