// Any patch header as a mail that git am takes, with everything that it said.
import { type Bytes, decode, encode, splitLines, trimBytes, trimBytesEnd } from '../base/bytes';
import { DIGEST_FIELD } from '../fix/digest';
import { isName, nameFromTitle } from '../fix/name';
import { isPerson, readPerson } from '../fix/person';
import { headerForm, senderFirst, toGit } from '../patch/header-form';
import { getField, getSubject, type Mail, type MailField, mailSafe, setField, setSubject } from '../patch/mail';
import type { Person } from '../profile/person';
import { NO_TITLE } from '../profile/reading';

/** Keeps what an mbox's first line says, as DEP-3 headers do. */
const MBOX_FIELD = 'X-Mbox-From';
/** Names the fix in an mbox. */
const NAME_FIELD = 'X-Fishladder-Name';
/** The commit that git format-patch names where there is none, and the date that it always gives. */
const NO_COMMIT = `${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`;

/** A header as a mail; `unnamed` is true where the patch does not say who wrote it. */
export interface MailForm {
  mail: Mail;
  unnamed: boolean;
}

/**
 * The header as a mail without mbox line, seal and what only says how a mail travels: DEP-3's fields become the message, a mere text its
 * title and body (or `title` the title, where there is none). Who is named without an address stays as `Author`, and `author` sends it.
 */
export function mailForm(header: Mail, title: string, author: Person): MailForm {
  const mail =
    headerForm(header) === undefined
      ? withTitle(header, title)
      : headerForm(header) === 'dep3'
        ? toGit(header)
        : header;
  const fields = mail.fields
    .filter((field) => !isTransport(field))
    .map(({ name, raw }) => ({ name, raw: endsTrimmed(raw) }));
  const origin = trimBytes(mail.separator.slice('From '.length));
  if (origin !== '' && origin !== NO_COMMIT) fields.push({ name: MBOX_FIELD, raw: `${MBOX_FIELD}: ${origin}\n` });
  const body = mailSafe(stripSpace(mail.body));
  const notes = mail.notes === '' ? '---\n\n' : mail.notes;
  const subject = getSubject(mail) ?? { prefix: '', title };
  const bare = setSubject(
    { separator: '', fields, blank: '\n', body, notes },
    { ...subject, prefix: subject.prefix || '[PATCH]' },
  );
  const named = getField(bare, 'From') ?? '';
  if (isPerson(named)) return { mail: senderFirst(setField(bare, 'From', named)), unnamed: false };
  const { name, email } = readPerson(named);
  const unnamed = name === '' || email === '';
  return { mail: senderFirst(sentBy(bare, unnamed ? author : { name, email })), unnamed };
}

function sentBy(mail: Mail, { name, email }: Person): Mail {
  const sender = setField({ ...mail, fields: [] }, 'From', `${name} <${email}>`).fields;
  const others = mail.fields.flatMap((field): MailField[] => {
    if (field.name.toLowerCase() !== 'from') return [field];
    const value = field.raw.slice(field.raw.indexOf(':') + 1);
    return value.trim() === '' ? [] : [{ name: 'Author', raw: `Author:${value}` }];
  });
  return { ...mail, fields: [...sender, ...others] };
}

/** A message without blanks at the ends of its lines, and without blank lines but single ones, as git am leaves it (git-stripspace(1)). */
function stripSpace(body: Bytes): Bytes {
  const lines = endsTrimmed(body).split('\n');
  const text = lines.filter((line, at) => line !== '' || (lines[at - 1] ?? '') !== '').join('\n');
  return text === '' ? '' : `${trimBytesEnd(text)}\n`;
}

function endsTrimmed(text: Bytes): Bytes {
  return text.split('\n').map(trimBytesEnd).join('\n');
}

/** The mail with the first line that an mbox wants, the fields that tell of bytes beyond ASCII, and the fix's name, for which an mbox has no other place. */
export function mboxForm(mail: Mail, name: string): Mail {
  const origin = getField(mail, MBOX_FIELD) ?? NO_COMMIT;
  const isPlain = /^[\x00-\x7f]*$/.test(mail.body);
  const fields = mail.fields.filter(({ name }) => name.toLowerCase() !== MBOX_FIELD.toLowerCase());
  const named: MailField = { name: NAME_FIELD, raw: `${NAME_FIELD}: ${name}\n` };
  return { ...mail, separator: `From ${encode(origin)}\n`, fields: [...fields, named, ...(isPlain ? [] : UTF8)] };
}

/** The name that a mail gives its fix, else one made from its title. */
export function mailName(mail: Mail): string {
  const name = getField(mail, NAME_FIELD) ?? '';
  return isName(name) ? name : nameFromTitle(getSubject(mail)?.title ?? '');
}

const UTF8: MailField[] = [
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=UTF-8'],
  ['Content-Transfer-Encoding', '8bit'],
].map(([name = '', value]) => ({ name, raw: `${name}: ${value}\n` }));

/** The seal, the name, and the fields of a mail in UTF-8 whose bytes stand as they are. */
function isTransport({ name, raw }: MailField): boolean {
  const value = raw
    .slice(raw.indexOf(':') + 1)
    .trim()
    .toLowerCase();
  switch (name.toLowerCase()) {
    case DIGEST_FIELD.toLowerCase():
    case NAME_FIELD.toLowerCase():
    case 'mime-version':
      return true;
    case 'content-type':
      return /^text\/plain(?:;\s*charset="?(?:utf-8|us-ascii)"?)?$/.test(value);
    case 'content-transfer-encoding':
      return /^[78]bit$/.test(value);
    default:
      return false;
  }
}

/** A text's first line as the subject, unless it is what diff programs write above a file. */
function withTitle(mail: Mail, title: string): Mail {
  const lines = splitLines(mail.body);
  const first = lines.findIndex((line) => trimBytes(line) !== '');
  const isTitle = first >= 0 && !NO_TITLE.test(lines[first] ?? '');
  const body = isTitle ? lines.slice(first + 1).join('') : mail.body;
  const subject = isTitle ? decode(lines[first] ?? '').trim() : title;
  return setSubject({ ...mail, body }, { prefix: '[PATCH]', title: subject });
}
