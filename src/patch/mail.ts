// The head of a patch file as git format-patch and DEP-3 write it: header fields, message, and the notes after `---`.
import { type Bytes, splitLines, trimBytes } from '../base/bytes';
import { decodeHeader, encodeHeader, headerStyle, PATCH_PREFIX } from './mail-words';

/** One header field. `raw` is all its lines as they are written, endings included; `name` keeps its spelling. */
export interface MailField {
  name: Bytes;
  raw: Bytes;
}

/** A patch's preamble in its parts; `formatMail` of it gives the parsed bytes back exactly. */
export interface Mail {
  /** The `From <commit> <date>` line that begins a mail in an mbox, with its ending; empty when there is none. */
  separator: Bytes;
  fields: MailField[];
  /** The blank line after the fields, as written; empty when the preamble goes on without one. */
  blank: Bytes;
  /** The message below the subject, up to the `---` line. */
  body: Bytes;
  /** The `---` line and what follows it, such as the diffstat. */
  notes: Bytes;
}

/** The parts of a subject line, as unicode: `[PATCH v2 1/3]` or an empty string, and the title. */
export interface Subject {
  prefix: string;
  title: string;
}

const NAME = /^([!-9;-~]+):(?!\/\/)/;

/** The line that begins a mail in an mbox, as git mailsplit knows it: by its last colon, which stands in a time with a year behind. */
export const MAIL_START = /^From .*\d.\d\d:\d\d[ \t]*\+?0*(?:9[1-9]|[1-9]\d\d)[^:]*$/;

/** Lines at which git am, GNU patch or this parser would see the message end, or a diff begin. */
const BREAK = /^(?:---[ \t\r]*$|--- \S|\+\+\+ |@@ -|\*\*\* |diff -|Index: )/;
/** What git am takes for a header when the body begins with it. */
const INNER_HEADER = /^(?:(?:From|Subject|Date):\s|>From\s|\[PATCH\]\s)/i;

/** Reads a preamble; one that has no header fields at all is a body. Never fails. */
export function parseMail(preamble: Bytes): Mail {
  const lines = splitLines(preamble);
  const separator = /^From \S+ /.test(lines[0] ?? '') ? (lines[0] as Bytes) : '';
  const fields: MailField[] = [];
  let at = separator === '' ? 0 : 1;
  for (; at < lines.length; at++) {
    const line = lines[at] as Bytes;
    const last = fields.at(-1);
    const name = NAME.exec(line)?.[1];
    if (name !== undefined) fields.push({ name, raw: line });
    else if (last !== undefined && /^[ \t]/.test(line) && trimBytes(line) !== '') last.raw += line;
    else break;
  }
  const blank =
    fields.length > 0 && at < lines.length && trimBytes(lines[at] as Bytes) === '' ? (lines[at++] as Bytes) : '';
  const cut = lines.findIndex((line) => /^---[ \t\r]*\n?$/.test(line));
  const end = cut < 0 ? lines.length : cut;
  return { separator, fields, blank, body: lines.slice(at, end).join(''), notes: lines.slice(end).join('') };
}

/**
 * A message's body in which no line is taken for anything else when it travels as a mail: a `---`, a diff or a mail header in
 * it is quoted with `> `. Other lines stay as they are, and so does a body that this made.
 */
export function mailSafe(body: Bytes): Bytes {
  const lines = splitLines(body);
  const first = lines.findIndex((line) => trimBytes(line) !== '');
  const isRisky = (line: Bytes, at: number) =>
    BREAK.test(line.replace(/\n$/, '')) || MAIL_START.test(line) || (at === first && INNER_HEADER.test(line));
  return lines.map((line, at) => (isRisky(line, at) ? `> ${line}` : line)).join('');
}

/** The bytes of a preamble. */
export function formatMail(mail: Mail): Bytes {
  return mail.separator + mail.fields.map(({ raw }) => raw).join('') + mail.blank + mail.body + mail.notes;
}

/** The value of the first field with this name (any case), unfolded and decoded; undefined when there is none. */
export function getField(mail: Mail, name: string): string | undefined {
  return getFields(mail, name)[0];
}

/** The values of all fields with this name (any case), in order, unfolded and decoded. */
export function getFields(mail: Mail, name: string): string[] {
  return mail.fields
    .filter((field) => isNamed(field, name))
    .map(({ raw }) => decodeHeader(raw.slice(raw.indexOf(':') + 1)));
}

/**
 * The mail with one field set: the first of this name is rewritten where it stands, in its own spelling, else a new one comes
 * last. The value is unicode; a line break in it becomes a folded line. Subject and From are folded and encoded as git does.
 */
export function setField(mail: Mail, name: string, value: string): Mail {
  const at = mail.fields.findIndex((field) => isNamed(field, name));
  const spelled = mail.fields[at]?.name ?? name;
  const end = lineEnding(mail);
  const raw = `${encodeHeader(spelled, value, headerStyle(name)).replaceAll('\n', end)}${end}`;
  const field = { name: spelled, raw };
  const fields = at < 0 ? [...mail.fields, field] : mail.fields.with(at, field);
  return { ...mail, fields, blank: mail.blank === '' && !mail.notes.startsWith('---') ? end : mail.blank };
}

/** The subject, with the bracket that names the patch (`[PATCH …]`) split off; undefined without a Subject field. */
export function getSubject(mail: Mail): Subject | undefined {
  const value = getField(mail, 'Subject');
  if (value === undefined) return undefined;
  const prefix = PATCH_PREFIX.exec(value)?.[0] ?? '';
  return { prefix: prefix.trimEnd(), title: value.slice(prefix.length).trim() };
}

/** The mail with this subject. */
export function setSubject(mail: Mail, { prefix, title }: Subject): Mail {
  return setField(mail, 'Subject', prefix === '' ? title : `${prefix} ${title}`);
}

function isNamed(field: MailField, name: string): boolean {
  return field.name.toLowerCase() === name.toLowerCase();
}

function lineEnding(mail: Mail): Bytes {
  return mail.fields[0]?.raw.endsWith('\r\n') ? '\r\n' : '\n';
}
