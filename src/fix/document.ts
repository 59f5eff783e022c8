// A fix's patch file as a value: a mail that git am takes, whose extra header fields are DEP-3's, with the diff below.
import { type Bytes, decode, encode, splitLines } from '../base/bytes';
import { readDescription } from '../patch/dep3';
import { PatchError } from '../patch/error';
import { formatFile } from '../patch/format';
import { formatMail, getField, getFields, getSubject, type Mail, parseMail, setField, setSubject } from '../patch/mail';
import { parseMessage, subjectOf, trailerValues } from '../patch/message';
import { parsePatch } from '../patch/parse';
import { isTreePath } from '../patch/path';
import type { FilePatch, Patch } from '../patch/types';
import { type Moment, mailDate, readMailDate } from './date';
import { sealPatch } from './digest';

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
  files: readonly FilePatch[];
}

/** The patch file of a fix, sealed so that a later edit by a person is seen. */
export function composeFix({ author, message, life, files }: FixDocument): Bytes {
  const body = bodyOf(message);
  let mail: Mail = {
    separator: '',
    fields: [],
    blank: '\n',
    body: body === '' ? '' : `${body.trimEnd()}\n`,
    notes: '---\n\n',
  };
  mail = setField(mail, 'From', `${author.name} <${author.email}>`);
  mail = setField(mail, 'Date', mailDate(author));
  mail = setSubject(mail, { prefix: '[PATCH]', title: titleOf(message) });
  mail = setField(mail, 'Origin', life.origin);
  for (const bug of life.bugs)
    mail = { ...mail, fields: [...mail.fields, { name: 'Bug', raw: encode(`Bug: ${bug}\n`) }] };
  mail = setField(mail, 'Forwarded', life.forwarded);
  mail = setField(mail, 'Last-Update', life.lastUpdate);
  return sealPatch(formatMail(mail) + files.map(formatFile).join(''));
}

/** Reads a fix's patch file; what the header does not say is empty. Throws `bad-patch` naming the file and line. */
export function readFix(text: Bytes, path: string): FixDocument {
  const { preamble, files } = readPatchFile(text, path);
  const mail = parseMail(preamble);
  const { title, body } = textOf(mail);
  const from = getField(mail, 'From') ?? getField(mail, 'Author') ?? '';
  const [, name = '', email = ''] = /^(.*?)\s*<(.*)>$/.exec(from) ?? [];
  return {
    author: { name, email, ...(readMailDate(getField(mail, 'Date') ?? '') ?? { epoch: 0, zone: '+0000' }) },
    message: body.trim() === '' ? `${title}\n` : `${title}\n\n${body}`,
    life: {
      origin: getField(mail, 'Origin') ?? '',
      bugs: getFields(mail, 'Bug'),
      forwarded: getField(mail, 'Forwarded') ?? '',
      lastUpdate: getField(mail, 'Last-Update') ?? '',
    },
    files,
  };
}

/** Title and body: a mail's own, or those of DEP-3's `Description`, whose lines below the first are indented. */
function textOf(mail: Mail): { title: Bytes; body: Bytes } {
  const subject = getSubject(mail);
  if (subject) return { title: encode(subject.title), body: mail.body };
  const raw = mail.fields.find(({ name }) => name.toLowerCase() === 'description')?.raw ?? '';
  const { title, body } = readDescription(raw);
  const [above, below] = [body.trim(), mail.body.replace(/^(?:[ \t\r]*\n)+/, '')];
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

/** What stands below a message's first paragraph and the blank lines after it. */
export function bodyOf(message: Bytes): Bytes {
  return message.trimStart().replace(/^(?:[^\n]*\S[^\n]*(?:\n|$))+\n*/, '');
}

/** A message's first paragraph on one line, as unicode. */
export function titleOf(message: Bytes): string {
  return decode(subjectOf(parseMessage(message)));
}

/** The Change-Id of a message, the last one where there are several; undefined when there is none. */
export function changeIdOf(message: Bytes): string | undefined {
  return trailerValues(parseMessage(message), 'Change-Id').findLast((value) => /^I[0-9a-f]{40}$/.test(value));
}
