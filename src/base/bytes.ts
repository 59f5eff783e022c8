// Text that must survive byte for byte: a "byte string" holds one byte in each character (latin1), so any encoding passes unharmed.

/** A string whose every character code is one byte (0 to 255). Patches and file contents travel as this; decode only to show. */
export type Bytes = string;

/** Bytes of a buffer, one character a byte. Never fails, loses nothing. */
export function fromBuffer(buffer: Uint8Array): Bytes {
  return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).toString('latin1');
}

/** The buffer that holds these bytes. */
export function toBuffer(bytes: Bytes): Buffer {
  return Buffer.from(bytes, 'latin1');
}

/** Unicode text as UTF-8 bytes. */
export function encode(text: string): Bytes {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Bytes read as UTF-8, for people and for the editor; what is not UTF-8 becomes U+FFFD, so never write the answer back. */
export function decode(bytes: Bytes): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** True for bytes that are whole UTF-8, so that `decode` loses nothing of them. */
export function isUtf8(bytes: Bytes): boolean {
  return encode(decode(bytes)) === bytes;
}

/** Bytes read in a named charset, as mails and old commits have them; one that is not known is taken for UTF-8. */
export function decodeCharset(charset: string, bytes: Bytes): string {
  try {
    return new TextDecoder(charset).decode(toBuffer(bytes));
  } catch {
    return decode(bytes);
  }
}

/** Bytes without ASCII's blanks at both ends. `trim()` would take a byte 0xA0 as well, with which `à` ends in UTF-8. */
export function trimBytes(bytes: Bytes): Bytes {
  let start = 0;
  while (isBlank(bytes.charCodeAt(start))) start++;
  return trimBytesEnd(bytes.slice(start));
}

/** Bytes without ASCII's blanks at the end. */
export function trimBytesEnd(bytes: Bytes): Bytes {
  let end = bytes.length;
  while (isBlank(bytes.charCodeAt(end - 1))) end--;
  return bytes.slice(0, end);
}

/** Tab, line feed, vertical tab, form feed, carriage return, space. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Splits after each LF; every line keeps its own ending, and the last one may have none. Joining gives the input back. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}
