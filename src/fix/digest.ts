// Tells a patch that Fishladder wrote and nobody touched since from one that a person edited.
import { createHash } from 'node:crypto';
import { type Bytes, toBuffer } from '../base/bytes';

/** The header field that holds the digest. */
export const DIGEST_FIELD = 'X-Fishladder-Digest';
/** The same for a patch that was taken from a review as somebody made it there. */
const ADOPTED_FIELD = 'X-Fishladder-Adopted';

/** The mail with a digest of everything else in it, as one header field after `Subject`'s group of fields. */
export function sealPatch(text: Bytes): Bytes {
  return seal(text, DIGEST_FIELD);
}

/** True when the text is sealed and nothing but the seal was added since. */
export function isUntouched(text: Bytes): boolean {
  return isSealed(text, DIGEST_FIELD);
}

/** Seals a patch that was taken from a review: it is nobody's to replace but the next patch set's. */
export function sealAdopted(text: Bytes): Bytes {
  return seal(text, ADOPTED_FIELD);
}

/** True when the text is as it was taken from a review. */
export function isAdopted(text: Bytes): boolean {
  return isSealed(text, ADOPTED_FIELD);
}

function seal(text: Bytes, field: string): Bytes {
  const open = text.replace(lineOf(DIGEST_FIELD), '').replace(lineOf(ADOPTED_FIELD), '');
  const end = open.search(/\r?\n\r?\n/);
  return `${open.slice(0, end)}\n${field}: ${digest(open)}${open.slice(end)}`;
}

function isSealed(text: Bytes, field: string): boolean {
  const match = lineOf(field).exec(text);
  return match !== null && match[1] === digest(text.replace(lineOf(field), ''));
}

function lineOf(field: string): RegExp {
  return new RegExp(`^${field}: ([0-9a-f]{16})\\r?\\n`, 'm');
}

/** A short digest of bytes: 16 hexadecimal digits of their SHA-256. */
export function digest(text: Bytes): string {
  return createHash('sha256').update(toBuffer(text)).digest('hex').slice(0, 16);
}
