// A patch file as the conventions see it: header fields, title, body, trailers and pick lines, each with its line.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { getSubject, type Mail, parseMail } from '../patch/mail';
import { decodeHeader } from '../patch/mail-words';
import { type Message, parseMessage } from '../patch/message';
import { countLines, type PlacedFile, placedFiles, rowsOfLine } from '../patch/rows';
import type { FilePatch, LineRange, Patch } from '../patch/types';

/** A header field or a trailer: `name` as spelled, `value` as unicode on one line, and its lines in the file (0-based, half-open). */
export interface Entry extends LineRange {
  kind: 'field' | 'trailer';
  name: string;
  value: string;
}

/** A `(cherry picked from commit …)` line, 0-based. */
export interface PickLine {
  commit: string;
  line: number;
}

/** What checks read. All lines are 0-based in the patch file. */
export interface Reading {
  patch: Patch;
  mail: Mail;
  /** The message with its title; `message.trailers` are the footer. */
  message: Message;
  /** Header fields, then trailers, in the order of the file. */
  entries: readonly Entry[];
  picked: readonly PickLine[];
  /** The first line of the message, without `[PATCH …]`; empty where there is none. */
  title: string;
  titleLine: number;
  /** The text between title and trailers, and its first line. */
  body: Bytes;
  bodyLine: number;
  /** All below the title up to the `---` line: body, trailers and what follows them. */
  below: Bytes;
  /** Where a further header field goes, and where a further trailer goes. */
  fieldsEnd: number;
  trailersEnd: number;
}

/** Reads a parsed patch file; never fails. */
export function readPatch(patch: Patch): Reading {
  const mail = parseMail(patch.preamble);
  const fields = fieldEntries(mail);
  const fieldsEnd = fields.at(-1)?.end ?? countLines(mail.separator);
  const start = fieldsEnd + countLines(mail.blank);
  const head = headOf(mail, fields, start);
  const message = parseMessage(head.above + head.rest);
  const shift = head.restLine - countLines(head.above);
  const first = countLines(message.text) + shift;
  const { entries, picked, end } = trailerEntries(message, first);
  const body = message.text.slice(head.above.length);
  return {
    patch,
    mail,
    message,
    entries: [...fields, ...entries],
    picked,
    title: head.title,
    titleLine: head.titleLine,
    body,
    bodyLine: head.restLine,
    below: head.rest,
    fieldsEnd,
    trailersEnd: Math.max(end, head.restLine),
  };
}

/** The entries with this name (any case), in the header or among the trailers. */
export function entriesNamed({ entries }: Reading, ...names: string[]): Entry[] {
  const wanted = names.map((name) => name.toLowerCase());
  return entries.filter(({ name }) => wanted.includes(name.toLowerCase()));
}

/** The file's path after the change (before it, where it is deleted), as unicode. */
export function pathOf({ newPath, oldPath }: FilePatch): string {
  return decode(newPath ?? oldPath ?? '');
}

/** The files of the patch that `wanted` takes, with their lines in the patch file. */
export function filesWhere({ patch }: Reading, wanted: (path: string) => boolean): PlacedFile[] {
  return placedFiles(patch).filter(({ file }) => wanted(pathOf(file)));
}

/** The added and deleted lines of a file, each with its line in the patch file. */
export function changedLines({ hunks }: PlacedFile): { kind: 'add' | 'delete'; text: Bytes; line: number }[] {
  return hunks.flatMap(({ hunk, line }) => {
    let at = line + 1;
    const changed: { kind: 'add' | 'delete'; text: Bytes; line: number }[] = [];
    for (const entry of hunk.lines) {
      if (entry.kind !== 'context') changed.push({ kind: entry.kind, text: entry.text, line: at });
      at += rowsOfLine(entry);
    }
    return changed;
  });
}

function fieldEntries(mail: Mail): Entry[] {
  let end = countLines(mail.separator);
  return mail.fields.map(({ name, raw }) => {
    const start = end;
    end += countLines(raw);
    return { kind: 'field', name, value: decodeHeader(raw.slice(raw.indexOf(':') + 1)), start, end };
  });
}

/** What diff programs write above a file: nobody's title. */
export const NO_TITLE = /^(?:diff -|Index: |Only in |={10})/;

/** The title, and the message as git would have it: the title's paragraph (`above`) and what follows (`rest`). */
function headOf(mail: Mail, fields: readonly Entry[], start: number) {
  const subject = getSubject(mail);
  const field = fields.find(({ name }) => /^(?:subject|description)$/i.test(name));
  if (field) {
    const title = subject?.title ?? decodeHeader(firstLine(mail, fields.indexOf(field)));
    return { title, titleLine: field.start, above: 'title\n\n', rest: mail.body, restLine: start };
  }
  const lines = splitLines(mail.body);
  const first = lines.findIndex((line) => line.trim() !== '');
  const at = NO_TITLE.test(lines[first] ?? '') ? -1 : first;
  const end = at + 1;
  return {
    title: decode(lines[at] ?? '').trim(),
    titleLine: start + Math.max(at, 0),
    above: lines.slice(0, end).join(''),
    rest: lines.slice(end).join(''),
    restLine: start + end,
  };
}

function firstLine(mail: Mail, at: number): Bytes {
  const raw = mail.fields[at]?.raw ?? '';
  return raw.slice(raw.indexOf(':') + 1).split('\n', 1)[0] ?? '';
}

function trailerEntries(message: Message, first: number): { entries: Entry[]; picked: PickLine[]; end: number } {
  const entries: Entry[] = [];
  const picked: PickLine[] = [];
  let end = first;
  for (const line of message.trailers) {
    const start = end;
    end += countLines(line.raw);
    if (line.kind === 'picked') picked.push({ commit: line.commit, line: start });
    if (line.kind === 'trailer')
      entries.push({ kind: 'trailer', name: line.key, value: decode(line.value), start, end });
  }
  return { entries, picked, end };
}
