// Mails whose text travels as base64 or quoted-printable (RFC 2045, 6.7 and 6.8), as mail programs save them.
import { type Bytes, splitLines, trimBytesEnd } from '../base/bytes';
import { formatMail, getField, parseMail } from '../patch/mail';

/** The mail with its text as it is meant; any other text as it is. */
export function decodedMail(text: Bytes): Bytes {
  const end = text.search(/\r?\n\r?\n/);
  if (end < 0) return text;
  const head = parseMail(text.slice(0, end + 1));
  const encoding = getField(head, 'Content-Transfer-Encoding')?.toLowerCase();
  if (encoding !== 'base64' && encoding !== 'quoted-printable') return text;
  const fields = head.fields.filter(({ name }) => name.toLowerCase() !== 'content-transfer-encoding');
  const body = text.slice(end).replace(/^\r?\n\r?\n/, '');
  return `${formatMail({ ...head, fields })}\n${encoding === 'base64' ? fromBase64(body) : fromQuoted(body)}`;
}

function fromBase64(body: Bytes): Bytes {
  return Buffer.from(body, 'base64').toString('latin1').replaceAll('\r\n', '\n');
}

function fromQuoted(body: Bytes): Bytes {
  return splitLines(body)
    .map((line) => (line.endsWith('\n') ? `${trimBytesEnd(line)}\n` : line).replace(/=\n$/, ''))
    .join('')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
