// A fix's patch file as a value: a mail that git am takes, whose extra header fields are DEP-3's, with the diff below.
import { type Bytes, decode, encode, splitLines, trimBytes, trimBytesEnd } from '../base/bytes';
import { readDescription } from '../patch/dep3';
import { PatchError } from '../patch/error';
import { formatFile } from '../patch/format';
import { senderFirst } from '../patch/header-form';
import {
  formatMail,
  getField,
  getFields,
  getSubject,
  type Mail,
  type MailField,
  parseMail,
  setField,
  setSubject,
} from '../patch/mail';
import { decodeHeader } from '../patch/mail-words';
import { parseMessage, subjectOf, trailerValues } from '../patch/message';
import { parsePatch } from '../patch/parse';
import { isTreePath } from '../patch/path';
import type { FilePatch, Patch } from '../patch/types';
import { type Moment, mailDate, readMailDate } from './date';
import { DIGEST_FIELD, sealPatch } from './digest';
import { isPerson, readPerson } from './person';

/** Who wrote a fix, and when. */
export interface Author extends Moment {
  name: string;
  email: string;
}

/** The DEP-3 fields that keep a patch's life (https://dep-team.pages.debian.net/deps/dep3/). `lastUpdate` is a day, `2026-10-01`. */
export interface Life {
  origin: string;
  bugs: readonly string[];
  forwarded: string;
  lastUpdate: string;
}

/** A fix for one branch. `message` is the whole commit message, `files` the diff. */
export interface FixDocument {
  author: Author;
  message: Bytes;
  life: Life;
  /** All other header fields (`Bug-Debian`, `Applied-Upstream`, `Patch-mainline` …), in order and as they are written. */
  others: readonly MailField[];
  files: readonly FilePatch[];
}

/** The fields that a document has a place for; all but `Bug` once, so that a second one is one of the others. */
const KNOWN = ['from', 'date', 'subject', 'description', 'author', 'origin', 'bug', 'forwarded', 'last-update'];

/** The patch file of a fix, sealed so that a later edit by a person is seen; what is empty is left out. */
export function composeFix({ author, message, life, others, files }: FixDocument): Bytes {
  const body = bodyOf(message);
  let mail: Mail = {
    separator: '',
    fields: [],
    blank: '\n',
    body: body === '' ? '' : `${trimBytesEnd(body)}\n`,
    notes: '---\n\n',
  };
  const set = (name: string, value: string) => {
    if (value !== '') mail = setField(mail, name, value);
  };
  set('From', `${author.name} <${author.email}>`);
  set('Date', author.epoch === 0 ? '' : mailDate(author));
  mail = setSubject(mail, { prefix: '[PATCH]', title: titleOf(message) });
  set('Origin', life.origin);
  for (const bug of life.bugs)
    mail = { ...mail, fields: [...mail.fields, { name: 'Bug', raw: encode(`Bug: ${bug}\n`) }] };
  set('Forwarded', life.forwarded);
  set('Last-Update', life.lastUpdate);
  mail = senderFirst({ ...mail, fields: [...mail.fields, ...others] });
  return sealPatch(formatMail(mail) + files.map(formatFile).join(''));
}

/** Reads a fix's patch file; what the header does not say is empty. Throws `bad-patch` naming the file and line. */
export function readFix(text: Bytes, path: string): FixDocument {
  const { preamble, files } = readPatchFile(text, path);
  const mail = parseMail(preamble);
  const { title, body } = textOf(mail);
  const { name, email } = readPerson(getField(mail, 'From') ?? getField(mail, 'Author') ?? '');
  return {
    author: { name, email, ...(readMailDate(getField(mail, 'Date') ?? '') ?? { epoch: 0, zone: '+0000' }) },
    message: trimBytes(body) === '' ? `${title}\n` : `${title}\n\n${body}`,
    life: {
      origin: getField(mail, 'Origin') ?? '',
      bugs: getFields(mail, 'Bug'),
      forwarded: getField(mail, 'Forwarded') ?? '',
      lastUpdate: getField(mail, 'Last-Update') ?? '',
    },
    others: otherFields(mail),
    files,
  };
}

