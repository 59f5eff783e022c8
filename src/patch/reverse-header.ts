// Turns the header lines of one file's part of a patch round.
import { type Bytes, trimBytesEnd } from '../base/bytes';
import { quotePath } from './path';
import type { FilePatch } from './types';

const OPPOSITE: Record<string, string> = {
  'old mode': 'new mode',
  'new mode': 'old mode',
  'new file mode': 'deleted file mode',
  'deleted file mode': 'new file mode',
  'rename from': 'rename to',
  'rename to': 'rename from',
  'rename old': 'rename new',
  'rename new': 'rename old',
  '---': '+++',
  '+++': '---',
};
const FIELD = new RegExp(`^(${Object.keys(OPPOSITE).join('|').replaceAll('+', '\\+')}) `);
const SECOND = /^(?:new mode|rename to|rename new|\+\+\+) /;

/** The header of the file turned round: each field means the other side, in the order that git writes them. */
export function reverseHeader(file: FilePatch): Bytes[] {
  const lines = file.header.map((line) => reverseField(file, line));
  for (let at = 1; at < lines.length; at++) {
    const [first, second] = [lines[at - 1] as Bytes, lines[at] as Bytes];
    if (SECOND.test(first) && FIELD.test(second)) lines.splice(at - 1, 2, second, first);
  }
  return lines;
}

function reverseField(file: FilePatch, line: Bytes): Bytes {
  if (line.startsWith('diff --git ')) return file.change === 'rename' ? reverseNames(file, line) : line;
  if (line.startsWith('index ')) return line.replace(/^index ([0-9a-f]+)\.\.([0-9a-f]+)/, 'index $2..$1');
  const key = FIELD.exec(line)?.[1];
  if (key === undefined) return line;
  const value = line.slice(key.length);
  if (key === '---' && file.oldPath !== trimBytesEnd(value.slice(1)))
    return `+++${value.replace(/^ ("?)a\//, ' $1b/')}`;
  if (key === '+++' && file.newPath !== trimBytesEnd(value.slice(1)))
    return `---${value.replace(/^ ("?)b\//, ' $1a/')}`;
  return OPPOSITE[key] + value;
}

function reverseNames(file: FilePatch, line: Bytes): Bytes {
  const [before, after] = [file.oldPath ?? '', file.newPath ?? ''];
  const bare = `diff --git ${quotePath(before)} ${quotePath(after)}`;
  const end = /\r?\n?$/.exec(line)?.[0];
  return line === bare + end
    ? `diff --git ${quotePath(after)} ${quotePath(before)}${end}`
    : `diff --git ${quotePath(`a/${after}`)} ${quotePath(`b/${before}`)}${end}`;
}
