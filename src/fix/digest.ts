// Tells a patch that Fishladder wrote and nobody touched since from one that a person edited.
import { createHash } from 'node:crypto';
import { type Bytes, toBuffer } from '../base/bytes';

/** The header field that holds the digest. */
export const DIGEST_FIELD = 'X-Fishladder-Digest';
const LINE = new RegExp(`^${DIGEST_FIELD}: ([0-9a-f]{16})\\r?\\n`, 'm');

/** The mail with a digest of everything else in it, as one header field after `Subject`'s group of fields. */
export function sealPatch(text: Bytes): Bytes {
  const open = text.replace(LINE, '');
  const end = open.search(/\r?\n\r?\n/);
  return `${open.slice(0, end)}\n${DIGEST_FIELD}: ${digest(open)}${open.slice(end)}`;
}

/** True when the text is sealed and nothing but the seal was added since. */
export function isUntouched(text: Bytes): boolean {
  const match = LINE.exec(text);
  return match !== null && match[1] === digest(text.replace(LINE, ''));
}

/** A short digest of bytes: 16 hexadecimal digits of their SHA-256. */
export function digest(text: Bytes): string {
  return createHash('sha256').update(toBuffer(text)).digest('hex').slice(0, 16);
}
