// Writes a patch's header in the other form: as a mail that git takes, or as DEP-3's fields; and in the usual order.
import { type Bytes, decode, encode } from '../base/bytes';
import { readDescription, writeDescription } from './dep3';
import { getField, getSubject, type Mail, type MailField } from './mail';
import { decodeHeader, encodeHeader, PATCH_PREFIX } from './mail-words';
import { parseMessage } from './message';

/** Stands for the title, so that the body's last paragraph can be its trailers. */
const TITLE = 'title\n\n';

/** Keeps the mbox line of a mail, which DEP-3 has no place for. */
const SEPARATOR = 'X-Mbox-From';

/** The order in which the fields of a header are usual; others come last, as they stand. */
const ORDER = [
  ...['from', 'date', 'subject', 'description', 'author', 'origin', 'bug', 'bug-*', 'forwarded', 'applied-upstream'],
  ...['reviewed-by', 'acked-by', 'signed-off-by', 'last-update'],
];

/** What a header is now; a mere text is neither. */
export function headerForm(mail: Mail): 'git' | 'dep3' | undefined {
  if (description(mail)) return 'dep3';
  return first(mail, 'Subject') ? 'git' : undefined;
}

/** The field with DEP-3's long text: `Description`, or a `Subject` that is used like it, with a dot for an empty line. */
function description(mail: Mail): MailField | undefined {
  const subject = first(mail, 'Subject');
  return first(mail, 'Description') ?? (subject && /\n[ \t]\.\r?\n/.test(subject.raw) ? subject : undefined);
}

/**
 * A mail's header as DEP-3's: `Description`, `Author`, then all other fields as they stand. The trailers stay a paragraph of
 * their own below the fields, where git's tools still find them.
 */
export function toDep3(mail: Mail): Mail {
  const subject = getSubject(mail) ?? { prefix: '', title: '' };
  const title =
    subject.prefix === '' || subject.prefix === '[PATCH]' ? subject.title : `${subject.prefix} ${subject.title}`;
  const message = parseMessage(TITLE + mail.body);
  const text = message.text.slice(TITLE.length);
  const footer = message.trailers.map(({ raw }) => raw).join('') + message.tail;
  const titled = first(mail, 'Subject');
  const fields = mail.fields.map((field): MailField => {
    if (field === titled) return { name: 'Description', raw: writeDescription(encode(title), text) };
    return isNamed(field, 'From') ? textField('Author', textOf(field)) : field;
  });
  const kept = mail.separator === '' ? [] : [textField(SEPARATOR, decode(mail.separator.slice('From '.length)).trim())];
  return {
    separator: '',
    fields: inOrder([...fields, ...kept], ['description', 'author']),
    blank: '\n',
    body: footer,
    notes: mail.notes,
  };
}

/** DEP-3's header as a mail: the text of `Description` becomes the message, the first author its sender. */
export function toGit(mail: Mail): Mail {
  const long = description(mail);
  const { title, body } = readDescription(long?.raw ?? 'Description:');
  const text = decode(title);
  const subject = PATCH_PREFIX.test(text) ? text : `[PATCH] ${text}`;
  const separator = getField(mail, SEPARATOR);
  const sender = first(mail, 'From') ?? first(mail, 'Author');
  const fields = mail.fields.flatMap((field): MailField[] => {
    if (isNamed(field, SEPARATOR)) return [];
    if (field === long) return [styled('Subject', subject, 'text')];
    if (field === sender) return [fromField(field)];
    return isNamed(field, 'From') ? [textField('Author', textOf(field))] : [field];
  });
  const rest = mail.body.replace(/^(?:[ \t\r]*\n)+/, '');
  return {
    separator: separator === undefined ? '' : `From ${encode(separator)}\n`,
    fields: inOrder(fields, ['from', 'date', 'subject']),
    blank: '\n',
    body: body + (body !== '' && rest !== '' ? '\n' : '') + rest,
    notes: mail.notes.startsWith('---') ? mail.notes : `---\n${mail.notes}`,
  };
}

/** The mail with those who sent it, when, and its title before all other fields. */
export function senderFirst(mail: Mail): Mail {
  return { ...mail, fields: inOrder(mail.fields, ['from', 'date', 'subject', 'author']) };
}

/** The mail with its fields in the usual order; fields of one name keep theirs. */
export function inUsualOrder(mail: Mail): Mail {
  return { ...mail, fields: inOrder(mail.fields, ORDER) };
}

function inOrder(fields: readonly MailField[], order: readonly string[]): MailField[] {
  const rank = ({ name }: MailField) => {
    const lower = name.toLowerCase();
    const at = order.indexOf(lower.startsWith('bug-') ? 'bug-*' : lower);
    return at < 0 ? order.length : at;
  };
  return [...fields].sort((a, b) => rank(a) - rank(b));
}

/** A field as DEP-3 has it, in plain UTF-8; a text that would be read as encoded words is encoded once more. */
function textField(name: string, value: string): MailField {
  const text = value
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
  return { name, raw: `${text.includes('=?') ? encodeHeader(name, text, 'address') : `${name}: ${encode(text)}`}\n` };
}

/** A person as a mail's sender; a value that is not exactly one person is not taken apart. */
function fromField(field: MailField): MailField {
  const isOne = /^[^<>]*<[^<>]*>$/.test(textOf(field));
  return isOne
    ? styled('From', textOf(field), 'address')
    : { name: 'From', raw: `From${field.raw.slice(field.name.length)}` };
}

function styled(name: string, value: string, style: 'text' | 'address'): MailField {
  return { name, raw: `${encodeHeader(name, value, style)}\n` };
}

function first(mail: Mail, name: string): MailField | undefined {
  return mail.fields.find((field) => isNamed(field, name));
}

function textOf({ raw }: MailField): string {
  return decodeHeader(raw.slice(raw.indexOf(':') + 1));
}

function isNamed(field: { name: Bytes }, name: string): boolean {
  return field.name.toLowerCase() === name.toLowerCase();
}
