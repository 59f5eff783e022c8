// The long text of DEP-3's `Description`, whose lines are indented and whose empty lines are a dot (deb822).
import { type Bytes, trimBytes, trimBytesEnd } from '../base/bytes';

/** The text below a `Description` field's first line; a line of dots has one more there than it means. */
export function readDescription(raw: Bytes): { title: Bytes; body: Bytes } {
  const [title = '', ...rest] = raw.slice(raw.indexOf(':') + 1).split('\n');
  const lines = rest.map((line) => {
    const text = trimBytesEnd(line).replace(/^[ \t]/, '');
    return /^\.+$/.test(text) ? text.slice(1) : text;
  });
  while (lines.at(-1) === '') lines.pop();
  return { title: trimBytes(title), body: lines.length === 0 ? '' : `${lines.join('\n')}\n` };
}

/** The `Description` field of a title and the text below it, whose blank lines at both ends are left out. */
export function writeDescription(title: Bytes, body: Bytes): Bytes {
  const text = trimBytesEnd(body.replace(/^(?:[ \t\r]*\n)+/, ''));
  const lines = text === '' ? [] : text.split('\n');
  const written = lines.map((line) => {
    const bare = trimBytesEnd(line);
    return ` ${/^\.*$/.test(bare) ? `${bare}.` : bare}\n`;
  });
  return `Description: ${title}\n${written.join('')}`;
}