/** The fields that the rest of a document does not say; one that names several people stays whole, as `Author`. */
function otherFields({ fields }: Mail): MailField[] {
  const has = (name: string) => fields.some((field) => field.name.toLowerCase() === name);
  const said = new Set([has('from') ? 'author' : 'from', has('subject') ? 'description' : 'subject']);
  return fields.flatMap((field): MailField[] => {
    const key = field.name.toLowerCase();
    if (key === DIGEST_FIELD.toLowerCase()) return [];
    if (!KNOWN.includes(key) || said.has(key)) return [field];
    if (key !== 'bug') said.add(key);
    const value = field.raw.slice(field.raw.indexOf(':') + 1);
    const isShort = /^(?:from|author)$/.test(key) && value.trim() !== '' && !isPerson(decodeHeader(value));
    return isShort ? [{ name: 'Author', raw: `Author:${value}` }] : [];
  });
}

/** Title and body: a mail's own, or those of DEP-3's `Description`, whose lines below the first are indented. */
function textOf(mail: Mail): { title: Bytes; body: Bytes } {
  const subject = getSubject(mail);
  if (subject) return { title: encode(subject.title), body: mail.body };
  const raw = mail.fields.find(({ name }) => name.toLowerCase() === 'description')?.raw ?? '';
  const { title, body } = readDescription(raw);
  const [above, below] = [trimBytes(body), mail.body.replace(/^(?:[ \t\r]*\n)+/, '')];
  return { title, body: above === '' ? below : `${above}\n${below === '' ? '' : `\n${below}`}` };
}

/** Reads a patch file. Throws `bad-patch` naming the file and line, also when it holds no change, or a path that git never takes. */
export function readPatchFile(text: Bytes, path: string): Patch {
  try {
    const patch = parsePatch(text);
    if (patch.files.length === 0) throw new PatchError(1, 'it changes no file.');
    let line = splitLines(patch.preamble).length;
    for (const file of patch.files) {
      const odd = [file.oldPath, file.newPath].find((name) => name !== undefined && !isTreePath(name));
      if (odd !== undefined) throw new PatchError(line + 1, `git takes no file named '${decode(odd)}'.`);
      line += splitLines(formatFile(file)).length;
    }
    return patch;
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    throw new PatchError(error.line, error.reason, path);
  }
}

/** What a file changes; nothing where it is no patch. */
export function changesOf(text: Bytes, path: string): readonly FilePatch[] {
  try {
    return readPatchFile(text, path).files;
  } catch (error) {
    if (error instanceof PatchError) return [];
    throw error;
  }
}

/** What a document says of its merge upstream (DEP-3's `Applied-Upstream`), such as `commit:<id>`; undefined where it says nothing. */
export function appliedUpstream({ others }: Pick<FixDocument, 'others'>): string | undefined {
  const { raw } = others.find(({ name }) => name.toLowerCase() === 'applied-upstream') ?? {};
  return raw === undefined ? undefined : decode(raw.slice(raw.indexOf(':') + 1)).trim() || undefined;
}

/** What stands below a message's first paragraph and the blank lines after it. */
export function bodyOf(message: Bytes): Bytes {
  return message.replace(/^[ \t-\r]+/, '').replace(/^(?:[^\n]*[^ \t-\r][^\n]*(?:\n|$))+\n*/, '');
}

/** A message's first paragraph on one line, as unicode. */
export function titleOf(message: Bytes): string {
  return decode(subjectOf(parseMessage(message)));
}

/** The Change-Id of a message, the last one where there are several; undefined when there is none. */
export function changeIdOf(message: Bytes): string | undefined {
  return trailerValues(parseMessage(message), 'Change-Id').findLast((value) => /^I[0-9a-f]{40}$/.test(value));
}
