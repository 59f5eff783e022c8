// Changes the header of a patch file and leaves its diff as it is.
import type { Bytes } from '../base/bytes';
import { sealPatch } from '../fix/digest';
import { formatMail, type Mail, parseMail } from '../patch/mail';
import { parsePatch } from '../patch/parse';

/** The patch file with another header, sealed so that a later export knows it again. Throws `bad-patch`. */
export function withHeader(text: Bytes, change: (mail: Mail) => Mail): Bytes {
  const { preamble } = parsePatch(text);
  return sealed(formatMail(change(parseMail(preamble))) + text.slice(preamble.length));
}

/** The patch file sealed, where it has a header that a seal fits into. */
export function sealed(text: Bytes): Bytes {
  const { fields, blank } = parseMail(parsePatch(text).preamble);
  return fields.length > 0 && blank !== '' ? sealPatch(text) : text;
}
