// What a patch's header says, apart from the form in which it says it: the measure of what a change of form may not lose.
import { type Bytes, decode, encode } from '../../src/base/bytes';
import { readDescription } from '../../src/patch/dep3';
import { headerForm } from '../../src/patch/header-form';
import { type Mail, parseMail } from '../../src/patch/mail';
import { decodeHeader } from '../../src/patch/mail-words';

/** A header's content; texts without blanks at line ends, repeated empty lines and the mark of a mailed patch; names unquoted. */
export interface Content {
  title: string;
  authors: string[];
  /** All other fields, `Name: value`, sorted. */
  fields: string[];
  text: string;
  notes: string;
}

/** The content of a header that is a mail or DEP-3's. */
export function contentOf(preamble: Bytes): Content {
  const mail = parseMail(preamble);
  const isDep3 = headerForm(mail) === 'dep3';
  const long = mail.fields.find(
    ({ name, raw }) => isNamed(name, 'description') || (isDotted(raw) && isNamed(name, 'subject')),
  );
  const subject = mail.fields.find(({ name }) => isNamed(name, 'subject'));
  const main = isDep3 ? long : subject;
  const described = isDep3 ? readDescription(main?.raw ?? '') : undefined;
  const title = described ? decode(described.title) : textOf(main);
  const isAuthor = (name: string) => isNamed(name, 'from') || isNamed(name, 'author');
  const rest = mail.fields.filter(
    (field) => field !== main && !isAuthor(field.name) && !isNamed(field.name, 'x-mbox-from'),
  );
  return {
    title: title.replace(/^\[PATCH\]\s*/, '').replace(/\s+/g, ' '),
    authors: mail.fields.filter(({ name }) => isAuthor(name)).map(authorOf),
    fields: rest.map((field) => `${field.name}: ${textOf(field)}`).sort(),
    text: tidy(`${decode(described?.body ?? '')}\n${decode(mail.body)}`),
    notes: tidy(decode(mail.notes).replace(/^---/, '')),
  };
}

function isDotted(raw: Bytes): boolean {
  return /\n[ \t]\.\r?\n/.test(raw);
}

function isNamed(name: Bytes, wanted: string): boolean {
  return name.toLowerCase() === wanted;
}

function textOf(field: Mail['fields'][number] | undefined): string {
  return decodeHeader(field?.raw.slice(field.raw.indexOf(':') + 1) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** An author; some tools encode what is encoded already. */
function authorOf(field: Mail['fields'][number]): string {
  return decodeHeader(encode(textOf(field))).replaceAll('"', '');
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}
