// Writes into a patch file what became of its review, and nothing else.
import type { Bytes } from '../base/bytes';
import { formatMail, getField, parseMail, setField } from '../patch/mail';
import { isAdopted, isUntouched, sealAdopted, sealPatch } from './digest';
import { readPatchFile } from './document';

/** DEP-3's fields about a review: its address, and the commit that it was merged as. Undefined: as it is. */
export interface ReviewFields {
  forwarded?: string | undefined;
  appliedUpstream?: string | undefined;
  lastUpdate: string;
}

/**
 * The patch file with these fields; the very same text where it says all of it but `lastUpdate` already. A patch that Fishladder wrote, or took
 * from a review, counts as such afterwards; one that a person edited stays that person's. Throws `bad-patch`.
 */
export function withReview(text: Bytes, path: string, fields: ReviewFields): Bytes {
  const { preamble } = readPatchFile(text, path);
  const rest = text.slice(preamble.length);
  let mail = parseMail(preamble);
  const before = formatMail(mail);
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined && getField(mail, name) !== value) mail = setField(mail, name, value);
  };
  set('Forwarded', fields.forwarded);
  set('Applied-Upstream', fields.appliedUpstream);
  if (formatMail(mail) === before) return text;
  set('Last-Update', fields.lastUpdate);
  const changed = formatMail(mail) + rest;
  if (isUntouched(text)) return sealPatch(changed);
  return isAdopted(text) ? sealAdopted(changed) : changed;
}
