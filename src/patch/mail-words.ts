// Mail header values: folding (RFC 5322) and encoded words (RFC 2047), read from any program and written as git writes them.
import { type Bytes, decode, decodeCharset, encode, trimBytes } from '../base/bytes';

/** How a value is written: `text` is folded between words (Subject), `address` knows names (From), `plain` stays on its line. */
export type HeaderStyle = 'text' | 'address' | 'plain';

/** The bracket at the beginning of a subject that counts patches; it is never part of an encoded word. */
export const PATCH_PREFIX = /^\[(?=[\x20-\x5c\x5e-\x7e]*PATCH)[\x20-\x5c\x5e-\x7e]*\](?: |$)/;

const TEXT_WIDTH = 78;
const ENCODED_WIDTH = 76;
const OPENING = '=?UTF-8?q?';
const ENCODED_WORDS = /=\?([^?\s]+)\?([qQbB])\?([^?\s]*)\?=(?:\s+(?==\?[^?\s]+\?[qQbB]\?[^?\s]*\?=))?/g;

/** The style git uses for a field of this name. */
export function headerStyle(name: string): HeaderStyle {
  const lower = name.toLowerCase();
  if (lower === 'subject') return 'text';
  return lower === 'from' ? 'address' : 'plain';
}

/** A field's value as a person reads it: unfolded, encoded words decoded, other bytes taken for UTF-8. */
export function decodeHeader(value: Bytes): string {
  const unfolded = trimBytes(value.replace(/\r?\n(?=[ \t])/g, ''));
  const runs: { charset: string; bytes: Bytes; end: number }[] = [];
  let text = '';
  let seen = 0;
  const flush = () => {
    text += runs.map(({ charset, bytes }) => decodeCharset(charset.split('*', 1)[0] ?? '', bytes)).join('');
    runs.length = 0;
  };
  for (const word of unfolded.matchAll(ENCODED_WORDS)) {
    const [whole, charset, encoding, content] = word as unknown as [string, string, string, string];
    if (word.index > seen) {
      flush();
      text += decode(unfolded.slice(seen, word.index));
    }
    const bytes = /b/i.test(encoding) ? Buffer.from(content, 'base64').toString('latin1') : decodeQ(content);
    const last = runs.at(-1);
    if (last?.charset === charset.toLowerCase()) last.bytes += bytes;
    else runs.push({ charset: charset.toLowerCase(), bytes, end: word.index });
    seen = word.index + whole.length;
  }
  flush();
  return text + decode(unfolded.slice(seen));
}

/** A whole field without its last line ending; folds are LF. A value's own line breaks become folds. */
export function encodeHeader(name: Bytes, value: string, style: HeaderStyle): Bytes {
  const mayFold = style === 'plain' && !needsEncoding(value);
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  const text = lines.filter((line) => line !== '').join(mayFold ? '\n ' : ' ');
  if (style === 'address') return encodeAddress(name, text);
  const prefix = style === 'text' ? (PATCH_PREFIX.exec(text)?.[0] ?? '') : '';
  const start = `${name}: ${prefix}`;
  const rest = text.slice(prefix.length);
  if (needsEncoding(text)) return encodeWords(start, rest, /[^!-<>@-^`-~]/);
  return style === 'text' ? wrap(start, rest) : start + rest;
}

function encodeAddress(name: Bytes, text: string): Bytes {
  const address = /<[^<>]*>$/.exec(text.slice(text.lastIndexOf('<')))?.[0];
  if (address === undefined) return `${name}: ${encode(text)}`;
  const person = text.slice(0, -address.length).trimEnd();
  const isEncoded = needsEncoding(person);
  const quoted =
    /^".*"$/.test(person) || !/[()<>[\]:;@\\,."]/.test(person) ? person : `"${person.replace(/["\\]/g, '\\$&')}"`;
  const start = isEncoded ? encodeWords(`${name}: `, unquoted(person), /[^A-Za-z0-9!*+/-]/) : wrap(`${name}: `, quoted);
  const width = isEncoded ? ENCODED_WIDTH : TEXT_WIDTH;
  const room = width - (start.length - start.lastIndexOf('\n') - 1);
  return `${start}${` ${address}`.length > room ? '\n' : ''} ${encode(address)}`;
}

function unquoted(person: string): string {
  return /^".*"$/.test(person) ? person.slice(1, -1).replace(/\\(.)/g, '$1') : person;
}

function needsEncoding(text: string): boolean {
  return /[^\x00-\x7f]|=\?/.test(text);
}

/** Encoded words of at most 76 characters, whole characters each; a byte that is `special` is written as `=XX`. */
function encodeWords(start: Bytes, text: string, special: RegExp): Bytes {
  let out = start + OPENING;
  let width = out.length;
  for (const character of text) {
    const bytes = encode(character);
    const written = special.test(bytes) ? bytes.replace(/[\s\S]/g, hex) : bytes;
    if (width + written.length + 2 > ENCODED_WIDTH) {
      out += `?=\n ${OPENING}`;
      width = OPENING.length + 1;
    }
    out += written;
    width += written.length;
  }
  return `${out}?=`;
}

function hex(byte: string): string {
  return `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Breaks ASCII text between words so that lines keep to 78 columns. */
function wrap(start: Bytes, text: string): Bytes {
  let out = start.trimEnd();
  let width = out.length;
  for (const word of text.split(' ')) {
    const fits = width + 1 + word.length <= TEXT_WIDTH;
    out += `${fits ? '' : '\n'} ${word}`;
    width = (fits ? width : 0) + 1 + word.length;
  }
  return out;
}

function decodeQ(content: Bytes): Bytes {
  return content
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
