// Completion in a patch's header: names of fields and trailers, their usual values, people, branches, the day.
import { type Bytes, decode, encode } from '../base/bytes';
import { countLines } from '../patch/rows';
import type { Person } from '../profile/person';
import { FIELDS, type FieldMeaning, fieldMeaning } from './fields';
import { escaped } from './markdown';
import type { PatchText } from './patch-text';

/** A proposal: the text from `from` (a UTF-16 column) to the cursor becomes `text`. */
export interface Proposal {
  label: string;
  text: string;
  from: number;
  kind: 'field' | 'value' | 'person' | 'branch' | 'bug';
  detail?: string;
}

/** What is known for proposals; `today` is a day such as `2026-11-21`. */
export interface Known {
  people: readonly Person[];
  branches: readonly string[];
  today: string;
  /** Bugs that are remembered, in a sentence each. */
  bugs: readonly { address: string; words: string }[];
  /** The addresses of the bugs that a message names. */
  bugAddresses(message: Bytes): string[];
}

/** The most bugs that are proposed. */
const BUGS = 50;

/** What may be written at a place of the header (0-based line, UTF-16 column); nothing within the diff. */
export function complete(document: PatchText, line: number, column: number, known: Known): Proposal[] {
  const { lines, reading } = document;
  if (line >= countLines(reading.patch.preamble) && reading.patch.preamble !== '') return [];
  const before = decode(lines[line] ?? '').slice(0, column);
  const named = /^([\w-]+):[ \t]*/.exec(before);
  if (named) {
    const name = named[1] ?? '';
    const field = fieldMeaning(name);
    const from = named[0].length;
    return [...(field ? valuesOf(field, before, from, known) : []), ...bugsFor(name, from, known)];
  }
  if (!/^[\w-]*$/.test(before)) return [];
  const where = line < reading.fieldsEnd || (line === reading.fieldsEnd && before !== '') ? 'header' : 'trailer';
  if (where === 'trailer' && !(/^(?:[A-Z]|$)/.test(before) && isLastParagraph(document, line))) return [];
  const fields = FIELDS.filter((field) => field.where === 'both' || field.where === where);
  return fields.map(({ name, meaning }) => ({
    label: name,
    text: `${name}: `,
    from: 0,
    kind: 'field',
    detail: meaning,
  }));
}

/** True where nothing but trailers follows in the message. */
function isLastParagraph({ lines, reading }: PatchText, line: number): boolean {
  const rest = lines.slice(line + 1, countLines(reading.patch.preamble));
  const end = rest.findIndex((text) => /^---/.test(text));
  return rest.slice(0, end < 0 ? rest.length : end).every((text) => /^(?:[\w-]+:|\(|\s)/.test(text));
}

function valuesOf(field: FieldMeaning, before: string, from: number, known: Known): Proposal[] {
  const value = (text: string): Proposal => ({ label: text.trim(), text, from, kind: 'value' });
  const values = (field.values ?? []).map(value);
  if (field.takes === 'date') return [value(known.today)];
  if (field.takes === 'person')
    return known.people.map(({ name, email }) => ({ ...value(`${name} <${email}>`), kind: 'person' }));
  if (field.takes !== 'branch') return values;
  const bracket = /\[(?:PATCH )?([^\]]*)$/.exec(before);
  if (!bracket) return [];
  const start = before.length - (bracket[1]?.length ?? 0);
  return known.branches.map((name) => ({ label: name, text: name, from: start, kind: 'branch' }));
}

/** The bugs that this trailer can name, as it names them: by `#` and number, by number, or by address. */
function bugsFor(name: string, from: number, { bugs, bugAddresses }: Known): Proposal[] {
  return bugs.slice(0, BUGS).flatMap(({ address, words }): Proposal[] => {
    const number = /(?<!\d)(\d+)\D*$/.exec(address)?.[1];
    const forms = [...(number === undefined ? [] : [`#${number}`, number]), address];
    const text = forms.find((form) => bugAddresses(encode(`title\n\n${name}: ${form}\n`)).includes(address));
    return text === undefined ? [] : [{ label: text, text, from, kind: 'bug', detail: escaped(words) }];
  });
}
